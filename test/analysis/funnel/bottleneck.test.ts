import {describe, expect, it} from "vitest";
import {type BottleneckReport, bottlenecks} from "../../../src/analysis/funnel/bottleneck.ts";
import {firstShares, spread} from "../../../src/analysis/funnel/bottleneckSpread.ts";
import {inputOf, type Model, simulate} from "../bottleneckSimulation.ts";

const days = 540;
const periodDays = 91;
const role = {staff: 0.4, manager: 0.35, director: 0.25};
const industry = {maker: 0.3, shop: 0.3, bank: 0.2, school: 0.2};
const usual = [0.85, 0.55, 0.5];

function report(seed: number, leads: number, resamples: number, model: Partial<Model> = {}): BottleneckReport {
  const stays = simulate({
    seed,
    leads,
    days,
    stages: 3,
    attributes: {role, industry},
    pass: (stage) => usual[stage],
    stay: () => 30,
    ...model,
  });
  return bottlenecks({...inputOf(stays, 3, days, periodDays), resamples});
}

const times = (runs: number, run: (seed: number) => boolean): number =>
  Array.from({length: runs}, (_, i) => run(1000 + i)).filter(Boolean).length;

describe("bottlenecks(input)", () => {
  it("finds nothing in at most 5 % of 200 runs without any difference between segments, periods or stages", () => {
    let [standing, longest, sure] = [0, 0, 0];
    for (let seed = 1; seed <= 200; ++seed) {
      const found = report(seed, 1200, 60);
      standing += Number(found.standsOut !== null);
      longest += Number(found.longest !== null);
      sure += Number(found.stages.some(({segments, before}) => segments?.isSure || before?.isSure));
    }
    expect({standing, longest, sure}).toEqual({
      standing: expect.toSatisfy((n: number) => n <= 10),
      longest: expect.toSatisfy((n: number) => n <= 10),
      sure: expect.toSatisfy((n: number) => n <= 10),
    });
  });

  it("names a planted bottleneck in 95 % of runs at the sample's size, and its interval covers the truth", () => {
    const pass = (stage: number, {role: who}: Record<string, string>) =>
      stage === 1 ? (who === "director" ? 0.75 : 0.42) : usual[stage];
    const overall = 0.25 * 0.75 + 0.75 * 0.42;
    const truth = ((5000 * 365.25) / 12 / days) * 0.85 * (0.75 - overall) * 0.5;
    let covered = 0;
    const named = times(40, (seed) => {
      const found = report(seed, 5000, 80, {pass});
      const gain = found.stages[1].segments?.gain;
      if (gain && gain.low <= truth && truth <= gain.high) ++covered;
      return found.standsOut === "s1";
    });
    expect(named).toBeGreaterThanOrEqual(38);
    expect(covered).toBeGreaterThanOrEqual(36);
  });

  it("names the attribute and the segments that fill the best quarter", () => {
    const pass = (stage: number, {role: who}: Record<string, string>) =>
      stage === 1 && who === "director" ? 0.8 : usual[stage];
    const {stages, ranked} = report(5, 4000, 80, {pass});
    expect(ranked[0]).toBe("s1");
    expect(stages[1].segments).toMatchObject({attribute: "role", isSure: true});
    expect(stages[1].segments!.values[0]).toBe("director");
    expect(Math.abs(stages[1].segments!.rate - 0.8)).toBeLessThan(0.05);
    expect(stages[1].used).toBe("segments");
  });

  it("does not take a slow segment, whose leads are still open, for a worse one", () => {
    const stay = (_: number, {role: who}: Record<string, string>) => (who === "staff" ? 160 : 20);
    const {stages, standsOut} = report(11, 4000, 80, {stay});
    expect(standsOut).toBeNull();
    for (const [s, {segments, passThrough}] of stages.entries()) {
      expect(segments === null || segments.gain.low <= 0).toBe(true);
      expect(Math.abs(passThrough.value - usual[s])).toBeLessThan(0.05);
    }
  });

  it("measures a stage by the period before where that was surely better", () => {
    const pass = (stage: number, _: object, at: number) =>
      stage === 1 && at > days - periodDays ? 0.25 : usual[stage];
    const {stages} = report(3, 6000, 80, {pass});
    const {used, before} = stages[1];
    expect(used).toBe("before");
    expect(before!.isSure).toBe(true);
    expect(before!.rate - before!.today).toBeGreaterThan(0.15);
    expect(stages[0].before!.isSure).toBe(false);
  });

  it("finds the stage where leads stand longest, beyond what the quickest quarter needs", () => {
    const {longest, stages} = report(9, 2000, 80, {stay: (stage) => [20, 60, 20][stage]});
    expect(longest).toBe("s1");
    const wait = stages[1].wait!;
    // Exponential with mean 60: the quickest quarter is gone by 60·ln(4/3), and 60·¾ days are left on average.
    expect(Math.abs(wait.quickDays - 60 * Math.log(4 / 3))).toBeLessThan(4);
    expect(wait.days.low).toBeLessThan(45);
    expect(wait.days.high).toBeGreaterThan(45);
    expect(wait.leadDays.value).toBeCloseTo(wait.days.value * stages[1].entering!, 9);
  });

  it("gives the same report again", () => {
    expect(report(2, 300, 30)).toEqual(report(2, 300, 30));
  });

  it("ranks nothing of a few leads, or of none", () => {
    const few = report(2, 10, 30);
    expect(few).toMatchObject({ranked: [], standsOut: null, longest: null, resamples: 0});
    expect(few.stages.map(({wait, segments}) => [wait, segments])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    const none = bottlenecks({flows: [], rows: [], edges: [], periodDays: null, recordDays: null, minSupport: 30});
    expect(none).toMatchObject({stages: [], ranked: [], standsOut: null});
  });

  it("tells no gain of a record under three months, or of a stage that under 30 leads entered", () => {
    const pass = (stage: number, {role: who}: Record<string, string>) =>
      stage === 1 ? (who === "director" ? 0.75 : 0.42) : usual[stage];
    const stays = simulate({
      seed: 5,
      leads: 5000,
      days,
      stages: 3,
      attributes: {role, industry},
      pass,
      stay: () => 30,
    });
    const input = {...inputOf(stays, 3, days, periodDays), resamples: 60};
    const used = (more: Partial<typeof input>) => bottlenecks({...input, ...more}).stages.map((stage) => stage.used);
    expect(used({})[1]).toBe("segments");
    expect(used({recordDays: 90})).toEqual([null, null, null]);
    expect(used({recordDays: 91})[1]).toBe("segments");
    expect(used({flows: input.flows.map((flow) => ({...flow, entered: 29}))})).toEqual([null, null, null]);
  });
});

describe("spread(value, drawn)", () => {
  it("is the middle 95 %, stretched to hold the value", () => {
    const drawn = Array.from({length: 999}, (_, i) => 999 - i);
    expect(spread(500, drawn)).toEqual({value: 500, low: 25, high: 975});
    expect(spread(990, drawn)).toEqual({value: 990, low: 25, high: 990});
  });
});

describe("firstShares(draws)", () => {
  it("counts who is largest, nobody where none is above 0", () => {
    expect(
      firstShares([
        [1, 2, null],
        [3, 2, null],
        [-1, 0, null],
        [1, 5, null],
      ]),
    ).toEqual([0.25, 0.5, 0]);
    expect(firstShares([])).toEqual([]);
  });
});
