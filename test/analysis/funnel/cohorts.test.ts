import {describe, expect, it} from "vitest";
import {
  followUpWindows,
  type MonthCount,
  rateOf,
  type StageCohorts,
  stageCohorts,
} from "../../../src/analysis/funnel/cohorts.ts";
import type {StageFlow} from "../../../src/analysis/funnel/funnel.ts";
import {comparePeriods, defaultPeriods} from "../../../src/analysis/funnel/periods.ts";
import {isBeyondChance} from "../../../src/analysis/statistics/holm.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const stage = (name: string, entered: number, half: number | null, p80: number | null, ofAdvanced = half): StageFlow =>
  ({
    stage: name,
    name,
    entered,
    dwell: {median: {value: half, low: null, high: null}, p80, medianOfAdvanced: ofAdvanced},
  }) as StageFlow;
const day = 86400;
const month = (i: number) => `2025-${String(i + 1).padStart(2, "0")}`;

describe("followUpWindows(stage)", () => {
  it("rounds the median, the 80th percentile and twice that up to lengths people use", () => {
    expect(followUpWindows(stage("a", 1, 12, 33))).toEqual({windowsDays: [14, 45, 90], mainDays: 45});
    expect(followUpWindows(stage("a", 1, 44, 45))).toEqual({windowsDays: [45, 90], mainDays: 45});
    const minutes = followUpWindows(stage("a", 1, 0.2 / 1440, 4 / 1440));
    expect(minutes?.windowsDays.map((days) => Math.round(days * 1440))).toEqual([1, 5, 10]);
  });

  it("takes the percentile from the median so far where too many still wait, and is null without times", () => {
    expect(followUpWindows(stage("a", 1, null, null, 10))?.mainDays).toBe(30);
    expect(followUpWindows({dwell: null})).toBeNull();
  });
});

describe("stageCohorts(stages, counts, minSupport)", () => {
  const counts: MonthCount[] = [
    {stage_no: 0, month: "2025-02", seconds: null, n: 60, followed: 20 * day},
    {stage_no: 0, month: "2025-02", seconds: 3 * day, n: 40, followed: 25 * day},
    {stage_no: 0, month: "2025-01", seconds: 3 * day, n: 50, followed: 50 * day},
    {stage_no: 0, month: "2025-01", seconds: 16 * day, n: 30, followed: 55 * day},
    {stage_no: 0, month: "2025-01", seconds: null, n: 20, followed: 60 * day},
  ];

  it("adds up entries and moves by month, followed for as long as the least followed lead", () => {
    const [cohorts] = stageCohorts([stage("a", 203, 3, 14)], counts, 30);
    expect(cohorts.windowsDays).toEqual([3, 14, 30]);
    expect(cohorts.months).toEqual([
      {month: "2025-01", entered: 100, followedDays: 50, movedOn: [0, 50, 80]},
      {month: "2025-02", entered: 100, followedDays: 20, movedOn: [0, 40, 40]},
    ]);
    expect(cohorts.undated).toBe(3);
    expect(rateOf(cohorts, cohorts.months[0])).toEqual(wilson(50, 100));
    expect(cohorts.spread).toMatchObject({months: 2, lowest: {month: "2025-02"}, highest: {month: "2025-01"}});
    // R: chisq.test(matrix(c(50, 50, 40, 60), 2), correct = FALSE)$p.value
    expect(cohorts.spread?.p).toBeCloseTo(0.1552184897, 9);
    expect(cohorts.medians.map(({from, to, n, median}) => [from, to, n, median.value])).toEqual([
      ["2025-01", "2025-01", 50, 3],
      ["2025-01", "2025-02", 90, 3],
      ["2025-02", "2025-02", 40, 3],
    ]);
  });

  it("leaves out stages without times or without dated leads", () => {
    expect(stageCohorts([stage("a", 5, null, null), stage("b", 5, 3, 4)], counts, 30)).toEqual([]);
    expect(stageCohorts([], [], 30)).toEqual([]);
  });
});

