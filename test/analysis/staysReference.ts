import {expect} from "vitest";
import type {Engine} from "../../loaders/engine/duckdb.ts";
import {cumulativeIncidence, eventTime, kaplanMeier} from "../../src/analysis/statistics/survival.ts";
import {distance, reference} from "./reference.ts";

type Column = (number | null)[];

/** What R's survfit made of the first stays of a project: see `reference/stays.R`. */
interface StaysReference {
  /** Seconds. */
  at: number[];
  p: number[];
  stages: {
    /** Waiting, moved on, lost, moved back. */
    events: number[];
    times: number;
    survival: number[];
    low: Column;
    high: Column;
    /** Over all times. */
    sums: number[];
    quantile: {value: Column; low: Column; high: Column};
    causes: {share: number[]; error: number[]; low: Column; high: Column; sums: number[]}[];
  }[];
}

const day = 86400;
const total = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);

/** Distance over the entries for which R has a number: it gives no bounds where a curve is 0 or 1. */
const known = (ours: readonly number[], R: Column): number =>
  distance(
    ours.filter((_, i) => R[i] !== null),
    R.filter((x) => x !== null),
  );

/** Expects each stage's Kaplan–Meier and Aalen–Johansen curves, their errors, intervals and quantiles as R has them, to 1e-8. */
export async function expectAsR(engine: Engine, id: string): Promise<void> {
  const R = reference<StaysReference>(`stays-${id}`);
  const remake = `where what a stay is, or the data, changed on purpose: node --import tsx test/analysis/reference/stays.ts ${id}`;
  const rows = await engine.rows<Record<"stage_no" | "days" | "waiting" | "advanced" | "lost" | "moved_back", number>>(
    "test",
    "select * from results.funnel_dwell order by stage_no, days",
  );
  const stages = [...new Set(rows.map(({stage_no}) => stage_no))];
  expect(stages.length, remake).toBe(R.stages.length);
  stages.forEach((stage, s) => {
    const expected = R.stages[s];
    const fates = rows
      .filter(({stage_no}) => stage_no === stage)
      .flatMap(({days, waiting, advanced, lost, moved_back}) =>
        [waiting, advanced, lost, moved_back].map((count, event) => ({days, event, count})),
      );
    const events = [0, 1, 2, 3].map((k) => total(fates.map(({event, count}) => (event === k ? count : 0))));
    expect(events, remake).toEqual(expected.events);
    const followUp = {
      time: fates.map(({days}) => days),
      event: fates.map(({event}) => event),
      count: fates.map(({count}) => count),
    };

    const curve = kaplanMeier(followUp);
    expect(curve.length).toBe(expected.times);
    const then = R.at.map((seconds) => curve.findLast(({time}) => time <= seconds / day));
    const of = (key: "survival" | "low" | "high") => then.map((step) => step?.[key] ?? 1);
    expect(distance(of("survival"), expected.survival)).toBeLessThan(1e-8);
    expect(known(of("low"), expected.low)).toBeLessThan(1e-8);
    expect(known(of("high"), expected.high)).toBeLessThan(1e-8);
    const alive = curve.filter(({survival}) => survival > 0);
    const sums = [curve, alive, alive].map((steps, i) =>
      total(steps.map((step) => step[(["survival", "low", "high"] as const)[i]])),
    );
    expect(distance(sums, expected.sums)).toBeLessThan(1e-8);
    const quantiles = R.p.map((p) => eventTime(curve, p));
    for (const key of ["value", "low", "high"] as const) {
      const seconds = quantiles.map((time) => (time[key] === null ? null : Math.round(time[key] * day * 2) / 2));
      expect(seconds, key).toEqual(expected.quantile[key]);
    }

    const incidence = cumulativeIncidence(followUp, [1, 2, 3]);
    const now = R.at.map((seconds) => incidence.findLast(({time}) => time <= seconds / day));
    const present = [1, 2, 3].filter((k) => events[k] > 0);
    expect(present.length).toBe(expected.causes.length);
    present.forEach((k, c) => {
      const cause = expected.causes[c];
      const column = (key: "incidence" | "standardErrors" | "low" | "high") =>
        now.map((step) => step?.[key][k - 1] ?? 0);
      expect(distance(column("incidence"), cause.share)).toBeLessThan(1e-8);
      expect(distance(column("standardErrors"), cause.error)).toBeLessThan(1e-8);
      expect(known(column("low"), cause.low)).toBeLessThan(1e-8);
      expect(known(column("high"), cause.high)).toBeLessThan(1e-8);
      const inside = incidence.filter(({incidence: shares}) => shares[k - 1] > 0 && shares[k - 1] < 1);
      const ours = [
        total(incidence.map((step) => step.incidence[k - 1])),
        total(incidence.map((step) => step.standardErrors[k - 1])),
        total(inside.map((step) => step.low[k - 1])),
        total(inside.map((step) => step.high[k - 1])),
      ];
      expect(distance(ours, cause.sums)).toBeLessThan(1e-8);
    });
  });
}
