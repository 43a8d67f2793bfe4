import {chooseHorizon, type Spell, timeToTarget} from "../src/analysis/funnel/horizon.ts";
import {dataEnd} from "./dataEnd.ts";
import {type Engine, literal} from "./engine/duckdb.ts";
import {runStep} from "./engine/steps.ts";
import type {Design} from "./project/schema/observe.ts";
import type {Project} from "./project/schema.ts";

/** What was decided about the observations before any was made. */
export interface Observed {
  asOf: string;
  design: Design;
  stage: string | null;
  horizonDays: number | null;
  horizonFrom: "project file" | "Kaplan–Meier" | null;
  timeToConversion: {days: number; share: number}[];
}

/** Share of the labelled observations, the latest ones, that is kept for the test. */
const testShare = 0.25;

/**
 * From the tables to labelled observations: settles as-of, design and outcome window, then leaves `steps.observations` and
 * `steps.labelled`. Labels come only from what the project file's design allows; unknown ones stay null and are counted.
 */
export async function observe(engine: Engine, project: Project): Promise<Observed> {
  const asOf = await dataEnd(engine, project);
  const design = project.observe.design ?? (await defaultDesign(engine));
  const stage = project.observe.stage ?? project.stages[0]?.id ?? null;
  await writeSettings(engine, project, {asOf, design, stage});
  await runStep(engine, "ends");
  await runStep(engine, "targets");
  await runStep(engine, "time_to_target");

  const spells = await engine.rows<Spell>("time_to_target", "select days, event, n from results.time_to_target");
  const timeToConversion = timeToTarget(spells);
  const windowed = design === "snapshot" || design === "entry";
  const horizonDays = windowed ? (project.observe.horizon_days ?? chooseHorizon(timeToConversion)) : null;
  const horizonFrom = horizonDays === null ? null : project.observe.horizon_days ? "project file" : "Kaplan–Meier";
  await engine.run("settings", `update steps.settings set horizon_days = ${horizonDays}`);

  if (design === "snapshot")
    await engine.run("snapshot_dates", snapshotDatesSql(project, "snapshot_dates", "targets.observed_at"));
  await runStep(engine, `moments_${design}`);
  await runStep(engine, "observations");
  await runStep(engine, "period_counts");
  const testFrom = design === "static" ? null : await firstTestPeriod(engine);
  await engine.run(
    "settings",
    `update steps.settings set test_from = ${testFrom === null ? "null" : literal(testFrom)}`,
  );
  await runStep(engine, "labelled");
  return {asOf, design, stage, horizonDays, horizonFrom, timeToConversion};
}

/** Snapshots need times of what leads did or reached, and of the decision; without them an export is static. */
async function defaultDesign(engine: Engine): Promise<Design> {
  const [{dated, decided}] = await engine.rows<{dated: number; decided: number}>(
    "design",
    `select
      (select count(*) from activities) + (select count(entered_at) from stage_visits) + (select count(created_at) from leads) as dated,
      (select count(decided_at) from outcomes where outcome = 'won') as decided`,
  );
  return dated > 0 && decided > 0 ? "snapshot" : "static";
}

async function writeSettings(
  engine: Engine,
  {stages, target, observe}: Project,
  {asOf, design, stage}: {asOf: string; design: Design; stage: string | null},
): Promise<void> {
  const number = (id: string | null) => {
    const position = stages.findIndex((s) => s.id === id);
    return position < 0 ? "cast(null as integer)" : String(position);
  };
  await engine.run(
    "settings",
    `create schema if not exists steps;
    create schema if not exists results;
    create or replace table steps.settings as select
      cast(${literal(asOf.replace("Z", ""))} as timestamp) as as_of,
      ${literal(design)} as design,
      ${number(stage)} as stage_no,
      ${literal(target)} as target,
      ${number(target)} as target_no,
      cast(null as integer) as horizon_days,
      ${observe.delay_days} as delay_days,
      ${observe.dormant_after_days} as dormant_after_days,
      cast(null as varchar) as test_from`,
  );
}

/**
 * SQL of the step `snapshot_dates`: the first instants, in the project's zone, of every week, month or quarter between the first
 * lead (the least of `first`, in `steps.targets` joined to `leads`) and the data's end.
 */
export function snapshotDatesSql({observe: {every}, timezone}: Project, table: string, first: string): string {
  const zone = literal(timezone);
  const local = (instant: string) => `timezone(${zone}, timezone('UTC', ${instant}))`;
  const step = every === "week" ? "7 days" : every === "month" ? "1 month" : "3 months";
  return `create or replace table steps.${table} as
    with local_days as (
      select unnest(generate_series(
        date_trunc(${literal(every)}, ${local(`min(${first})`)}) + interval '${step}',
        ${local("min(settings.as_of)")},
        interval '${step}')) as day
      from steps.targets join leads on leads.lead_no = targets.lead_no cross join steps.settings
    )
    select
      timezone('UTC', timezone(${zone}, day)) as as_of,
      strftime(day, ${every === "week" ? "'%Y-%m-%d'" : "'%Y-%m'"}) as period
    from local_days`;
}

/** The latest periods that together hold the test's share; null where there is only one with labels. */
async function firstTestPeriod(engine: Engine): Promise<string | null> {
  const periods = await engine.rows<{period: string; n: number}>(
    "test_from",
    "select period, n from results.period_counts where n > 0 order by period desc",
  );
  const total = periods.reduce((sum, {n}) => sum + n, 0);
  let kept = 0;
  for (const {period, n} of periods.slice(0, -1)) {
    kept += n;
    if (kept >= testShare * total) return period;
  }
  return periods.length > 1 ? periods.at(-2)!.period : null;
}