/** Five stages over a year, a month followed for 12 − i months; `from` that month a stage moves less often and slower. */
function year(seed: number, changed?: {from: number; share: number; slower: number}): StageCohorts[] {
  const next = random(seed);
  const stages = Array.from({length: 5}, (_, i) => stage(`stage ${i}`, 1200, 8, 25));
  const counts = stages.flatMap((_, stage_no) =>
    Array.from({length: 12}, (_, i) => {
      const rows = new Map<number | null, number>();
      const change = changed && stage_no === 2 && i >= changed.from ? changed : {share: 0.5, slower: 1};
      for (let lead = 0; lead < 100; ++lead) {
        const days = next() < change.share ? Math.floor(-10 * change.slower * Math.log(next())) + 0.5 : null;
        const seconds = days !== null && days < 60 ? days * day : null;
        rows.set(seconds, (rows.get(seconds) ?? 0) + 1);
      }
      return [...rows].map(([seconds, n]) => ({stage_no, month: month(i), seconds, n, followed: (12 - i) * 30 * day}));
    }).flat(),
  );
  return stageCohorts(stages, counts, 30);
}

describe("comparePeriods(stages, periods, minSupport)", () => {
  const periods = {earlier: {from: "2025-05", to: "2025-07"}, later: {from: "2025-09", to: "2025-11"}};

  it("compares what was followed for the same time, and says where it was not", () => {
    const stages = year(1);
    const chosen = {earlier: periods.earlier, later: {from: "2025-10", to: "2025-12"}};
    const [change] = comparePeriods(stages, chosen, 30);
    expect(change).toMatchObject({windowDays: 30, why: null, earlier: {n: 300}, later: {n: 300}});
    const young = stages.map((one) => ({
      ...one,
      months: one.months.map((m) => (m.month === "2025-12" ? {...m, followedDays: 29} : m)),
    }));
    expect(comparePeriods(young, chosen, 30)[0]).toMatchObject({why: "not ripe", difference: null, pace: null});
    expect(comparePeriods(stages, chosen, 301)[0]).toMatchObject({why: "too few", difference: null});
    expect(defaultPeriods(young)).toEqual({
      earlier: {from: "2025-06", to: "2025-08"},
      later: {from: "2025-09", to: "2025-11"},
    });
    expect(defaultPeriods([])).toBeNull();
  });

  it("names the stage whose share fell, or whose leads move on more slowly, and no other", () => {
    const fell = comparePeriods(year(2, {from: 8, share: 0.3, slower: 1}), periods, 30);
    expect(fell.filter(({p}) => isBeyondChance(p)).map(({stage}) => stage)).toEqual(["stage 2"]);
    expect(fell[2].difference?.high).toBeLessThan(0);
    const slowed = comparePeriods(year(3, {from: 8, share: 0.8, slower: 3}), periods, 30);
    expect(slowed.filter(({p}) => isBeyondChance(p))).toEqual([]);
    expect(slowed.filter(({pace}) => pace && isBeyondChance(pace.p)).map(({stage}) => stage)).toEqual(["stage 2"]);
    const pace = slowed[2].pace;
    expect(pace?.later.high).toBeLessThan(pace?.earlier.value ?? 0);
    expect(pace?.medians?.later.low).toBeGreaterThan(pace?.medians?.earlier.value ?? 0);
  });

  it("raises an alarm in at most 5 % of 200 runs without any change, over all stages, months, shares and paces", () => {
    const runs = Array.from({length: 200}, (_, seed) => year(seed + 100));
    const isNamed = (stages: StageCohorts[]) =>
      stages.some(({spread}) => isBeyondChance(spread?.p ?? 1)) ||
      comparePeriods(stages, periods, 30).some(({p, pace}) => isBeyondChance(p) || isBeyondChance(pace?.p ?? 1));
    expect(runs.filter(isNamed).length / runs.length).toBeLessThanOrEqual(0.05);
  });
});
