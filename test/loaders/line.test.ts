import {describe, expect, it} from "vitest";
import type {Observed} from "../../loaders/observe.ts";
import type {Project} from "../../loaders/project/schema.ts";
import {lineOn} from "../../loaders/results/line.ts";
import type {Card, Suggestion} from "../../src/analysis/card/suggestion.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import type {ObservationReport} from "../../src/analysis/run.ts";
import {cubeOf} from "../analysis/cubes.ts";

const rules: Rule[] = [
  {id: "a", when: {attribute: "size", is: ["large"]}},
  {id: "b", when: {activity: "visit", at_least: 1}},
];
const cube = {
  ...cubeOf(["a", "b"], [1, 3, 1, 0, 2, 0], [10, 20, 4, 30, 40, 6], [2, 9, 1, 1, 8, 0]),
  period: Uint16Array.from([0, 0, 1, 0, 0, 1]),
  periods: ["2025-01", "2025-02"],
};
const card = {
  rules: [
    {rule: rules[1], points: 3},
    {rule: rules[0], points: 2},
  ],
} as Card;
const periods: ObservationReport["periods"] = [
  {period: "2025-01", n: 100, conversions: 20, censored: 0},
  {period: "2025-02", n: 10, conversions: 1, censored: 70},
];
const project = {
  threshold: {capacity_a_month: 40, value: 900, call_cost: 20},
  candidates: {min_support: 5},
} as unknown as Project;
const on = (design: Observed["design"], suggested: Card | null = card) =>
  lineOn(project, {
    cube,
    rules,
    suggestion: {card: suggested} as Suggestion,
    trials: {outOfTime: null, grouped: null},
    observed: {design, every: "week"} as Observed,
    periods,
  });

describe("lineOn(project, input)", () => {
  it("gives the card's points to the cube's rules by their ids, and takes what the project file asks", () => {
    const report = on("entry");
    expect(report?.thresholds.map(({score, rate}) => [score, rate.n])).toEqual([
      [0, 110],
      [2, 74],
      [3, 60],
      [5, 20],
    ]);
    expect(report?.settings).toEqual({capacityAMonth: 40, precision: null, value: 900, callCost: 20, bands: null});
  });

  it("leaves a month of which some leads have no label yet out of leads a month", () => {
    expect(on("entry")?.thresholds[0].volume).toEqual({mean: 100, low: 100, high: 100});
    expect(on("entry")?.periods).toBe(1);
  });

  it("counts by snapshot date, by month of entry, and per 1,000 leads without dates", () => {
    expect([on("snapshot")?.unit, on("entry")?.unit, on("static")?.unit]).toEqual(["week", "month", "1,000 leads"]);
  });

  it("is null without a card", () => {
    expect(on("entry", null)).toBeNull();
  });
});
