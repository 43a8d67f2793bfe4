import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LiveCard, wideningOf} from "../../../src/analysis/card/liveCard.ts";
import {evaluate, scoreBins} from "../../../src/analysis/points/evaluate.ts";
import {type Cube, scores} from "../../../src/analysis/rules/cube.ts";
import {groupJackknife} from "../../../src/analysis/statistics/jackknife.ts";
import {auc, aucInterval} from "../../../src/analysis/statistics/metrics.ts";
import {generate} from "../cubes.ts";

const {cube} = generate({rows: 500, rules: 6, seed: 5});
const cards = fc.array(fc.array(fc.integer({min: -12, max: 12}), {minLength: 6, maxLength: 6}), {
  minLength: 1,
  maxLength: 8,
});

/** The AUC of a card with its jackknife over lead folds, row by row. */
function aucByFold(cube: Cube, points: readonly number[]) {
  const s = scores(cube, points);
  return groupJackknife(cube.fold, (left) => {
    const kept = (values: Float64Array) => values.map((v, r) => (cube.fold[r] === left ? 0 : v));
    return auc(s, kept(cube.n), kept(cube.conversions));
  });
}

describe("LiveCard", () => {
  it("shows after any changes what the card says when weighed from scratch", () => {
    fc.assert(
      fc.property(cards, (changes) => {
        const card = new LiveCard(cube);
        for (const points of changes) card.setPoints(points);
        const last = changes[changes.length - 1];
        const {bins, aucInterval: shown, ...fit} = card.figures();
        const expected = scoreBins(cube, last);
        expect(fit).toEqual(evaluate(cube, last));
        for (const key of ["score", "n", "conversions"] as const)
          expect([...bins[key].subarray(0, bins.count)]).toEqual([...expected[key].subarray(0, expected.count)]);
        const {value, low, high} = aucByFold(cube, last);
        expect(shown.value).toBeCloseTo(value, 12);
        expect(shown.low).toBeCloseTo(Math.max(0, low), 12);
        expect(shown.high).toBeCloseTo(Math.min(1, high), 12);
      }),
      {numRuns: 50},
    );
  });

  it("takes DeLong's interval without folds", () => {
    const plain = {...cube, fold: new Uint8Array(cube.n.length)};
    const points = [3, -2, 0, 1, 4, 0];
    const ours = new LiveCard(plain, points).figures().aucInterval;
    const theirs = aucInterval(scores(plain, points), plain.n, plain.conversions);
    expect(ours.low).toBeCloseTo(theirs.low, 12);
    expect(ours.high).toBeCloseTo(theirs.high, 12);
  });

  it("widens the intervals of a cube without folds as those of leads are wider", () => {
    const points = [3, -2, 0, 1, 4, 0];
    const twice = {
      ...cube,
      holds: cube.holds.map((rows) => Uint32Array.from([...rows, ...rows.map((r) => r + cube.n.length)])),
    };
    const doubled = (values: Float64Array) => Float64Array.from([...values, ...values]);
    const repeated = {
      ...twice,
      n: doubled(cube.n),
      conversions: doubled(cube.conversions),
      fold: Uint8Array.from([...cube.fold, ...cube.fold]),
      period: Uint16Array.from([...cube.period, ...cube.period]),
    };
    const folded = new LiveCard(repeated, points);
    const widening = wideningOf(folded);
    const width = ({low, high}: {low: number; high: number}) => high - low;
    const plain = new LiveCard({...repeated, fold: new Uint8Array(repeated.n.length)}, points, widening);
    expect(widening.auc).toBeGreaterThan(1.2);
    expect(width(plain.figures().aucInterval)).toBeCloseTo(width(folded.figures().aucInterval), 10);
    const alone = new LiveCard({...repeated, fold: new Uint8Array(repeated.n.length)}, points);
    expect(width(plain.rate(1, 9))).toBeGreaterThanOrEqual(width(alone.rate(1, 9)));
    expect(plain.rate(1, 9).n).toBe(alone.rate(1, 9).n);
  });

  it("counts the conversions of a range of scores", () => {
    const points = [3, -2, 0, 1, 4, 0];
    const s = scores(cube, points);
    const inside = [...s.keys()].filter((r) => s[r] >= 1 && s[r] <= 4);
    const {n, conversions} = new LiveCard(cube, points).rate(1, 4);
    expect(n).toBe(inside.length);
    expect(conversions).toBe(inside.reduce((sum, r) => sum + cube.conversions[r], 0));
    expect(new LiveCard(cube, points).rate(50, 99).n).toBe(0);
  });

  it("knows nothing of the order where all ended alike", () => {
    const alike = {...cube, conversions: new Float64Array(cube.n.length)};
    expect(new LiveCard(alike, [1, 1, 1, 1, 1, 1]).figures().aucInterval.value).toBe(0.5);
  });
});
