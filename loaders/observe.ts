import {chooseHorizon, type HorizonSource, type Spell, timeToTarget} from "../src/analysis/funnel/horizon.ts";
import type {DesignNote} from "../src/analysis/notes/design.ts";
import type {Coverage, Look, SnapshotStep} from "../src/analysis/observing/coverage.ts";
import {designNotes} from "../src/analysis/observing/notes.ts";
import {designReport} from "../src/analysis/observing/report.ts";
import {remedyText} from "../src/text/missedWinners.ts";
import {dataEnd} from "./dataEnd.ts";
import {type Engine, literal} from "./engine/duckdb.ts";
import {runStep} from "./engine/steps.ts";
import {coverageOf} from "./observing/coverage.ts";
import {snapshotDatesSql} from "./observing/dates.ts";
import type {Design} from "./project/schema/observe.ts";
import type {Project} from "./project/schema.ts";
import {windowSql} from "./steps/observations/sights.ts";

/** What was decided about the observations before any was made. */
export interface Observed {
  asOf: string;
  design: Design;
  /** Between snapshots: of the run's own where it takes them, else of the views that do. */
  every: SnapshotStep;
  /** From the entry to as-of. */
  delayDays: number;
  stage: string | null;
  horizonDays: number | null;
  horizonFrom: HorizonSource | null;
  timeToConversion: {days: number; share: number}[];
  /** Whom each design would see, and why this one was taken. */
  coverage: Coverage;
}

/** Share of the labelled observations, the latest ones, that is kept for the test. */
const testShare = 0.25;

/**
 * From the tables to labelled observations: decides as `decide` does, then leaves `steps.observations` and `steps.labelled`.
 * Labels come only from what the design allows; unknown ones stay null and are counted.
 */
export async function observe(engine: Engine, project: Project): Promise<Observed> {
  const observed = await decide(engine, project);
  const {design, every} = observed;
  if (design === "snapshot")
    await engine.run("snapshot_dates", snapshotDatesSql(project, every, "snapshot_dates", "targets.observed_at"));
  await runStep(engine, `moments_${design}`);
  await runStep(engine, "observations");
  await runStep(engine, "period_counts");
  const testFrom = design === "static" ? null : await firstTestPeriod(engine);
  await engine.run(
    "settings",
    `update steps.settings set test_from = ${testFrom === null ? "null" : literal(testFrom)}`,
  );
  await runStep(engine, "labelled");
  return observed;
}

/**
 * Settles as-of, outcome window, design, step and delay: what the project file states, and the rest by whom each design would
 * see. Leaves `steps.settings`, `ends`, `targets`, `seeable`; cheap, a few passes over the leads.
 */
export async function decide(engine: Engine, project: Project): Promise<Observed> {
  const asOf = await dataEnd(engine, project);
  const stage = project.observe.stage ?? project.stages[0]?.id ?? null;
  await writeSettings(engine, project, {asOf, stage});
  await runStep(engine, "ends");
  await runStep(engine, "targets");
  await runStep(engine, "time_to_target");
  const spells = await engine.rows<Spell>("time_to_target", "select days, event, n from results.time_to_target");
  const timeToConversion = timeToTarget(spells);
  const coverage = await coverageOf(engine, project, chooseHorizon(timeToConversion));
  const {look} = coverage.chosen;
  const every = look.design === "snapshot" ? look.every : (project.observe.every ?? "month");
  const delayDays = look.design === "entry" ? look.delayDays : (project.observe.delay_days ?? 0);
  const windowed = look.design === "snapshot" || look.design === "entry" ? coverage.horizon : null;
  await engine.run("settings", `${windowSql(windowed)}, design = ${literal(look.design)}, delay_days = ${delayDays}`);
  return {
    asOf,
    design: look.design satisfies Look["design"],
    every,
    delayDays,
    stage,
    horizonDays: windowed?.days ?? null,
    horizonFrom: windowed?.from ?? null,
    timeToConversion,
    coverage,
  };
}

async function writeSettings(
  engine: Engine,
  {stages, target, observe}: Project,
  {asOf, stage}: {asOf: string; stage: string | null},
): Promise<void> {
  const number = (id: string | null) => {
    const position = stages.findIndex((s) => s.id === id);
    return position < 0 ? "cast(null as integer)" : String(position);
  };
  // Where entries into the first stage are recorded, a lead without one is in no stage yet; else every lead begins there.
  const unentered =
    stages.length > 0
      ? "case when not exists (select 1 from stage_visits where stage_no = 0 and entered_at is not null) then 0 end"
      : "cast(null as integer)";
  await engine.run(
    "settings",
    `create schema if not exists steps;
    create schema if not exists results;
    create or replace table steps.settings as select
      cast(${literal(asOf.replace("Z", ""))} as timestamp) as as_of,
      cast(null as varchar) as design,
      ${number(stage)} as stage_no,
      ${unentered} as unentered_no,
      ${literal(target)} as target,
      ${number(target)} as target_no,
      cast(null as integer) as horizon_days,
      cast(null as timestamp) as followed_until,
      cast(0 as double) as delay_days,
      ${observe.dormant_after_days} as dormant_after_days,
      cast(null as varchar) as test_from`,
  );
}

/** What is told of whom the design sees, by `check` and `load` alike. */
export const notesOf = (project: Project, {coverage}: Observed): DesignNote[] =>
  designNotes(coverage, {target: project.target, name: targetName(project)});

/** Why winners are hidden and which setting shows them; null where they are not, so that only time brings more. */
export const remedyOf = (project: Project, {coverage}: Observed): string | null =>
  remedyText(designReport(coverage, project.target), targetName(project));

const targetName = ({stages, target}: Project): string => stages.find(({id}) => id === target)?.name ?? target;

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
