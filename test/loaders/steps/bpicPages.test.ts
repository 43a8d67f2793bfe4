import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine, literal} from "../../../loaders/engine/duckdb.ts";
import {type Counted, countPatterns} from "../../../loaders/features.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import type {Project} from "../../../loaders/project/schema.ts";
import {bottleneckReport} from "../../../loaders/results/bottlenecks.ts";
import {funnelReport} from "../../../loaders/results/funnel.ts";
import {profileOf} from "../../../loaders/results/profile.ts";
import {stageTimesReport} from "../../../loaders/results/stageTimes.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {countGrids} from "../../../src/analysis/drivers/countGrid.ts";
import {type DriverReport, driverReport} from "../../../src/analysis/drivers/drivers.ts";
import {momentumOf} from "../../../src/analysis/drivers/momentum.ts";
import type {FunnelReport} from "../../../src/analysis/funnel/funnel.ts";
import type {StageTimes} from "../../../src/analysis/funnel/stageTimes.ts";
import {csvEvents, csvObservations, csvStays} from "./bpicCounts.ts";

const data = process.env.HAKARI_DATA ?? "../shared/data";
const isThere = existsSync(data);
if (!isThere) console.warn(`skipped: real data absent: ${resolve(data)}; set HAKARI_DATA`);

let engine: Engine;
let project: Project;
let counted: Counted;
let drivers: DriverReport;
let funnel: FunnelReport;
let times: StageTimes;

beforeAll(async () => {
  if (!isThere) return;
  engine = await Engine.open();
  project = readProject("data/bpic2012", {HAKARI_DATA: data});
  await loadTables(engine, project, Progress.quiet());
  await observe(engine, project);
  counted = await countPatterns(engine, project, await attributesOf(engine));
  const plain = {exposure: [], leaks: [], adjustments: new Map(), minSupport: 30, oneRowPerLead: true, doseWindow: 90};
  drivers = driverReport({...counted, ...plain});
  funnel = await funnelReport(engine, project);
  times = await stageTimesReport(engine, project, funnel.stages);
  await csvEvents(engine, data);
  await csvObservations(engine);
  await csvStays(engine);
});

afterAll(() => engine?.close());

const ask = <T>(sql: string) => engine.rows<T>("csv", sql);

interface Bin {
  action: string;
  label: string;
  n: number;
  conversions: number;
}

/** Bins of all actions as one list, in an order of its own. */
const flat = (curves: DriverReport["dose"]): string[] =>
  curves
    .flatMap(({action, bins}) => bins.map(({label, n, conversions}) => lineOf({action, label, n, conversions})))
    .sort();

const lineOf = ({action, label, n, conversions}: Bin): string => `${action} · ${label}: ${conversions} of ${n}`;

/** Observations by the class that `label` puts each into, for each action: `mine` has the action's events before the day. */
const classes = (label: string): Promise<Bin[]> =>
  ask<Bin>(
    `with acted as (
      select name as action, csv_obs.id, csv_obs.at_us, any_value(csv_obs.won) as won, min(ago) as last,
        count(ago) filter (ago <= 7 * 86400) as n7, count(ago) filter (ago <= 14 * 86400) as n14,
        count(ago) filter (ago <= 90 * 86400) as n90, any_value(known_days) as known_days
      from csv_obs cross join (select distinct name from csv_acts) as names
      left join csv_acts using (id, at_us, name)
      group by all
    )
    select action, ${label} as label, count(*) as n, cast(sum(won) as integer) as conversions
    from acted group by 1, 2 having label is not null`,
  );

