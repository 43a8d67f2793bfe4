import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Interval} from "../../../src/analysis/findings.ts";
import {fisherP, oddsRatioMidP} from "../../../src/analysis/statistics/exact.ts";
import {newcombe, oddsRatio, riskRatio, wilson} from "../../../src/analysis/statistics/intervals.ts";
import {distance, reference} from "../reference.ts";

interface TableReference {
  table: [number, number, number, number];
  with: number[];
  without: number[];
  riskDifference: number[];
  riskRatio: number[];
  oddsRatio: number[];
  /** Null: no finite value. */
  midP: (number | null)[];
  fisher: number;
  chiSquare: number;
}

const {tables} = reference<{tables: TableReference[]}>("intervals");
const list = ({value, low, high}: Interval) => [value, low, high];

describe.each(tables)("intervals of $table", ({table: [a, n1, c, n0], ...R}) => {
  it("agree with R to 1e-6", () => {
    const [first, second] = [wilson(a, n1), wilson(c, n0)];
    expect(distance([first.low, first.high, second.low, second.high], [...R.with, ...R.without])).toBeLessThan(1e-9);
    expect(distance(list(newcombe(a, n1, c, n0)), R.riskDifference)).toBeLessThan(1e-9);
    expect(distance(list(riskRatio(a, n1, c, n0)), R.riskRatio)).toBeLessThan(1e-9);
    expect(distance(list(oddsRatio(a, n1, c, n0)), R.oddsRatio)).toBeLessThan(1e-9);
    expect(Math.abs(fisherP(a, n1, c, n0) / R.fisher - 1)).toBeLessThan(1e-9);
  });

  it("give the exact odds ratio as R does, with Haldane's value where R has none", () => {
    const [value, low, high] = list(oddsRatioMidP(a, n1, c, n0));
    const isOpen = R.midP[1] === 0 && R.midP[2] === null;
    const withoutR = isOpen ? 1 : oddsRatio(a, n1, c, n0).value;
    expect(distance([value, low, high], [R.midP[0] ?? withoutR, R.midP[1]!, R.midP[2] ?? Infinity])).toBeLessThan(1e-6);
  });
});

describe("wilson(conversions, n)", () => {
  it("knows nothing without observations", () => {
    expect(wilson(0, 0)).toEqual({value: 0, low: 0, high: 1, n: 0, conversions: 0});
  });

  it("touches 0 and 1 where all agree", () => {
    expect(wilson(0, 7).low).toBe(0);
    expect(wilson(7, 7).high).toBe(1);
  });
});

describe("oddsRatioMidP(a, n1, c, n0)", () => {
  it("knows nothing where the margins allow one table only", () => {
    expect(list(oddsRatioMidP(0, 5, 0, 9))).toEqual([1, 0, Infinity]);
    expect(list(oddsRatioMidP(0, 0, 3, 9))).toEqual([1, 0, Infinity]);
  });

  it("turns upside down when the arms swap, and never is NaN", () => {
    const arm = fc.integer({min: 0, max: 60}).chain((n) => fc.tuple(fc.integer({min: 0, max: n}), fc.constant(n)));
    fc.assert(
      fc.property(arm, arm, ([a, n1], [c, n0]) => {
        const there = oddsRatioMidP(a, n1, c, n0);
        const back = oddsRatioMidP(c, n0, a, n1);
        expect(there.low).toBeLessThanOrEqual(there.value);
        expect(there.value).toBeLessThanOrEqual(there.high);
        expect(distance(list(there), [1 / back.value, 1 / back.high, 1 / back.low])).toBeLessThan(1e-8);
      }),
      {numRuns: 300, seed: 1},
    );
  });

  it("stays exact and quick with half a million rows", () => {
    const {value, low, high} = oddsRatioMidP(3, 1000, 250_000, 500_000);
    expect(value).toBeCloseTo(3 / 997, 4);
    expect(low).toBeLessThan(value);
    expect(high).toBeLessThan(0.01);
  });
});
