import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {aucWithout, sumsWithout} from "../../../src/analysis/statistics/foldSums.ts";
import {auc} from "../../../src/analysis/statistics/metrics.ts";

const rows = fc.array(
  fc.record({
    fold: fc.integer({min: 0, max: 5}),
    score: fc.oneof(fc.integer({min: -4, max: 4}), fc.double({min: -4, max: 4, noNaN: true})),
    n: fc.integer({min: 0, max: 9}),
    share: fc.double({min: 0, max: 1, noNaN: true}),
  }),
  {minLength: 1, maxLength: 60},
);
const folds = [null, 0, 1, 2, 3, 4, 5];

describe("aucWithout(group, score, rows)", () => {
  it("is the AUC of the other groups' rows by themselves, ties half", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const won = some.map(({n, share}) => Math.round(n * share));
        const of = aucWithout(
          some.map(({fold}) => fold),
          some.map(({score}) => score),
          {n: Float64Array.from(some, ({n}) => n), conversions: Float64Array.from(won)},
        );
        for (const left of folds) {
          const kept = [...some.keys()].filter((r) => some[r].fold !== left);
          const direct = auc(
            kept.map((r) => some[r].score),
            kept.map((r) => some[r].n),
            kept.map((r) => won[r]),
          );
          expect(Math.abs(of(left) - direct)).toBeLessThan(1e-12);
        }
      }),
      {numRuns: 300, seed: 1},
    );
  });
});

describe("sumsWithout(group, columns)", () => {
  it("adds up each column over the rows of the other groups", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const columns = [some.map(({n}) => n), some.map(({share}) => share)];
        const of = sumsWithout(
          some.map(({fold}) => fold),
          columns,
        );
        for (const left of folds) {
          const direct = columns.map((column) =>
            column.reduce((sum, value, r) => sum + (some[r].fold === left ? 0 : value), 0),
          );
          of(left).forEach((sum, k) => {
            expect(Math.abs(sum - direct[k])).toBeLessThan(1e-12 * Math.max(1, direct[k]));
          });
        }
      }),
      {numRuns: 200, seed: 2},
    );
  });
});