describe.skipIf(!isThere)("the counts on bpic2012's pages, against SQL over its CSV alone", () => {
  it("has the observations of each week, and how many of them converted", async () => {
    const pages = await ask("select period, n, conversions, censored from results.period_counts order by period");
    const csv = await ask(
      `select strftime(timezone('Europe/Amsterdam', make_timestamptz(at_us)), '%Y-%m-%d') as period, count(won) as n,
        coalesce(cast(sum(won) as integer), 0) as conversions, count(*) - count(won) as censored
      from csv_looks group by period order by period`,
    );
    expect(pages).toEqual(csv);
    expect(csv.length).toBeGreaterThan(20);
  });

  it("has the rate by number of times in 90 days, of every action", async () => {
    const csv = await classes(
      "case when n90 = 0 then '0' when n90 <= 2 then cast(n90 as varchar) when n90 <= 4 then '3–4' else '5 or more' end",
    );
    expect(flat(drivers.dose)).toEqual(csv.map(lineOf).sort());
    expect(csv.length).toBeGreaterThan(24);
  });

  it("has the rate by time since the last time, of every action", async () => {
    const cuts = [1, 3, 7, 14, 30, 60, 90];
    const cases = cuts.map(
      (cut, i) => `when last < ${cut * 86400} then '${i === 0 ? "under 1 day" : `${cuts[i - 1]}–${cut} days`}'`,
    );
    const csv = await classes(`case when last is null then 'never' ${cases.join(" ")} else '90 days or more' end`);
    expect(flat(drivers.recency)).toEqual(csv.map(lineOf).sort());
  });

  it("has the activities a lead in each week before, over leads known for all of it", async () => {
    const csv = await ask<{week: number; won: number; n: number; activities: number}>(
      `select week, won, count(*) as n, cast(sum(acts) as integer) as activities
      from (
        select week, csv_obs.won, csv_obs.id, csv_obs.at_us, count(ago) as acts
        from csv_obs join (select unnest(range(1, 13)) as week) as weeks on csv_obs.known_days >= 7 * week
        left join csv_acts on csv_acts.id = csv_obs.id and csv_acts.at_us = csv_obs.at_us
          and ago >= (week - 1) * 604800 and ago < week * 604800
        group by all
      )
      group by all order by week, won desc`,
    );
    const of = (week: number, won: number) => csv.find((row) => row.week === week && row.won === won)!;
    expect(drivers.profile.length).toBeGreaterThan(5);
    for (const {week, converted, unconverted} of drivers.profile)
      for (const [mean, won] of [
        [converted, 1],
        [unconverted, 0],
      ] as const) {
        expect([week, won, mean.n]).toEqual([week, won, of(week, won).n]);
        expect(mean.value).toBeCloseTo(of(week, won).activities / of(week, won).n, 2);
      }
  });

  it("has every cell of the heat map", async () => {
    const grid = countGrids(counted.counts, {
      flagged: new Set(),
      times: project.candidates.counts,
      windowsDays: project.candidates.windows_days,
      minSupport: 30,
      oneRowPerLead: true,
    });
    const cells = grid.grids.flatMap(({action, cells}) =>
      cells.flatMap(({atLeast, windowDays, with: rate}) => (rate ? [{action, atLeast, windowDays, rate}] : [])),
    );
    expect(cells.length).toBeGreaterThan(50);
    const csv = await ask<{k: string; n: number; conversions: number}>(
      `select name || '/' || least_times || '/' || coalesce(cast(days as varchar), 'ever') as k, count(*) as n, cast(sum(won) as integer) as conversions
      from (
        select name, days, id, at_us, any_value(won) as won, count(*) as done
        from csv_acts join (select unnest([7, 30, 90, null]) as days) as windows on days is null or ago <= days * 86400
        group by all
      ) join (select unnest([${grid.counts.join()}]) as least_times) as counts on done >= least_times
      group by all`,
    );
    const counts = new Map(csv.map(({k, n, conversions}) => [k, [conversions, n]]));
    for (const {action, atLeast, windowDays, rate} of cells) {
      const key = `${action}/${atLeast}/${windowDays ?? "ever"}`;
      expect([key, rate.conversions, rate.n]).toEqual([key, ...counts.get(key)!]);
    }
  });

  it("has who gathers pace and who slows down", async () => {
    const found = momentumOf(counted.momentum, {flagged: new Set(), minSupport: 30, oneRowPerLead: true});
    expect(found.windowDays).toBe(7);
    const csv = await classes(
      `case when known_days < 14 then null when n14 = 0 then 'none' when n7 >= 2 * (n14 - n7) then 'rising'
        when n14 - n7 >= 2 * n7 then 'falling' else 'steady' end`,
    );
    const told = found.actions.map(({action}) => action).filter((action) => action.startsWith("W_"));
    expect(told.length).toBeGreaterThan(2);
    const pages = found.actions.filter(({action}) => told.includes(action)).map((one) => ({...one, bins: one.classes}));
    expect(flat(pages)).toEqual(
      csv
        .filter(({action}) => told.includes(action))
        .map(lineOf)
        .sort(),
    );
    const [known] = await ask(
      "select count(*) filter (known_days >= 14) as n, count(*) filter (known_days < 14) as young from csv_obs",
    );
    expect({n: found.n, young: found.tooNew}).toEqual(known);
  });

  it("has the leads in each stage at the end of each month", async () => {
    const csv = await ask<{stage: number; n: number[]}>(
      `with ends as (
        select month, epoch_us(timezone('Europe/Amsterdam', cast(month || '-01' as timestamp) + interval 1 month)) as us
        from (select distinct month from ev)
      )
      select s as stage, list((
        select count(*) from csv_stays where stage = s and us < ends.us and until_us >= ends.us
          or stage = s and us < ends.us and fate = 'waiting'
      ) order by month) as n
      from ends cross join range(5) as stages(s) group by s order by s`,
    );
    expect(times.stock!.stages.map(({n}) => n)).toEqual(csv.map(({n}) => n));
  });

  it("has how many went on, were lost, and were still there after half and 80 % had moved on", async () => {
    for (const [stage, {n, advanced, lost, waiting, course}] of times.stages.entries()) {
      const {beyond, dwell} = course!.calendar;
      const [csv] = await ask(
        `select count(*) as n, count(*) filter (fate = 'advanced') as advanced, count(*) filter (fate = 'lost') as lost,
          count(*) filter (fate = 'waiting') as waiting,
          count(*) filter (seconds > ${dwell.median.value! * 86400 + 0.5}) as median, count(*) filter (seconds > ${dwell.p80! * 86400 + 0.5}) as p80
        from csv_stays where stage = ${stage}`,
      );
      expect({n, advanced, lost, waiting, ...beyond}).toEqual(csv);
    }
  });

  it("has the leads that entered each stage, stand there, and entered in the latest period", async () => {
    const {stages, periodDays} = await bottleneckReport(engine, project, funnel, []);
    const csv = await ask<{entered: number; stock: number; latest: number}>(
      `select count(*) as entered, count(*) filter (fate = 'waiting') as stock,
        count(*) filter (us >= (select max(seen) from csv_end) - ${periodDays} * 86400000000) as latest
      from csv_stays group by stage order by stage`,
    );
    const monthDays = 365.25 / 12;
    expect(
      stages.map(({entered, stock, entering}) => ({entered, stock, latest: (entering! * periodDays!) / monthDays})),
    ).toEqual(csv.map((row) => ({...row, latest: expect.closeTo(row.latest, 6)})));
  });

  it("has the leads of each quarter of the amount asked for, by how they ended", async () => {
    const {leads, attributes} = await profileOf(engine, project, {attributes: await attributesOf(engine), leaks: []});
    const csv = await ask<{n: number; won: number; lost: number; open: number}>(
      `with asked as (
        select case_id as id, cast(AMOUNT_REQ as double) as amount
        from read_csv(${literal(`${data}/bpic2012/cases.csv`)}, all_varchar = true)
      ),
      sorted as (select list_sort(list(amount)) as amounts, count(*) as n from asked),
      cuts as (select [amounts[1 + cast(ceil(i * n / 4) as integer)] for i in range(1, 4)] as cut from sorted)
      select count(*) as n, count(won_us) as won, count(*) filter (won_us is null and lost_us is not null) as lost,
        count(*) filter (won_us is null and lost_us is null) as open
      from asked join cases using (id) cross join cuts
      group by grouping sets ((), (len([c for c in cut if amount >= c]))) order by grouping(len([c for c in cut if amount >= c])), any_value(len([c for c in cut if amount >= c]))`,
    );
    const groups = attributes[0].groups.map(({n, won, lost, open}) => ({n, won, lost, open}));
    expect([...groups, leads]).toEqual(csv.map((row) => expect.objectContaining(row)));
    expect(groups).toHaveLength(4);
  });
});
