import {describe, expect, it} from "vitest";
import {compileLimits, type PointLimits} from "../../../src/analysis/rules/limits.ts";
import {type Profile, profileOf, profiles, profileText} from "../../../src/analysis/rules/profiles.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {gaps, withProfile} from "../../../src/analysis/rules/toolGaps.ts";

const rules: Rule[] = [
  {id: "role", when: {attribute: "role", is: ["director"]}, points: 4},
  {id: "trial", when: {activity: "trial", at_least: 1}, points: 5},
  {id: "pricing", when: {activity: "page_view", topic: "pricing", at_least: 3, within_days: 30}, points: 3},
  {id: "silent", when: {activity: "any", none_for_days: 30}, points: -4},
  {id: "late call", when: {activity: "call", none_for_days: 7}, in_stage: ["proposal"], points: -1},
];

const limits: PointLimits = {
  atMost: 10,
  min: -10,
  max: 10,
  step: 2,
  total: {min: -30},
  ladders: "free",
  limits: [],
};

const strict: Profile = {
  id: "strict",
  name: "Strict",
  limits: {atMost: 3, noMinus: true, step: 5, total: {min: -50, max: 100}},
  can: {windows: "no", silence: "second rule"},
  note: "",
  sources: [],
};

describe("profiles", () => {
  it("have ids of their own, fit for a command line, and sources for what they say of a product", () => {
    expect(new Set(profiles.map(({id}) => id)).size).toBe(profiles.length);
    for (const {id, sources, can, limits} of profiles) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      const isProduct = !["generic", "adds-only", "spreadsheet"].includes(id);
      expect([id, sources.length > 0]).toEqual([id, isProduct]);
      expect([id, Object.keys({...can, ...limits}).length > 0]).toEqual([id, true]);
    }
  });
});

describe("gaps(profile, rules)", () => {
  it("tells everything a rule asks that the tool lacks, has by a second rule, or is not known to have", () => {
    const found = gaps(strict, rules).map(({rule, ability, able}) => [rules[rule].id, ability, able]);
    expect(found).toEqual([
      ["pricing", "counts", "not known"],
      ["pricing", "windows", "no"],
      ["pricing", "topics", "not known"],
      ["silent", "minus", "not known"],
      ["silent", "silence", "second rule"],
      ["late call", "minus", "not known"],
      ["late call", "two conditions", "not known"],
      ["late call", "silence of one action", "not known"],
    ]);
  });

  it("finds none in a tool that runs every rule", () => {
    expect(gaps(profileOf("generic") as Profile, rules)).toEqual([]);
  });

  it("says what to do instead, with the rule's own days", () => {
    const windows = gaps(strict, rules).find(({ability}) => ability === "windows");
    expect(windows?.instead).toBe(
      "give the points when it happens, and let a second rule take them back after 30 days without it",
    );
    const silence = gaps(strict, rules).find(({ability}) => ability === "silence");
    expect(silence?.instead).toMatch(/take the points once the last time lies more than 30 days back/);
  });
});

describe("withProfile(limits, profile, rules)", () => {
  it("takes the narrower of both, and leaves out what the tool cannot run", () => {
    expect(withProfile(limits, strict, rules)).toEqual({
      ...limits,
      atMost: 3,
      min: 0,
      step: 10,
      total: {min: -30, max: 100},
      limits: [{for: {rule: "pricing"}, use: "never"}],
    });
  });

  it("leaves the search no points where the tool has none to give", () => {
    const {min, max, atMost} = compileLimits(rules, withProfile(limits, strict, rules));
    expect({min, max, atMost}).toEqual({min: [0, 0, 0, 0, 0], max: [10, 10, 0, 10, 10], atMost: 3});
  });

  it("keeps a rule that people fix or force in themselves, without barring it twice", () => {
    const own = {for: {rule: "pricing"}, fixed: 4};
    expect(withProfile({...limits, limits: [own]}, strict, rules).limits).toEqual([own]);
  });

  it("changes nothing for a tool without limits", () => {
    expect(withProfile(limits, profileOf("generic") as Profile, rules)).toEqual(limits);
  });
});

describe("profileText(profile)", () => {
  it("says each limit once", () => {
    expect(profileText(strict)).toEqual([
      "at most 3 rules",
      "no points below 0",
      "points in steps of 5",
      "no score below -50",
      "no score above 100",
      "no windows",
      "silence only by a second rule",
    ]);
    expect(profileText(profileOf("adds-only") as Profile)).toEqual([
      "no points below 0",
      "no windows, no silence, no silence of one action",
    ]);
  });
});
