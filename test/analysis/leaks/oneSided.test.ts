import {describe, expect, it} from "vitest";
import {flagOf} from "../../../src/analysis/leaks/flag.ts";
import {alwaysConverted} from "../../../src/analysis/leaks/oneSided.ts";
import {tooGood} from "../../../src/analysis/leaks/tooGood.ts";
import type {Pattern} from "../../../src/analysis/rules/patterns.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

/** 1,600 observations of which 600 convert; a counter at or above a number. */
const atLeast = (field: string, at_least: number, n: number, conversions: number): Pattern => ({
  rule: {id: `${field}-${at_least}`, when: {attribute: field, at_least}},
  field,
  strata: [{stage: null, isTest: false, fold: 0, n, conversions, all: {n: 1600, conversions: 600}}],
});

describe("alwaysConverted(patterns, flagged, minSupport)", () => {
  const all = [
    atLeast("proposals", 1, 448, 448),
    atLeast("proposals", 2, 120, 120),
    atLeast("visits", 1, 448, 447),
    atLeast("bounces", 1, 200, 0),
  ];

  it("asks about the field of which every lead buys, once, with its widest pattern, and leaves it in", () => {
    const found = alwaysConverted(all, new Set(), 30);
    expect(found).toMatchObject([{field: "proposals", kind: "attribute", reason: "always converted"}]);
    expect(found[0].why).toBe(
      "all 448 observations with proposals 1 or more converted, 13 % of the others: was it known before the outcome?",
    );
    const flag = flagOf(found[0], undefined);
    expect(flag).toMatchObject({excluded: false});
    expect(flag.yaml).toBe("points:\n  limits:\n    - {for: {attribute: proposals}, use: never}");
  });

  it("says nothing of a field that has a flag, of few observations, and of what chance explains", () => {
    expect(alwaysConverted(all, new Set(["proposals"]), 30)).toEqual([]);
    expect(alwaysConverted(all, new Set(), 449)).toEqual([]);
    // Most convert anyway: 30 of 30 beside 1,530 of 1,570 are luck.
    const many = {...atLeast("lucky", 1, 30, 30)};
    const mostly = {...many, strata: many.strata.map((stratum) => ({...stratum, all: {n: 1600, conversions: 1560}}))};
    expect(alwaysConverted([mostly], new Set(), 30)).toEqual([]);
  });
});

describe("tooGood(columns, outcomes, minSupport)", () => {
  /** 600 leads, a quarter won; a sign that four of five winners have and one in fifteen others, beside columns given. */
  function found(others: (won: boolean, next: () => number) => Record<string, number>) {
    const next = random(5);
    const won = Array.from({length: 600}, (_, i) => Number(i % 4 === 0));
    const rows = won.map((y) => ({
      sign: Number(next() < (y ? 0.95 : 0.03)),
      ...others(y === 1, next),
    }));
    const columns = Object.keys(rows[0]).map((name) => ({
      name,
      values: rows.map((row) => (row as Record<string, number>)[name]),
    }));
    return tooGood(columns, {won, fold: won.map((_, i) => i % 20)}, 30);
  }

  it("asks about one good column among columns that tell nothing, and leaves it in", () => {
    const flags = found((_, next) => ({pages: Math.floor(4 * next())}));
    expect(flags).toMatchObject([{field: "sign", reason: "tells nearly all there is"}]);
    expect(flagOf(flags[0], undefined).excluded).toBe(false);
  });

  it("leaves out a column that leaps beyond columns that tell something", () => {
    const flags = found((won, next) => ({size: next() + (won ? 0.5 : 0)}));
    expect(flags).toMatchObject([{field: "sign", reason: "alone too good"}]);
    expect(flagOf(flags[0], undefined).excluded).toBe(true);
  });
});
