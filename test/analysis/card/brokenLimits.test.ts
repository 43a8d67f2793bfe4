import {describe, expect, it} from "vitest";
import {brokenLimits, reachOf} from "../../../src/analysis/card/brokenLimits.ts";
import * as states from "../../../src/analysis/card/calibrateState.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";

const rules: Rule[] = [
  {id: "one", when: {activity: "seminar", at_least: 1}},
  {id: "three", when: {activity: "seminar", at_least: 3}},
  {id: "retail", when: {attribute: "industry", is: ["retail"]}},
  {id: "health", when: {attribute: "industry", is: ["health"]}},
];
const limits: PointLimits = {atMost: 4, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []};
const card = (points: number[], more: Partial<PointLimits> = {}) =>
  states.stateWith(
    rules.map((rule) => ({rule, suggested: 0, current: null, excluded: null})),
    {...limits, ...more},
    (_, j) => points[j],
  );
const broken = (points: number[], more: Partial<PointLimits>) => brokenLimits(card(points, more), rules).join(" ");

describe("brokenLimits(state, rules)", () => {
  it("is silent where a card obeys", () => {
    expect(broken([2, 3, 4, -1], {ladders: "monotone", total: {min: -1, max: 9}})).toBe("");
  });

  it.each([
    [[1, 1, 1, 0], {atMost: 2}, /3 rules have points; at most 2/],
    [[11, 0, 0, 0], {}, /“seminar” has \+11, outside/],
    [[3, 0, 0, 0], {step: 2}, /no multiples of 2/],
    [[3, -1, 0, 0], {ladders: "monotone"}, /More counts less: “seminar” \+3, “seminar 3 or more times” −1/],
    [[3, 3, 0, 0], {limits: [{for: {activity: "seminar"}, cap: 5}]}, /together at most \+5; now 2 with points/],
    [[3, 3, 0, 0], {total: {max: 5}}, /from 0 to \+6, outside any to 5/],
  ] as [number[], Partial<PointLimits>, RegExp][])("says what %j breaks of %j", (points, more, said) => {
    expect(broken(points, more)).toMatch(said);
  });

  it("counts values of one attribute once: no lead has two", () => {
    expect(broken([0, 0, 6, 5], {total: {max: 6}})).toBe("");
  });
});

describe("reachOf(points, rules, exclusive)", () => {
  it("adds what can hold together", () => {
    expect(reachOf([4, -2, 3, -1], [0, 1, 2, 3], [[2, 3]])).toEqual({plus: 7, minus: -3});
  });
});
