import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {cardAuc, weigh} from "../../src/analysis/calibrateCard.ts";
import {LiveCard} from "../../src/analysis/liveCard.ts";
import {generate} from "./cubes.ts";

const {cube} = generate({rows: 500, rules: 6, seed: 5});
const cards = fc.array(fc.array(fc.integer({min: -12, max: 12}), {minLength: 6, maxLength: 6}), {
  minLength: 1,
  maxLength: 8,
});

describe("LiveCard", () => {
  it("shows after any changes what the card says when weighed from scratch", () => {
    fc.assert(
      fc.property(cards, (changes) => {
        const card = new LiveCard(cube);
        for (const points of changes) card.setPoints(points);
        const last = changes[changes.length - 1];
        const {bins, aucInterval, ...fit} = card.figures();
        const {bins: expected, ...evaluation} = weigh(cube, last);
        expect(fit).toEqual(evaluation);
        for (const key of ["score", "n", "conversions"] as const)
          expect([...bins[key].subarray(0, bins.count)]).toEqual([...expected[key].subarray(0, expected.count)]);
        const interval = cardAuc(cube, last);
        expect(aucInterval.value).toBeCloseTo(interval.value, 12);
        expect(aucInterval.low).toBeCloseTo(interval.low, 12);
        expect(aucInterval.high).toBeCloseTo(interval.high, 12);
      }),
      {numRuns: 50},
    );
  });

  it("takes DeLong's interval without folds, as cardAuc does", () => {
    const plain = {...cube, fold: new Uint8Array(cube.n.length)};
    const points = [3, -2, 0, 1, 4, 0];
    const [ours, theirs] = [new LiveCard(plain, points).figures().aucInterval, cardAuc(plain, points)];
    expect(ours.low).toBeCloseTo(theirs.low, 12);
    expect(ours.high).toBeCloseTo(theirs.high, 12);
  });

  it("knows nothing of the order where all ended alike", () => {
    const alike = {...cube, conversions: new Float64Array(cube.n.length)};
    expect(new LiveCard(alike, [1, 1, 1, 1, 1, 1]).figures().aucInterval.value).toBe(0.5);
  });
});
