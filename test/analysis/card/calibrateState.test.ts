import {describe, expect, it} from "vitest";
import * as state from "../../../src/analysis/card/calibrateState.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import type {Condition} from "../../../src/analysis/rules/rules.ts";
import {generate} from "../cubes.ts";

const tunable = (id: string, when: Condition, suggested: number, current: number | null, excluded: string | null) => ({
  rule: {id, when},
  suggested,
  current,
  excluded,
});
const tuned: state.TunableRule[] = [
  tunable("seminar", {activity: "seminar", at_least: 1}, 4, 5, null),
  tunable("quiet", {activity: "any", none_for_days: 30}, -3, null, null),
  tunable("industry", {attribute: "industry", is: ["retail"]}, 0, 12, null),
  tunable("signed", {activity: "contract_sent", at_least: 1}, 0, null, "a leak"),
];
const rules = tuned.map(({rule}) => rule);
const limits: PointLimits = {atMost: 3, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []};
const start = state.suggestedState(tuned, limits);

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe("suggestedState(rules, limits)", () => {
  it("gives the suggested points and keeps excluded rules off", () => {
    expect([...state.pointsOf(start)]).toEqual([4, -3, 0, 0]);
    expect(start.rules.map(({isOn}) => isOn)).toEqual([true, true, true, false]);
  });

  it("takes over what the project file asks of rules and of groups", () => {
    const asked = state.suggestedState(tuned, {
      ...limits,
      limits: [
        {for: {activity: "seminar"}, sign: "plus", max: 6},
        {for: {rule: "quiet"}, fixed: -3},
        {for: {attribute: "industry"}, use: "never"},
        {for: {family: "behaviour"}, cap: 8},
      ],
    });
    expect(asked.rules[0]).toMatchObject({min: 0, max: 6, points: 4});
    expect(asked.rules[1].isFixed).toBe(true);
    expect(asked.rules[2].isOn).toBe(false);
    expect(asked.caps).toEqual([{for: {family: "behaviour"}, cap: 8}]);
  });
});

describe("currentState(rules, limits)", () => {
  it("gives today's points as they are, beyond the bounds too", () => {
    expect([...state.pointsOf(state.currentState(tuned, limits))]).toEqual([5, 0, 12, 0]);
  });
});

describe("withPoints(state, rule, points)", () => {
  it("rounds, keeps to the bounds and changes nothing else", () => {
    const next = state.withPoints(frozen(start), 0, 99.6);
    expect([...state.pointsOf(next)]).toEqual([10, -3, 0, 0]);
    expect(next.rules[1]).toBe(start.rules[1]);
  });

  it("takes text that is no number as 0", () => {
    expect(state.withPoints(start, 0, Number.NaN).rules[0].points).toBe(0);
  });

  it("keeps to the card's step, inside the bounds", () => {
    const stepped = state.withSettings(start, {step: 5, highest: 8});
    expect([7, 8, 2, -9].map((points) => state.withPoints(stepped, 0, points).rules[0].points)).toEqual([5, 5, 0, -10]);
  });
});

describe("withRuleOn(state, rule, isOn)", () => {
  it("gives a rule that is off 0 points, frees it and bars it from the search", () => {
    const off = state.withRuleOn(state.withFixed(frozen(start), 0, true), 0, false);
    expect(off.rules[0]).toMatchObject({isOn: false, points: 0, isFixed: false});
    const {min, max, fixed} = state.limitsOf(off, rules);
    expect([(min as number[])[0], (max as number[])[0], fixed?.[0]]).toEqual([0, 0, null]);
  });

  it("brings a rule back with the fewest points its bounds allow", () => {
    const bounded = state.withBounds(start, 0, {min: 2, max: 6});
    expect(state.withRuleOn(state.withRuleOn(bounded, 0, false), 0, true).rules[0].points).toBe(2);
  });
});

describe("withBounds(state, rule, ends)", () => {
  it("moves points to the nearer bound, and takes the ends in either order", () => {
    const next = state.withBounds(frozen(start), 0, {min: 3, max: 1});
    expect(next.rules[0]).toMatchObject({min: 1, max: 3, points: 3});
  });

  it("gives the card's bounds back", () => {
    const next = state.withBounds(state.withBounds(start, 0, {min: 3}), 0, {min: null});
    expect(state.boundsOf(next, 0)).toEqual({min: -10, max: 10});
  });
});

describe("withSign(state, rule, sign)", () => {
  it("lets a rule only add, only take, or both", () => {
    const minus = state.withSign(frozen(start), 0, "minus");
    expect(minus.rules[0].points).toBe(0);
    expect(state.signOf(minus, 0)).toBe("minus");
    expect(state.signOf(state.withSign(minus, 0, "plus"), 0)).toBe("plus");
    expect(state.signOf(state.withSign(minus, 0, "any"), 0)).toBe("any");
  });
});

describe("withSettings(state, settings)", () => {
  it("stays between one rule and all of them", () => {
    expect([0, 2, 99, Number.NaN].map((atMost) => state.withSettings(start, {atMost}).atMost)).toEqual([1, 2, 4, 1]);
  });

  it("takes the ends in either order and a step of at least 1", () => {
    expect(state.withSettings(start, {lowest: 5, highest: 0, step: 0})).toMatchObject({lowest: 0, highest: 5, step: 1});
  });
});

describe("withCap(state, cap)", () => {
  it("replaces the limit on the same rules, and drops one that asks nothing", () => {
    const whom = {family: "behaviour"} as const;
    const capped = state.withCap(state.withCap(start, {for: whom, cap: 9}), {for: whom, cap: 5, at_most: 2});
    expect(capped.caps).toEqual([{for: whom, cap: 5, at_most: 2}]);
    expect(state.withCap(capped, {for: whom}).caps).toEqual([]);
  });
});

describe("limitsOf(state, rules)", () => {
  it("gives fixed points as they are, and room for every rule that is fixed or forced", () => {
    const fixed = state.withFixed(state.withFixed(frozen(start), 0, true), 1, true);
    const forced = state.withForced(state.withSettings(fixed, {atMost: 1}), 2, true);
    expect(state.limitsOf(forced, rules)).toMatchObject({atMost: 3, fixed: [4, -3, null, null]});
  });

  it("obeys the tool that will run the card", () => {
    const {min} = state.limitsOf(state.withSettings(start, {tool: "adds-only"}), rules);
    expect(Math.min(...(min as number[]))).toBe(0);
  });

  it("is honoured by the search whatever was decided", () => {
    const {cube} = generate({rows: 400, rules: 4, seed: 3});
    const off = state.withRuleOn(start, 1, false);
    const decided = state.withFixed(state.withBounds(off, 2, {min: 2, max: 5}), 0, true);
    const {points} = suggestPoints(cube, state.limitsOf(frozen(decided), rules));
    expect(points[0]).toBe(4);
    expect(points[1]).toBe(0);
    expect(points[2]).toBeGreaterThanOrEqual(2);
    expect(points[2]).toBeLessThanOrEqual(5);
    expect(points[3]).toBe(0);
    expect([...state.pointsOf(state.withFound(decided, points))]).toEqual([...points]);
  });
});
