import {describe, expect, it} from "vitest";
import * as state from "../../src/analysis/calibrateState.ts";
import {suggestPoints} from "../../src/analysis/points/search.ts";
import {generate} from "./cubes.ts";

const rules: state.TunableRule[] = [
  {suggested: 4, current: 5, excluded: null},
  {suggested: -3, current: null, excluded: null},
  {suggested: 0, current: 12, excluded: null},
  {suggested: 0, current: null, excluded: "a leak"},
];
const settings = {atMost: 3, minPoints: -10, maxPoints: 10};
const start = state.suggestedState(rules, settings);

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe("suggestedState(rules, settings)", () => {
  it("gives the suggested points and keeps excluded rules off", () => {
    expect([...state.pointsOf(start)]).toEqual([4, -3, 0, 0]);
    expect(start.rules.map(({isOn}) => isOn)).toEqual([true, true, true, false]);
  });
});

describe("currentState(rules, settings)", () => {
  it("gives today's points and widens the bounds where today's card goes beyond them", () => {
    const today = state.currentState(rules, settings);
    expect([...state.pointsOf(today)]).toEqual([5, 0, 12, 0]);
    expect([today.lowest, today.highest]).toEqual([-10, 12]);
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
});

describe("withRuleOn(state, rule, isOn)", () => {
  it("gives a rule that is off 0 points, frees it and bars it from the search", () => {
    const off = state.withRuleOn(state.withFixed(frozen(start), 0, true), 0, false);
    expect(off.rules[0]).toMatchObject({isOn: false, points: 0, isFixed: false});
    const {min, max, fixed} = state.limitsOf(off);
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

  it("cuts bounds at those of the card", () => {
    expect(state.withBounds(start, 0, {min: -50, max: 50}).rules[0]).toMatchObject({min: -10, max: 10});
  });
});

describe("withAtMost(state, atMost)", () => {
  it("stays between one rule and all of them", () => {
    expect([0, 2, 99, Number.NaN].map((n) => state.withAtMost(start, n).atMost)).toEqual([1, 2, 4, 1]);
  });
});

describe("limitsOf(state)", () => {
  it("gives fixed points as they are, and room for every rule that is fixed or forced", () => {
    const fixed = state.withFixed(state.withFixed(frozen(start), 0, true), 1, true);
    const forced = state.withBounds(state.withAtMost(fixed, 1), 2, {min: 1});
    expect(state.limitsOf(forced)).toMatchObject({atMost: 3, fixed: [4, -3, null, null]});
  });

  it("is honoured by the search whatever was decided", () => {
    const {cube} = generate({rows: 400, rules: 4, seed: 3});
    const decided = state.withFixed(state.withBounds(state.withRuleOn(start, 1, false), 2, {min: 2, max: 5}), 0, true);
    const {points} = suggestPoints(cube, state.limitsOf(frozen(decided)));
    expect(points[0]).toBe(4);
    expect(points[1]).toBe(0);
    expect(points[2]).toBeGreaterThanOrEqual(2);
    expect(points[2]).toBeLessThanOrEqual(5);
    expect(points[3]).toBe(0);
    expect([...state.pointsOf(state.withFound(decided, points))]).toEqual([...points]);
  });
});
