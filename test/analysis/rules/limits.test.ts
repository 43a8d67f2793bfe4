import {describe, expect, it} from "vitest";
import {
  compileLimits,
  exclusive,
  ladders,
  limitText,
  type PointLimits,
  type RuleLimit,
} from "../../../src/analysis/rules/limits.ts";
import {type Condition, type Rule, ruleId} from "../../../src/analysis/rules/rules.ts";

const rule = (when: Condition): Rule => ({id: ruleId({when}), when});
const visitOnce = rule({activity: "visit", at_least: 1, within_days: 30});
const visitOften = rule({activity: "visit", at_least: 3, within_days: 30});
const quiet = rule({activity: "any", none_for_days: 30});
const small = rule({attribute: "size", is: ["small"]});
const large = rule({attribute: "size", is: ["mid", "large"]});
const rules = [visitOnce, visitOften, quiet, small, large];
const asked = (...limits: RuleLimit[]): PointLimits => ({
  atMost: 3,
  min: -10,
  max: 10,
  step: 1,
  total: {},
  ladders: "free",
  limits,
});

describe("compileLimits(rules, limits)", () => {
  it("bounds every rule as the card is bounded where nothing else is asked", () => {
    const {atMost, min, max, fixed, groups} = compileLimits(rules, asked());
    expect({atMost, min, max, fixed, groups}).toEqual({
      atMost: 3,
      min: [-10, -10, -10, -10, -10],
      max: [10, 10, 10, 10, 10],
      fixed: [null, null, null, null, null],
      groups: [],
    });
  });

  it("keeps signs, bounds, fixed and forbidden points to the rules they speak of", () => {
    const {min, max, fixed} = compileLimits(
      rules,
      asked(
        {for: {activity: "visit"}, sign: "plus", max: 5},
        {for: {family: "time"}, sign: "minus"},
        {for: {attribute: "size"}, use: "never"},
        {for: {rule: visitOnce.id}, fixed: 2},
      ),
    );
    expect(min).toEqual([0, 0, -10, 0, 0]);
    expect(max).toEqual([5, 5, 0, 0, 0]);
    expect(fixed).toEqual([2, null, null, null, null]);
  });

  it("forces a rule in with the sign asked for, else with the one the data say, by at least a step", () => {
    const limits = {
      ...asked({for: {when: small.when}, use: "always"}, {for: {when: large.when}, use: "always", sign: "minus"}),
      step: 5,
    };
    const up = compileLimits(rules, limits, () => 1);
    expect([up.min, up.max].map((of) => (of as number[]).slice(3))).toEqual([
      [5, -10],
      [10, -5],
    ]);
    const down = compileLimits(rules, limits, () => -1);
    expect([down.min, down.max].map((of) => (of as number[])[3])).toEqual([-10, -5]);
  });

  it("allows as many rules as are forced in", () => {
    const fixedAll = asked({for: {activity: "visit"}, fixed: 1}, {for: {attribute: "size"}, use: "always"});
    expect(compileLimits(rules, fixedAll).atMost).toBe(4);
  });

  it("makes groups of caps, floors and counts, of the total and of ladders", () => {
    const limits = {...asked({for: {activity: "visit"}, cap: 8, at_most: 1}), total: {min: 0, max: 100}};
    expect(compileLimits(rules, {...limits, ladders: "monotone"}).groups).toEqual([
      {rules: [0, 1], sameSign: true},
      {rules: [0, 1], atMost: 1, max: 8, min: undefined},
      {rules: [0, 1, 2, 3, 4], min: 0, max: 100},
    ]);
  });

  it("lets a limit that speaks of no rule do nothing", () => {
    expect(compileLimits(rules, asked({for: {activity: "fax"}, cap: 3})).groups).toEqual([]);
  });
});

describe("ladders(rules)", () => {
  it("takes counts and windows of one action together, and silences apart", () => {
    const late = rule({activity: "visit", at_least: 1, within_days: 7});
    const silent = rule({activity: "visit", none_for_days: 14});
    expect(ladders([visitOnce, late, quiet, silent, visitOften])).toEqual([{rules: [0, 1, 4], sameSign: true}]);
  });

  it("keeps topics and stages apart", () => {
    const pricing = rule({activity: "visit", topic: "pricing", at_least: 1});
    expect(ladders([visitOnce, pricing, {...visitOften, in_stage: ["meeting"]}])).toEqual([]);
  });
});

describe("exclusive(rules)", () => {
  it("finds values of one attribute, leaving out a rule whose values are named already", () => {
    const either = rule({attribute: "size", is: ["small", "mid"]});
    const none = rule({attribute: "size", missing: true});
    expect(exclusive([small, large, either, none, visitOnce])).toEqual([[0, 1, 3]]);
  });
});

describe("limitText(limit)", () => {
  it("says what is asked of which rules", () => {
    expect(limitText({for: {activity: "visit"}, sign: "plus", cap: 8})).toBe(
      "visit: only plus points, together at most +8",
    );
    expect(limitText({for: {when: small.when}, fixed: -2})).toBe("size is small: exactly −2");
  });
});
