import {describe, expect, it} from "vitest";
import {exposures} from "../../../loaders/results/exposure.ts";
import {type History, load} from "./histories.ts";
import {projectWith} from "./projects.ts";

const project = projectWith({candidates: {min_support: 1}});
const bins = async (histories: History[], stageNo: number | null = null) => {
  const engine = await load(histories, {asOf: 100, stageNo});
  const found = await exposures(engine, project);
  return found.map(({action, bins}) => [
    action,
    bins.map(({label, n, conversions, medianOpenDays}) => [label, n, conversions, medianOpenDays]),
  ]);
};

describe("exposures(engine, project)", () => {
  it("counts what was done before the decision, on decided leads only", async () => {
    const call = (...days: number[]): [string, number][] => days.map((day) => ["call", day]);
    expect(
      await bins([
        {created: 0, activities: call(1, 2, 10), outcome: "won", decided: 10},
        {created: 0, activities: call(1, 2, 3, 4, 5, 6, 7), outcome: "lost", decided: 20},
        {created: 4, outcome: "won", decided: 5},
        {created: 0, activities: call(1)},
        {created: 9, activities: call(9), outcome: "lost", decided: 8},
        {created: null, activities: call(9), outcome: "lost", decided: 18},
      ]),
    ).toEqual([
      [
        "call",
        [
          ["0", 1, 1, 1],
          ["2", 1, 1, 10],
          ["6 or more", 1, 0, 20],
        ],
      ],
    ]);
  });

  it("looks only at leads that reached the observed stage or a later one", async () => {
    const lead = (stage: number): History => ({
      created: 0,
      visits: [[stage, 1]],
      activities: [["call", 2]],
      outcome: "lost",
      decided: 9,
    });
    expect(await bins([lead(0), lead(1), lead(2)], 1)).toEqual([["call", [["1", 2, 0, 9]]]]);
  });

  it("is empty without times or activities", async () => {
    expect(await bins([{outcome: "won"}, {outcome: "lost", activities: [["call", null]]}])).toEqual([]);
    expect(await bins([])).toEqual([]);
  });
});
