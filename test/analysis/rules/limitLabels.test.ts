import {describe, expect, it} from "vitest";
import {labelledLimits} from "../../../src/analysis/rules/limitLabels.ts";
import type {PointLimits} from "../../../src/analysis/rules/limits.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";

const rules: Rule[] = [
  {id: "one", when: {activity: "seminar", at_least: 1}},
  {id: "three", when: {activity: "seminar", at_least: 3}},
  {id: "retail", when: {attribute: "industry", is: ["retail"]}},
];
const limits: PointLimits = {
  atMost: 2,
  min: -5,
  max: 10,
  step: 5,
  total: {min: 0, max: 15},
  ladders: "monotone",
  limits: [
    {for: {rule: "three"}, use: "never"},
    {for: {family: "behaviour"}, cap: 10},
  ],
};

describe("labelledLimits(rules, limits)", () => {
  const labelled = labelledLimits(rules, limits);
  const without = (label: RegExp) => labelled.find((limit) => label.test(limit.label))?.without;

  it("names each limit that was set, a rule by its words", () => {
    expect(labelled.map(({label}) => label)).toEqual([
      "at most 2 rules (one more)",
      "points from −5 to +10 (twice as wide)",
      "points in steps of 5",
      "more never counts less",
      "lowest score 0",
      "highest score +15",
      "seminar 3 or more times: never on the card",
      "what they did: together at most +10",
    ]);
  });

  it("gives up that limit alone", () => {
    expect(without(/one more/)).toMatchObject({atMost: 3, step: 5, min: [-5, 0, -5]});
    expect(without(/twice as wide/)).toMatchObject({atMost: 2, max: [20, 0, 20]});
    expect(without(/never on the card/)).toMatchObject({min: [-5, -5, -5], max: [10, 10, 10]});
    expect(without(/more never/)?.groups?.some(({sameSign}) => sameSign)).toBe(false);
    expect(without(/highest score/)?.groups?.map(({min, max}) => [min, max])).toContainEqual([0, undefined]);
    expect(without(/together/)?.groups?.some(({max}) => max === 10)).toBe(false);
  });

  it("names no limit that was not set", () => {
    const free: PointLimits = {...limits, atMost: 3, step: 1, total: {}, ladders: "free", limits: []};
    expect(labelledLimits(rules, free).map(({label}) => label)).toEqual(["points from −5 to +10 (twice as wide)"]);
  });
});
