import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {contrast} from "../../../src/analysis/statistics/contrast.ts";
import {fisherP, oddsRatioMidP} from "../../../src/analysis/statistics/exact.ts";
import {oddsRatio} from "../../../src/analysis/statistics/intervals.ts";
import {reference} from "../reference.ts";

const {tables} = reference<{tables: {table: number[]; chiSquare: number; fisher: number}[]}>("intervals");

describe("contrast(table)", () => {
  it("tests large tables with R's chi-square and small ones with Fisher's exact", () => {
    for (const {table, chiSquare, fisher} of tables) {
      const [a, n1, c, n0] = table;
      const isSmall = Math.min(a, n1 - a, c, n0 - c) < 5;
      expect(contrast({a, n1, c, n0}).p / (isSmall ? fisher : chiSquare)).toBeCloseTo(1, 7);
    }
  });

  it("takes the exact odds ratio where a cell is under five, the log-scale one elsewhere", () => {
    expect(contrast({a: 4, n1: 40, c: 30, n0: 100}).oddsRatio).toEqual(oddsRatioMidP(4, 40, 30, 100));
    expect(contrast({a: 5, n1: 40, c: 30, n0: 100}).oddsRatio).toEqual(oddsRatio(5, 40, 30, 100));
  });

  it("uses Fisher where an expected cell is under five though none observed is", () => {
    expect(contrast({a: 5, n1: 10, c: 5, n0: 1000}).p).toBe(fisherP(5, 10, 5, 1000));
  });

  it("sums the information value over with and without", () => {
    const [g1, b1, g0, b0] = [15 / 35, 25 / 125, 20 / 35, 100 / 125];
    const expected = (g1 - b1) * Math.log(g1 / b1) + (g0 - b0) * Math.log(g0 / b0);
    expect(contrast({a: 15, n1: 40, c: 20, n0: 120}).informationValue).toBeCloseTo(expected, 12);
  });

  it("says nothing, and never NaN, where an arm is empty or the outcome does not vary", () => {
    for (const table of [
      {a: 0, n1: 0, c: 0, n0: 0},
      {a: 0, n1: 0, c: 3, n0: 9},
      {a: 2, n1: 2, c: 5, n0: 5},
      {a: 0, n1: 2, c: 0, n0: 5},
    ]) {
      const {p, informationValue, oddsRatio: ratio} = contrast(table);
      expect([p, informationValue, ratio.low, ratio.high]).toEqual([1, 0, 0, Infinity]);
    }
  });

  it("holds no NaN on any table, and its p is symmetric in the arms", () => {
    const arm = fc.integer({min: 0, max: 40}).chain((n) => fc.tuple(fc.integer({min: 0, max: n}), fc.constant(n)));
    fc.assert(
      fc.property(arm, arm, ([a, n1], [c, n0]) => {
        const found = contrast({a, n1, c, n0});
        expect(numbersIn(found).some(Number.isNaN)).toBe(false);
        expect(found.p).toBeCloseTo(contrast({a: c, n1: n0, c: a, n0: n1}).p, 10);
      }),
      {numRuns: 300, seed: 2},
    );
  });
});

const numbersIn = (value: unknown): number[] =>
  typeof value === "number" ? [value] : Object.values(value as object).flatMap(numbersIn);
