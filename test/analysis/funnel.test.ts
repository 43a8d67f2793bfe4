import {describe, expect, it} from "vitest";
import {dwellTime, type StayCount} from "../../src/analysis/dwell.ts";
import {durationText, type FlowCount, funnel} from "../../src/analysis/funnel.ts";
import {random} from "../../src/analysis/random.ts";

const stay = (days: number, fate: "advanced" | "lost" | "waiting", n = 1): StayCount => ({
  days,
  advanced: 0,
  lost: 0,
  waiting: 0,
  [fate]: n,
});

describe("dwellTime(counts)", () => {
  it("is the plain median where nobody waits and nobody is lost", () => {
    const dwell = dwellTime([1, 2, 3, 4, 5].map((d) => stay(d, "advanced")));
    expect(dwell).toMatchObject({n: 5, advanced: 5, median: {value: 3}, medianOfAdvanced: 3, p80: 4});
  });

  it("leaves the lost out of the time to move on where nobody waits", () => {
    const dwell = dwellTime([
      ...[1, 2, 3, 4, 5].map((d) => stay(d, "advanced")),
      stay(0.5, "lost", 7),
      stay(9, "lost", 3),
    ]);
    expect(dwell).toMatchObject({n: 15, advanced: 5, median: {value: 3}, p80: 4});
  });

  it("follows the Aalen–Johansen incidence of moving on", () => {
    // At risk 4, 3, 2, 1. F(1) = 1/4; lost at 2: S = 3/4 · 2/3 = 1/2; one is cut off at 3; F(4) = 1/4 + 1/2 · 1/1 = 3/4.
    const dwell = dwellTime([stay(1, "advanced"), stay(2, "lost"), stay(3, "waiting"), stay(4, "advanced")]);
    expect(dwell?.median.value).toBe(4);
    expect(dwell?.curve.map(({days, share, atRisk}) => [days, Number(share.toFixed(12)), atRisk])).toEqual([
      [1, 0.666666666667, 4],
      [4, 0, 1],
    ]);
  });

  it("counts an event before a cut-off at the same time", () => {
    const dwell = dwellTime([{days: 1, advanced: 1, lost: 0, waiting: 1}, stay(2, "advanced")]);
    expect(dwell?.curve).toMatchObject([
      {share: expect.closeTo(2 / 3, 12), atRisk: 3},
      {share: 0, atRisk: 1},
    ]);
  });

  it("is not told where more still wait than have moved on", () => {
    const dwell = dwellTime([stay(1, "advanced", 40), stay(2, "waiting", 60)]);
    expect(dwell).toMatchObject({advanced: 40, median: {value: null, low: null, high: null}, p80: null});
    expect(dwellTime([stay(1, "waiting", 3)])).toMatchObject({
      advanced: 0,
      median: {value: null},
      p80: null,
      curve: [],
    });
    expect(dwellTime([])).toBeNull();
  });

  it("covers the true median at its nominal rate, lost and waiting leads among them", () => {
    const runs = 400;
    let covered = 0;
    for (let run = 0; run < runs; ++run) {
      const next = random(run);
      const counts = Array.from({length: 300}, () => {
        const move = -Math.log(next()) / 0.1;
        const lose = -Math.log(next()) / 0.05;
        const end = next() * 40;
        const days = Math.min(move, lose, end);
        return stay(days, days === move ? "advanced" : days === lose ? "lost" : "waiting");
      });
      const {low, high} = dwellTime(counts)!.median;
      const truth = Math.log(2) / 0.15;
      if (low! <= truth && truth <= high!) covered += 1;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.975);
  });

  it("keeps the curve short", () => {
    const curve = dwellTime(Array.from({length: 5000}, (_, i) => stay(i, "advanced")))!.curve;
    expect(curve.length).toBeLessThanOrEqual(202);
    expect(curve.at(-1)).toMatchObject({days: 4999, share: 0});
  });
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
  };
  const stages = [
    {id: "a", name: "asked"},
    {id: "b", name: "offered"},
  ];

  it("names the longest wait and the biggest drop in words with their n", () => {
    const {longestWait, biggestDrop, wonRate} = funnel(stages, counts, 30);
    expect(longestWait).toEqual({
      stage: "b",
      next: "won",
      medianDays: 9,
      text: "median 9.0 days (216 h) from offered to won, among those who move on, open leads counted as waiting; n 55 (40 moved on, 15 still there)",
    });
    expect(biggestDrop).toEqual({
      stage: "a",
      text: "most leads leave at asked: 35 of 95 no longer waiting there were lost or silent for too long (5), 37 % (28–47 %)",
    });
    expect(wonRate).toMatchObject({n: 75, conversions: 40});
  });

  it("ranks no stage with too few leads", () => {
    expect(funnel(stages, counts, 50).longestWait?.stage).toBe("a");
    expect(funnel(stages, counts, 101)).toMatchObject({longestWait: null, biggestDrop: null});
  });

  it("gives pass-through and drop-off over those no longer waiting", () => {
    const [asked] = funnel(stages, counts, 30).stages;
    expect(asked.passThrough).toMatchObject({conversions: 60, n: 95});
    expect(asked.dropOff).toMatchObject({conversions: 35, n: 95});
    expect(asked).toMatchObject({stock: 10, skipped: 0});
  });
});

describe("durationText(days)", () => {
  it("says minutes, hours or days, hours beside days under two weeks", () => {
    expect([0.002, 0.01, 0.5, 1.9, 9, 13.9, 57.2].map(durationText)).toEqual([
      "2.9 min",
      "14 min",
      "12.0 h",
      "45.6 h",
      "9.0 days (216 h)",
      "13.9 days (334 h)",
      "57 days",
    ]);
  });
});
