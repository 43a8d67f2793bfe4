import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {runStep} from "../../../loaders/engine/steps.ts";
import {stageStaysSql, workingDaysSql} from "../../../loaders/steps/funnel/stageStays.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const quarter = 900_000;

interface Calendar {
  zone: string;
  weekend: number[];
  holidays: {from: string; to: string}[];
}

/** Working milliseconds between two instants: a walk over quarters of an hour, each on the date that its zone says. */
function walk({zone, weekend, holidays}: Calendar): (from: number, until: number) => number {
  const format = new Intl.DateTimeFormat("en-CA", {timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit"});
  const known = new Map<number, boolean>();
  const isWorking = (at: number): boolean => {
    const slot = Math.floor(at / quarter);
    const date = known.has(slot) ? "" : format.format(slot * quarter);
    const weekday = new Date(`${date}T00:00Z`).getUTCDay() || 7;
    if (date) known.set(slot, !weekend.includes(weekday) && !holidays.some(({from, to}) => from <= date && date <= to));
    return known.get(slot) as boolean;
  };
  return (from, until) => {
    let sum = 0;
    for (let at = from; at < until; at = Math.min(until, (Math.floor(at / quarter) + 1) * quarter)) {
      if (isWorking(at)) sum += Math.min(until, (Math.floor(at / quarter) + 1) * quarter) - at;
    }
    return sum;
  };
}

const weekend = [6, 7];

/** Clocks set at midnight and in the night, by an hour, by half of one, by a whole day; weekends and holidays. */
const calendars: (Calendar & {around: string})[] = [
  {zone: "UTC", around: "2025-01-01", weekend, holidays: [{from: "2024-12-29", to: "2025-01-03"}]},
  {zone: "Asia/Tokyo", around: "2025-05-03", weekend, holidays: [{from: "2025-05-05", to: "2025-05-05"}]},
  {zone: "Europe/Amsterdam", around: "2025-03-30", weekend, holidays: []},
  {zone: "America/New_York", around: "2025-11-02", weekend: [7], holidays: []},
  {zone: "Atlantic/Azores", around: "2025-10-26", weekend: [], holidays: [{from: "2025-10-26", to: "2025-10-26"}]},
  {zone: "America/Havana", around: "2025-11-02", weekend: [7], holidays: []},
  {zone: "America/Sao_Paulo", around: "2018-11-04", weekend, holidays: []},
  {zone: "America/Sao_Paulo", around: "2018-02-18", weekend: [7], holidays: []},
  {zone: "Australia/Lord_Howe", around: "2025-04-06", weekend, holidays: []},
  {zone: "Pacific/Apia", around: "2011-12-30", weekend: [5], holidays: []},
  {zone: "Asia/Kathmandu", around: "2025-06-15", weekend: [6], holidays: []},
];

describe("workingDaysSql(zone, weekend, holidays), first_stays", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open();
    await engine.run(
      "tables",
      `create schema steps;
      create table stage_visits (lead_no integer, stage_no integer, entered_at timestamp, left_at timestamp);
      create table steps.ends (lead_no integer, outcome varchar, decided_at timestamp);
      create table steps.settings as select timestamp '2030-01-01' as as_of`,
    );
  });
  afterAll(() => engine.close());

  it.each(calendars)("count what a walk over quarters of an hour does: $zone around $around", async (calendar) => {
    const next = random(3);
    const second = (days: number) => Math.round(next() * days * 86400) * 1000;
    const centre = Date.parse(calendar.around);
    const spans = Array.from({length: 60}, (_, i) => {
      const from = centre - second(i < 20 ? 2 : 12);
      return {from, until: i % 10 === 0 ? from : from + second(i < 20 ? 4 : 20)};
    });
    const at = (ms: number) => `timestamp '${new Date(ms).toISOString().slice(0, 19)}'`;
    await engine.run(
      "rows",
      `delete from stage_visits; delete from steps.ends;
      insert into stage_visits values ${spans.map(({from}, i) => `(${i}, 0, ${at(from)}, null)`)};
      insert into steps.ends values ${spans.map(({until}, i) => `(${i}, 'lost', ${at(until)})`)}`,
    );
    await engine.run("stage_stays", stageStaysSql(calendar.zone));
    await engine.run("working_days", workingDaysSql(calendar.zone, calendar.weekend, calendar.holidays));
    await runStep(engine, "first_stays");
    const rows = await engine.rows<{seconds: number; working_seconds: number}>(
      "test",
      "select seconds, working_seconds from steps.first_stays order by all",
    );
    const working = walk(calendar);
    const expected = spans.map(({from, until}) => ({
      seconds: (until - from) / 1000,
      working_seconds: working(from, until) / 1000,
    }));
    expected.sort((a, b) => a.seconds - b.seconds || a.working_seconds - b.working_seconds);
    expect(rows).toEqual(expected);
    expect(rows.some(({seconds, working_seconds}) => working_seconds > 0 && working_seconds < seconds)).toBe(true);
  });
});
