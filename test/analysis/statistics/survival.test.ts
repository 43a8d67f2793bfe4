import {describe, expect, it} from "vitest";
import {
  cumulativeIncidence,
  eventTime,
  kaplanMeier,
  median,
  survivalAt,
} from "../../../src/analysis/statistics/survival.ts";
import {distance, reference} from "../reference.ts";

type Column = (number | null)[];

interface SetReference {
  time: number[];
  event: number[];
  steps: {time: number[]; atRisk: number[]; events: number[]; survival: number[]; low: Column; high: Column};
  median: Column;
  quantile: {p: number[]; value: Column; low: Column; high: Column};
  incidence: {time: number[]; one: number[]; two: number[]; oneError: Column; oneLow: Column; oneHigh: Column} | null;
}

const {sets} = reference<{sets: SetReference[]}>("survival");

/** Distance over the entries for which R has a number. */
const where = (ours: number[], R: Column) =>
  distance(
    ours.filter((_, i) => R[i] !== null),
    R.filter((x) => x !== null),
  );

describe.each(sets.map((set, i) => ({...set, i})))("kaplanMeier(set $i)", ({time, event, ...R}) => {
  const steps = kaplanMeier({time, event});

  it("agrees with R's survfit to 1e-8", () => {
    const column = (key: "time" | "atRisk" | "events" | "survival" | "low" | "high") => steps.map((step) => step[key]);
    for (const key of ["time", "atRisk", "events", "survival"] as const) {
      expect(distance(column(key), R.steps[key]), key).toBeLessThan(1e-8);
    }
    expect(where(column("low"), R.steps.low)).toBeLessThan(1e-8);
    expect(where(column("high"), R.steps.high)).toBeLessThan(1e-8);
  });

  it("gives the quantiles and their intervals that R gives", () => {
    const ours = R.quantile.p.map((p) => eventTime(steps, p));
    expect(ours.map(({value}) => value)).toEqual(R.quantile.value);
    expect(ours.map(({low}) => low)).toEqual(R.quantile.low);
    expect(ours.map(({high}) => high)).toEqual(R.quantile.high);
    const {low, high} = median(steps);
    expect([low, high]).toEqual(R.median.slice(1));
  });

  it("gives the cumulative incidence of competing events that R gives", () => {
    const incidence = cumulativeIncidence({time, event}, [1, 2]);
    if (!R.incidence) {
      expect(incidence.every((step) => step.waiting === 1)).toBe(true);
      return;
    }
    const at = R.incidence.time.map((t) => incidence.find((step) => step.time === t)!);
    const of = (k: number) => at.map((step) => step.incidence[k]);
    expect(distance(of(0), R.incidence.one)).toBeLessThan(1e-8);
    expect(distance(of(1), R.incidence.two)).toBeLessThan(1e-8);
    expect(
      where(
        at.map((step) => step.standardErrors[0]),
        R.incidence.oneError,
      ),
    ).toBeLessThan(1e-7);
    const bound = (key: "low" | "high") => at.map((step) => step[key][0]);
    expect(where(bound("low"), R.incidence.oneLow)).toBeLessThan(1e-8);
    expect(where(bound("high"), R.incidence.oneHigh)).toBeLessThan(1e-8);
  });
});

describe("kaplanMeier(followUp)", () => {
  it("takes counts as so many leads each", () => {
    const grouped = kaplanMeier({time: [3, 1, 3, 8], event: [1, 1, 0, 1], count: [2, 3, 1, 0]});
    expect(grouped).toEqual(kaplanMeier({time: [1, 1, 1, 3, 3, 3], event: [1, 1, 1, 1, 1, 0]}));
  });

  it("gives no steps and no median without leads", () => {
    expect(kaplanMeier({time: [], event: []})).toEqual([]);
    expect(median([])).toEqual({value: null, low: null, high: null});
    expect(cumulativeIncidence({time: [], event: []}, [1])).toEqual([]);
  });

  it("has no median where all are still waiting", () => {
    expect(median(kaplanMeier({time: [4, 9], event: [0, 0]})).value).toBeNull();
  });

  it("holds no NaN where the last one has the event", () => {
    const last = kaplanMeier({time: [1, 2], event: [1, 1]}).at(-1);
    expect(last).toMatchObject({survival: 0, low: 0, high: 1});
  });
});

describe("cumulativeIncidence(followUp, codes)", () => {
  it("adds up to one with those still waiting", () => {
    for (const {time, event} of sets) {
      for (const {waiting, incidence} of cumulativeIncidence({time, event}, [1, 2])) {
        expect(waiting + incidence[0] + incidence[1]).toBeCloseTo(1, 12);
      }
    }
  });

  it("is one minus Kaplan–Meier where there is one kind of event", () => {
    const followUp = {time: [2, 5, 5, 7, 9], event: [1, 0, 1, 0, 1]};
    const steps = kaplanMeier(followUp);
    cumulativeIncidence(followUp, [1]).forEach(({incidence}, i) => {
      expect(incidence[0]).toBeCloseTo(1 - steps[i].survival, 12);
    });
  });
});

describe("survivalAt(steps, time)", () => {
  it("is 1 before the first step and keeps the last share after it", () => {
    const steps = kaplanMeier({time: [2, 4], event: [1, 0]});
    expect([1, 2, 3, 99].map((time) => survivalAt(steps, time))).toEqual([1, 0.5, 0.5, 0.5]);
  });
});
