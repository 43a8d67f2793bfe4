import {describe, expect, it} from "vitest";
import {chooseCandidates} from "../../../src/analysis/rules/candidates.ts";
import type {Pattern} from "../../../src/analysis/rules/patterns.ts";

/** Holds on half of each of 20 folds; converts more often in the folds that believe in it, and as often elsewhere. */
const pattern = (field: string, believes: (fold: number) => boolean): Pattern => ({
  rule: {id: field, when: {activity: field, at_least: 1}},
  field,
  strata: Array.from({length: 20}, (_, fold) => ({
    stage: null,
    isTest: fold >= 15,
    fold,
    n: 50,
    conversions: believes(fold) ? 30 : 20,
    all: {n: 100, conversions: 40},
  })),
});
const early = pattern("early", (fold) => fold < 12);
const late = pattern("late", (fold) => fold >= 8);

describe("chooseCandidates(patterns, {among})", () => {
  const options = {minSupport: 30, atMost: 1, excluded: new Map<string, string>()};
  const chosen = (among?: (stratum: {fold: number}) => boolean) =>
    chooseCandidates([late, early], {...options, among}).rules.map(({id}) => id);

  it("rests on the observations that decide alone", () => {
    expect(chosen(({fold}) => fold < 8)).toEqual(["early"]);
    expect(chosen(({fold}) => fold >= 12)).toEqual(["late"]);
  });

  it("leaves out the test without being asked", () => {
    // Folds 0–14 decide: early converts more in 12 of them, late in 7.
    expect(chosen()).toEqual(["early"]);
  });

  it("asks for support among those that decide", () => {
    const few = {...options, minSupport: 80, among: ({fold}: {fold: number}) => fold === 3};
    expect(chooseCandidates([late, early], few).rules).toEqual([]);
  });
});
