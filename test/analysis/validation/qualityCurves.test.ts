import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {auc} from "../../../src/analysis/statistics/metrics.ts";
import {rocCurve, scoreRanges} from "../../../src/analysis/validation/qualityCurves.ts";
import {cubeOf} from "../cubes.ts";

const rows = fc
  .array(fc.record({score: fc.integer({min: -5, max: 5}), won: fc.boolean()}), {minLength: 2, maxLength: 90})
  .filter((some) => new Set(some.map(({won}) => won)).size === 2);

const cube = (some: readonly {score: number; won: boolean}[]) =>
  cubeOf(
    [],
    some.map(() => 0),
    some.map(() => 1),
    some.map(({won}) => Number(won)),
  );
const scores = (some: readonly {score: number}[]) => Float64Array.from(some, ({score}) => score);

/** Area under the curve's straight lines. */
const area = (points: readonly {unconverted: number; converted: number}[]) =>
  points
    .slice(1)
    .reduce(
      (sum, b, i) => sum + ((b.unconverted - points[i].unconverted) * (b.converted + points[i].converted)) / 2,
      0,
    );

describe("rocCurve(cube, rank, minCell)", () => {
  it("has the AUC as its area where no ranks are taken together", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const curve = rocCurve(cube(some), scores(some), 1);
        const {n, conversions} = cube(some);
        expect(area(curve)).toBeCloseTo(auc(scores(some), n, conversions), 12);
      }),
    );
  });

  it("goes from nobody to everybody, never down, in steps of at least the smallest cell", () => {
    fc.assert(
      fc.property(rows, fc.integer({min: 1, max: 20}), (some, minCell) => {
        const curve = rocCurve(cube(some), scores(some), minCell);
        const won = some.filter((row) => row.won).length;
        expect(curve[0]).toEqual({unconverted: 0, converted: 0});
        expect(curve.at(-1)).toEqual({unconverted: 1, converted: 1});
        for (let i = 1; i < curve.length; ++i) {
          const [up, right] = [
            curve[i].converted - curve[i - 1].converted,
            curve[i].unconverted - curve[i - 1].unconverted,
          ];
          expect(Math.min(up, right)).toBeGreaterThanOrEqual(-1e-12);
          const held = up * won + right * (some.length - won);
          expect(held + 1e-9).toBeGreaterThanOrEqual(Math.min(minCell, some.length));
        }
      }),
    );
  });
});

describe("scoreRanges(cube, score, options)", () => {
  it.each([true, false])(
    "holds every observation once, in ranges of at least the smallest cell (whole: %s)",
    (isWhole) => {
      fc.assert(
        fc.property(rows, fc.integer({min: 1, max: 12}), (some, minCell) => {
          const ranges = scoreRanges(cube(some), scores(some), {isWhole, minCell, most: 6});
          expect(ranges.reduce((sum, {n}) => sum + n, 0)).toBe(some.length);
          expect(ranges.reduce((sum, {conversions}) => sum + conversions, 0)).toBe(some.filter(({won}) => won).length);
          expect(Math.min(...ranges.map(({n}) => n))).toBeGreaterThanOrEqual(Math.min(minCell, some.length));
          ranges.slice(1).forEach(({from}, i) => {
            expect(from).toBe(ranges[i].to);
          });
          if (isWhole)
            for (const {from, to} of ranges) expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
        }),
      );
    },
  );

  it("is one range where all score the same", () => {
    const same = [1, 1, 1].map((score, i) => ({score, won: i === 0}));
    expect(scoreRanges(cube(same), scores(same), {isWhole: true, minCell: 1})).toEqual([
      {from: 1, to: 2, n: 3, conversions: 1},
    ]);
  });
});
