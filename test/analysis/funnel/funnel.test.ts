import {describe, expect, it} from "vitest";
import type {StayCount} from "../../../src/analysis/funnel/dwell.ts";
import {type FlowCount, funnel} from "../../../src/analysis/funnel/funnel.ts";

const stay = (days: number, fate: "advanced" | "lost" | "waiting", n = 1): StayCount => ({
  days,
  advanced: 0,
  lost: 0,
  waiting: 0,
  [fate]: n,
});

describe("funnel(stages, counts, minSupport)", () => {
  const flow = (stage_no: number, counts: Partial<FlowCount>): FlowCount => ({
    stage_no,
    entered: 0,
    advanced: 0,
    lost: 0,
    moved_back: 0,
    dormant: 0,
    waiting: 0,
    gone: 0,
    between_stages: 0,
    went_past: 0,
    ...counts,
  });
  const counts = {
    flows: [
      flow(0, {entered: 100, advanced: 60, lost: 30, dormant: 5, waiting: 5, went_past: 60}),
      flow(1, {entered: 60, advanced: 40, lost: 5, waiting: 15, went_past: 40}),
    ],
    reach: [
      {furthest_no: 0, outcome: "lost" as const, n: 30},
      {furthest_no: 0, outcome: "open" as const, n: 10},
      {furthest_no: 1, outcome: "lost" as const, n: 5},
      {furthest_no: 1, outcome: "won" as const, n: 40},
      {furthest_no: 1, outcome: "open" as const, n: 15},
    ],
    dwell: [
      {stage_no: 0, ...stay(1, "advanced", 60)},
      {stage_no: 1, ...stay(9, "advanced", 40)},
      {stage_no: 1, ...stay(9, "waiting", 15)},
    ],
    within: [],
  };
  const stages = [
    {id: "a", name: "asked"},
    {id: "b", name: "offered"},
  ];

  it("gives the won rate over decided leads", () => {
    expect(funnel(stages, counts).wonRate).toMatchObject({n: 75, conversions: 40});
  });

  it("gives pass-through and drop-off over those no longer waiting", () => {
    const [asked] = funnel(stages, counts).stages;
    expect(asked.passThrough).toMatchObject({conversions: 60, n: 95});
    expect(asked.dropOff).toMatchObject({conversions: 35, n: 95});
    expect(asked).toMatchObject({stock: 10, skipped: 0});
  });
});
