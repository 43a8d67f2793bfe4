import {describe, expect, it} from "vitest";
import {resamplesFor, stability} from "../../../src/analysis/card/stability.ts";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {type Cube, selectRules} from "../../../src/analysis/rules/cube.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {cubeOf} from "../cubes.ts";

const limits = {atMost: 3, min: -10, max: 10};

/** Rows of their own lead: strong, a copy of it with 5 % of the rows flipped, weaker, and three that say nothing. */
function made(seed: number, rows = 3000): Cube {
  const u = random(seed);
  const mask: number[] = [];
  const conversions: number[] = [];
  for (let r = 0; r < rows; ++r) {
    const strong = u() < 0.3;
    const copy = u() < 0.05 ? !strong : strong;
    const weaker = u() < 0.4;
    const rest = [u() < 0.3, u() < 0.5, u() < 0.2];
    mask.push([strong, copy, weaker, ...rest].reduce((sum, holds, j) => sum + (holds ? 2 ** j : 0), 0));
    conversions.push(u() < 1 / (1 + Math.exp(2 - (strong ? 1.6 : 0) - (weaker ? 0.7 : 0))) ? 1 : 0);
  }
  const fold = Array.from(mask, () => Math.floor(u() * 20));
  return cubeOf(["strong", "copy", "weaker", "n1", "n2", "n3"], mask, new Array(rows).fill(1), conversions, fold);
}

describe("stability(cube, limits, card)", () => {
  const cube = made(1);
  const card = suggestPoints(cube, limits).points;
  const drawn = stability(cube, limits, card, {resamples: 60});

  it("keeps what is strong, and puts its points on the card's scale", () => {
    expect(card[0]).toBeGreaterThan(0);
    expect(drawn?.kept[0]).toBe(1);
    expect(drawn?.kept[2]).toBeGreaterThan(0.9);
    const {low, median, high} = drawn?.points[0] ?? {low: 0, median: 0, high: 0};
    expect(low).toBeLessThan(median);
    expect(high).toBeGreaterThan(median);
    const truth = 1.6 / evaluate(cube, card).slope;
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
  });

  it("says which rule of the card falls away where another is kept", () => {
    const u = random(8);
    const mask: number[] = [];
    const conversions: number[] = [];
    for (let r = 0; r < 2000; ++r) {
      const hidden = u() < 0.4;
      const seen = [0, 1].map(() => (u() < 0.15 ? !hidden : hidden));
      mask.push((seen[0] ? 1 : 0) + (seen[1] ? 2 : 0));
      conversions.push(u() < (hidden ? 0.4 : 0.1) ? 1 : 0);
    }
    const twins = cubeOf(["a", "b"], mask, new Array(2000).fill(1), conversions);
    const one = {...limits, atMost: 1};
    const found = stability(twins, one, suggestPoints(twins, one).points, {resamples: 60});
    const kept = Array.from(found?.kept ?? []);
    const off = suggestPoints(twins, one).points[0] === 0 ? 0 : 1;
    expect(kept[0] + kept[1]).toBeCloseTo(1, 12);
    expect(kept[off]).toBeGreaterThan(0.05);
    expect(found?.insteadOf[off]).toBe(1 - off);
    expect(found?.insteadOf[1 - off]).toBeNull();
    // The other one turned about carries a minus: it does not stand in the place of a plus.
    const rows = Array.from(mask, (_, r) => r);
    const turned = {
      ...twins,
      holds: twins.holds.map((held, j) => (j === off ? Uint32Array.from(rows.filter((r) => !held.includes(r))) : held)),
    };
    const again = stability(turned, one, suggestPoints(turned, one).points, {resamples: 60});
    expect(again?.kept[off]).toBeGreaterThan(0.05);
    expect(again?.insteadOf).toEqual([null, null]);
  });

  it("draws whole lead folds: what one fold alone tells is kept as often as that fold is drawn", () => {
    const one = made(3);
    const inFold = Uint32Array.from(one.fold.keys()).filter((r) => one.fold[r] === 7 && r % 2 === 0);
    for (const r of inFold) one.conversions[r] = 1;
    const rare = {...one, rules: [...one.rules, "rare"], holds: [...one.holds, inFold]};
    const found = stability(rare, limits, suggestPoints(rare, limits).points, {resamples: 100});
    const drawnAtAll = 1 - (19 / 20) ** 20;
    expect(found?.kept[6]).toBeGreaterThan(drawnAtAll - 0.15);
    expect(found?.kept[6]).toBeLessThan(drawnAtAll + 0.15);
  });

  it("gives the same again, whatever the order of rows and rules", () => {
    expect(stability(cube, limits, card, {resamples: 10})).toEqual(stability(cube, limits, card, {resamples: 10}));
    const order = [5, 3, 0, 4, 2, 1];
    const turned = stability(
      selectRules(cube, order),
      limits,
      order.map((j) => card[j]),
      {resamples: 10},
    );
    const plain = stability(cube, limits, card, {resamples: 10});
    expect(Array.from(turned?.kept ?? [])).toEqual(order.map((j) => plain?.kept[j]));
  });

  it("obeys the limits in every resample", () => {
    const found = stability(cube, {...limits, max: [10, 0, 10, 0, 0, 0], min: 0}, card, {resamples: 20});
    expect(Array.from(found?.kept ?? []).map((share) => share > 0)).toEqual([true, false, true, false, false, false]);
  });

  it("says nothing with too few folds to draw from, or of a card that tells nothing", () => {
    expect(stability({...cube, fold: cube.fold.map((fold) => fold % 9)}, limits, card)).toBeNull();
    expect(
      stability(
        cube,
        limits,
        card.map((points) => -points),
      ),
    ).toBeNull();
  });
});

describe("resamplesFor(cells, rules, atMost)", () => {
  it("is a hundred for small cubes, fewer for big ones, twenty at least", () => {
    expect(resamplesFor(429, 16, 10)).toBe(100);
    expect(resamplesFor(11_448, 44, 10)).toBe(29);
    expect(resamplesFor(1_000_000, 60, 10)).toBe(20);
  });
});
