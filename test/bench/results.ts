import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {run} from "../../loaders/run.ts";

/**
 * What all results cost beside the cube alone: a whole load of 1 million leads with 50 activities each, every query timed
 * under the step it belongs to. `node --import tsx test/bench/results.ts [activities]` writes the files first (Parquet, about
 * 0.3 GB) and prints seconds by step; the ratio is of seconds in SQL after the tables are there.
 */
const perLead = 50;
const activities = Number(process.argv[2] ?? 50_000_000);
const leads = activities / perLead;
const folder = join(import.meta.dirname, "../../node_modules/.cache/hakari-bench", `results-${activities}`);

const project = `
title: Results of many activities
as_of: 2026-07-01
sources:
  leads: {files: leads.parquet}
  activities: {files: activities.parquet}
  stage_visits: {files: stage_visits.parquet}
  outcomes: {files: outcomes.parquet}
stages: [{id: lead}, {id: qualified}, {id: meeting}]
observe: {design: snapshot, horizon_days: 90}
candidates: {at_most: 24}
points: {at_most: 6}
`;

/** Uniform on 0–1, by lead or row and purpose. */
const draw = (row: string, purpose: number): string => `((hash(${row}, ${purpose}) % 1000003) / 1000003.0)`;
const among = (values: readonly string[], row: string, purpose: number): string =>
  `(${JSON.stringify(values).replaceAll('"', "'")})[cast(1 + hash(${row}, ${purpose}) % ${values.length} as integer)]`;

async function make(): Promise<void> {
  if (existsSync(folder)) return;
  const making = `${folder}.making`;
  rmSync(making, {recursive: true, force: true});
  mkdirSync(making, {recursive: true});
  const engine = await Engine.open();
  const write = (name: string, sql: string) =>
    engine.run(name, `copy (${sql}) to '${join(making, `${name}.parquet`)}' (format parquet)`);
  await engine.run("order", "set preserve_insertion_order = true");
  await engine.run(
    "lives",
    `create table lives as
    with arrived as (
      select range as no, timestamp '2025-07-01' + cast(${draw("range", 1)} * 31536000 as integer) * interval 1 second as created_at
      from range(${leads})
    ), climbed as (
      select *, ${draw("no", 2)} as climb,
        created_at + cast((1 + 20 * ${draw("no", 3)}) * 86400 as integer) * interval 1 second as qualified_at,
        created_at + cast((22 + 40 * ${draw("no", 4)}) * 86400 as integer) * interval 1 second as meeting_at,
        created_at + cast((63 + 90 * ${draw("no", 5)}) * 86400 as integer) * interval 1 second as decided_at
      from arrived
    )
    select *, case when climb < 0.08 then 'won' else 'lost' end as outcome from climbed`,
  );
  await write(
    "leads",
    `select 'L' || no as lead_id, created_at, ${among(["small", "mid", "large"], "no", 6)} as size,
      ${among(["web", "event", "referral", "list"], "no", 7)} as source, cast(1000 * ${draw("no", 8)} as integer) as employees
    from lives`,
  );
  await write(
    "stage_visits",
    `select 'L' || no as lead_id, 'lead' as stage, created_at as entered_at from lives
    union all select 'L' || no, 'qualified', qualified_at from lives where climb < 0.5 and qualified_at < timestamp '2026-07-01'
    union all select 'L' || no, 'meeting', meeting_at from lives where climb < 0.2 and meeting_at < timestamp '2026-07-01'`,
  );
  await write(
    "outcomes",
    "select 'L' || no as lead_id, outcome, decided_at from lives where climb < 0.7 and decided_at < timestamp '2026-07-01'",
  );
  await write(
    "activities",
    `with rows as (select range as row_no, range // ${perLead} as no from range(${activities}))
    select 'L' || no as lead_id,
      created_at + cast(${draw("row_no", 10)} * least(15552000, date_diff('second', created_at, timestamp '2026-07-01')) as integer)
        * interval 1 second as occurred_at,
      ${among(["page_view", "page_view", "page_view", "mail_open", "mail_click", "download", "seminar", "inquiry", "trial", "sales_call"], "row_no", 11)} as activity,
      case when hash(row_no, 11) % 10 < 3 then ${among(["pricing", "case-study", "feature", "blog"], "row_no", 12)} end as topic,
      case when hash(row_no, 11) % 10 = 9 then 'seller' end as actor
    from rows join lives using (no) order by row_no`,
  );
  engine.close();
  writeFileSync(join(making, "project.yaml"), project);
  renameSync(making, folder);
}

/** Steps without which there is no cube. */
const forCube = new Set(
  `as_of design settings ends targets time_to_target snapshot_dates moments_snapshot observations period_counts test_from
  labelled actions action_counts masks cube rules periods`.split(/\s+/),
);

async function measure(): Promise<void> {
  const seconds = new Map<string, number>();
  let areTablesThere = false;
  type Attempt = (step: string, sql: string, work: () => Promise<unknown>) => Promise<unknown>;
  const timed = Engine.prototype as unknown as {attempt: Attempt};
  const {attempt} = timed;
  timed.attempt = async function (this: Engine, step, sql, work) {
    areTablesThere ||= step === "as_of";
    const start = performance.now();
    const result = await attempt.call(this, step, sql, work);
    const name = areTablesThere ? step : "tables";
    seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - start) / 1000);
    return result;
  };
  const database = join(folder, "warehouse.duckdb");
  rmSync(database, {force: true});
  const engine = await Engine.open(database);
  const start = performance.now();
  await run(engine, readProject(folder), new Progress());
  const whole = (performance.now() - start) / 1000;
  engine.close();
  const steps = [...seconds].filter(([name]) => name !== "tables").sort((a, b) => b[1] - a[1]);
  const sum = (some: typeof steps) => some.reduce((total, [, s]) => total + s, 0);
  const cube = sum(steps.filter(([name]) => forCube.has(name)));
  for (const [name, s] of steps.filter(([, s]) => s >= 0.05)) console.log(`${s.toFixed(2).padStart(8)}  ${name}`);
  console.log(`tables ${seconds.get("tables")?.toFixed(1)} s; whole load ${whole.toFixed(1)} s`);
  console.log(
    `results in SQL ${sum(steps).toFixed(1)} s, cube alone ${cube.toFixed(1)} s: ${(sum(steps) / cube).toFixed(2)} times`,
  );
  console.log(`peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

await make();
await measure();
