import {describe, expect, it} from "vitest";
import {type StageTimesInput, stageTimes, type TimedStays} from "../../../src/analysis/funnel/stageTimes.ts";

const stages = [
  {id: "met", name: "Met"},
  {id: "agreed", name: "Agreed"},
];

const stay = (days: number, fate: "advanced" | "lost" | "moved_back" | "waiting", n = 1, stage_no = 0): TimedStays => ({
  stage_no,
  days,
  advanced: 0,
  lost: 0,
  moved_back: 0,
  waiting: 0,
  [fate]: n,
});

const told = (stays: TimedStays[], more: Partial<StageTimesInput> = {}) =>
  stageTimes({
    stages,
    dormant: [1, 0],
    dormantAfterDays: 90,
    calendar: {weekend: ["sat", "sun"], holidays: []},
    stays,
    businessStays: stays.map((one) => ({...one, days: (one.days * 5) / 7})),
    between: [],
    quality: [],
    stock: [],
    lastMonth: "2025-09",
    ...more,
  });

describe("stageTimes(input)", () => {
  it("sets the plain ratio beside the share that moves on in the end", () => {
    // At risk 4, 3, 2, 1 at days 1 to 4. Moved on: 1/4 at 1; lost at 2: S = 3/4 · 2/3 = 1/2; one is cut off at 3; the last moves
    // on at 4: F = 1/4 + 1/2. Plain: 2 of 4.
    const [{course, ...counts}] = told([
      stay(1, "advanced"),
      stay(2, "lost"),
      stay(3, "waiting"),
      stay(4, "advanced"),
    ]).stages;
    expect(counts).toMatchObject({n: 4, advanced: 2, lost: 1, movedBack: 0, waiting: 1, dormant: 1});
    expect(course).toMatchObject({
      plain: {value: 0.5, n: 4},
      eventual: {advanced: {value: 0.75}, lost: {value: 0.25}, movedBack: {value: 0, low: 0}, waiting: 0},
      followedDays: 4,
    });
    expect(course!.eventual.movedBack.high).toBeGreaterThan(0.4);
    const {low, high} = course!.eventual.advanced;
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
  });

  it("draws shares that add up to one, rise or fall, and end where the estimate does", () => {
    const stays = Array.from({length: 300}, (_, i) =>
      stay((i * 37) % 100, (["advanced", "waiting", "lost", "moved_back"] as const)[i % 4]),
    );
    const {calendar, eventual} = told(stays).stages[0].course!;
    for (const [i, {days, advanced, lost, movedBack, waiting, atRisk}] of calendar.fates.entries()) {
      expect(advanced.value + lost.value + movedBack.value + waiting).toBeCloseTo(1, 12);
      expect(atRisk).toBe(stays.filter((one) => one.days > days).length);
      const before = calendar.fates[i - 1];
      if (before)
        expect([advanced.value - before.advanced.value, before.waiting - waiting].every((d) => d >= 0)).toBe(true);
    }
    expect(calendar.fates.at(-1)!.advanced.value).toBeCloseTo(eventual.advanced.value, 1);
    expect(calendar.stays[0]).toMatchObject({
      days: 0,
      value: 1 - calendar.fates[0].advanced.value / eventual.advanced.value,
    });
    expect(calendar.stays.at(-1)!.value).toBeCloseTo(0, 12);
  });

  it("tells working time by its own clock", () => {
    const {calendar, business} = told([7, 14, 21].map((days) => stay(days, "advanced"))).stages[0].course!;
    expect([calendar.dwell.median.value, business.dwell.median.value]).toEqual([14, 10]);
    expect(calendar.beyond).toEqual({median: 1, p80: 0});
  });

  it("starts with hours where every median is under two days, unless the project says otherwise", () => {
    const quick = [stay(0.5, "advanced"), stay(1.9, "advanced", 1, 1)];
    expect(told(quick).unit).toBe("hours");
    expect(told([...quick, stay(9, "advanced", 8, 1)]).unit).toBe("days");
    expect(told(quick, {unit: "business days"}).unit).toBe("business days");
    expect(told([]).unit).toBe("days");
  });

  it("stands stays of no length, one lead, nobody who moved on", () => {
    const at0 = told([stay(0, "advanced", 3)]).stages[0].course!;
    expect(at0.calendar).toMatchObject({
      dwell: {median: {value: 0}, p80: 0},
      fates: [{days: 0, waiting: 0}],
      stays: [{value: 0}],
    });
    const lost = told([stay(5, "lost")]).stages[0].course!;
    expect(lost.eventual).toMatchObject({advanced: {value: 0, low: 0}, lost: {value: 1, high: 1}});
    expect(lost.calendar.stays).toEqual([]);
    expect(told([stay(5, "waiting")]).stages[0].course).toMatchObject({
      eventual: {waiting: 1},
      calendar: {dwell: {p80: null}},
    });
  });

  it("leaves out a stage without times, and a month that only begins where the data end", () => {
    const month = (name: string, n: number) => ({stage_no: 0, month: name, n});
    const stock = [month("2025-08", 4), month("2025-09", 6), month("2025-10", 6)];
    expect(told([], {stock}).stock).toEqual({
      months: ["2025-08", "2025-09"],
      stages: [{stage: "met", name: "Met", n: [4, 6]}],
    });
    expect(told([], {stock, lastMonth: "2025-10"}).stock?.months).toHaveLength(3);
    expect(told([], {stock: [...stock.slice(0, 2), month("2025-10", 7)]}).stock?.stages[0].n).toEqual([4, 6, 7]);
    expect(told([]).stock).toBeNull();
  });
});
