import {describe, expect, it} from "vitest";
import {chooseCandidates} from "../../../src/analysis/rules/candidates.ts";
import type {Pattern} from "../../../src/analysis/rules/patterns.ts";
import {ruleId} from "../../../src/analysis/rules/rules.ts";

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

/** One fold, 1,000 observations of which 200 convert: how many have the value, and how many of these convert. */
const withCounts = (when: Pattern["rule"]["when"], n: number, conversions: number, fitted?: number[]): Pattern => {
  const rule = {id: ruleId({when}), when};
  const field = "attribute" in when ? when.attribute : "";
  return {
    rule,
    field,
    fitted,
    strata: [{stage: null, isTest: false, fold: 0, n, conversions, all: {n: 1000, conversions: 200}}],
  };
};
const idsOf = (all: Pattern[], more: Partial<Parameters<typeof chooseCandidates>[1]> = {}) =>
  chooseCandidates(all, {minSupport: 30, atMost: 40, excluded: new Map(), ...more})
    .rules.map(({id}) => id)
    .sort();

describe("chooseCandidates(patterns)", () => {
  const plan = [
    withCounts({attribute: "plan", is: ["free"]}, 600, 60),
    withCounts({attribute: "plan", is: ["team"]}, 300, 90),
    withCounts({attribute: "plan", is: ["firm"]}, 100, 50),
  ];

  it("leaves the commonest value out where the values part all observations, and keeps all where some are rare", () => {
    expect(idsOf(plan)).toEqual(["plan-is-firm", "plan-is-team"]);
    expect(idsOf(plan.slice(0, 2))).toEqual(["plan-is-free", "plan-is-team"]);
  });

  it("leaves out the commonest that nobody names, and the value that people keep off the card", () => {
    expect(idsOf(plan, {named: new Set(["plan-is-free"])})).toEqual(["plan-is-firm", "plan-is-free"]);
    expect(idsOf(plan, {never: new Set(["plan-is-firm"])})).toEqual(["plan-is-free", "plan-is-team"]);
  });

  it("puts up a rule under which nobody converts, or everybody", () => {
    const all = [
      withCounts({attribute: "bounced", is: ["yes"]}, 100, 0),
      withCounts({attribute: "demo", is: ["yes"]}, 100, 100),
    ];
    expect(idsOf(all)).toEqual(["bounced-is-yes", "demo-is-yes"]);
  });

  it("puts up what conversions asked for of a number first, and nothing that follows from what it has put up", () => {
    const all = [
      withCounts({attribute: "size", at_least: 10}, 700, 150, [10]),
      withCounts({attribute: "size", at_least: 50}, 300, 90, [50]),
      withCounts({attribute: "size", at_least: 10, below: 50}, 400, 60, [10, 50]),
      withCounts({attribute: "size", at_least: 30}, 500, 190),
      withCounts({attribute: "size", missing: true}, 60, 5),
    ];
    const chosen = idsOf(all);
    expect(chosen).toEqual(
      ["size-30-or-more", "size-50-or-more", "size-from-10-to-under-50", "size-is-missing"].sort(),
    );
    expect(idsOf(all, {isFound: ({fitted}) => fitted === undefined})).toEqual(["size-30-or-more", "size-is-missing"]);
  });
});
