import {reasons} from "../../src/analysis/drivers/drivers.ts";
import type {ViewCounts} from "../../src/analysis/drivers/viewCounts.ts";
import {type CountedView, countedViews, type Slot} from "../../src/analysis/drivers/views.ts";
import {chooseHorizon} from "../../src/analysis/funnel/horizon.ts";
import type {LeakFlag} from "../../src/analysis/leaks/flag.ts";
import {mostInSteps} from "../../src/analysis/lookedAt.ts";
import type {FieldCuts} from "../../src/analysis/rules/cuts.ts";
import {anyActivity} from "../../src/analysis/rules/rules.ts";
import {groupBy} from "../../src/analysis/statistics/groupBy.ts";
import type {Engine} from "../engine/duckdb.ts";
import {runStep} from "../engine/steps.ts";
import type {Observed} from "../observe.ts";
import {snapshotDatesSql} from "../observing/dates.ts";
import type {Project} from "../project/schema.ts";
import {byPart, type PeriodLength, viewBaseCountsSql, viewPartsSql} from "../steps/drivers/viewCounts.ts";
import {actionCellsSql, actionCountsSql, behaviourCountsSql, recencyCountsSql} from "../steps/features/actionCounts.ts";
import {actionsInSteps, hasOthers, readActions} from "../steps/features/actions.ts";
import {type Attribute, attributeCountsSql} from "../steps/features/attributeCounts.ts";
import {boundedKinds, firstOf} from "../steps/lookedAt.ts";
import {segmentAttributes} from "./segmentAttributes.ts";

/** About how many moments are counted at most; of more, a sample of whole leads is. */
const mostMoments = 300_000;

/** Of the numbers that leads are drawn by (see `view_entries.sql`): all of them. */
const allLeads = 2 ** 31 - 1;

/** Leads that tell how many moments there would be, where there are more. */
const triedLeads = 20_000;

export interface Views {
  views: CountedView[];
  /** Attributes and periods that observations are parted by. */
  slots: Slot[];
  /** Leads looked at, of how many. */
  sample: {leads: number; of: number};
  /** Leads and moments with an unknown label, by design and stage (null: any). */
  sizes: {design: CountedView["design"]; stage: number | null; leads: number; censored: number}[];
  /** The run's own step is the view with this design, any stage, and won; else it is counted beside the views as `run`. */
  own: CountedView["design"];
}

/**
 * Drivers of every step: makes the moments (all designs the data allow, all stages, both targets), counts every pattern on them
 * with the SQL of the main report, and compares. Needs `observe`, `countPatterns` (actions and cuts of numbers) and leaves
 * `steps.view_*`.
 */
export async function viewsOf(
  engine: Engine,
  project: Project,
  {
    observed,
    attributes,
    leaks,
    cuts,
  }: {
    observed: Observed;
    attributes: readonly Attribute[];
    leaks: readonly LeakFlag[];
    /** Of numbers, as `steps.attribute_cuts` holds them. */
    cuts: readonly FieldCuts[];
  },
): Promise<Views> {
  const own = ownDesign(project, observed);
  await writeMoments(engine, project, observed, own);
  const names = await segmentAttributes(engine, project, leaks);
  const length = await periodLength(engine, observed);
  const stages = await firstOf(engine, "stage", mostInSteps.stages);
  await engine.run("view_parts", viewPartsSql(names, length, project.publish.min_cell, stages?.map(Number)));
  const slots = await readSlots(engine);
  const inSteps = await firstOf(engine, "column", mostInSteps.columns);
  const looked = inSteps === null ? attributes : attributes.filter(({name}) => inSteps.includes(name));
  const counts = {...(await countViews(engine, project, looked, cuts)), cuts};
  const {counts: times, silences_days: silencesDays, min_support: minSupport} = project.candidates;
  const views = countedViews(counts, {
    times,
    silencesDays,
    minSupport: Math.max(minSupport, project.publish.min_cell),
    slots,
    flags: reasons(leaks),
    oneRunRowPerLead: observed.design !== "snapshot",
  });
  return {views, slots, own, sample: await sampleOf(engine), sizes: await sizesOf(engine)};
}

/** Where the run looks at any stage until the deal, its own step is a view. */
function ownDesign({stages, target}: Project, {design, stage}: Observed): CountedView["design"] {
  const isAnyStage = stage === null || stage === stages[0]?.id;
  return isAnyStage && target === "won" && (design === "snapshot" || design === "decision") ? design : "run";
}

/** Leaves `steps.view_moments`: the views' own, of a sample of leads where there are very many, and the run's own beside them. */
async function writeMoments(
  engine: Engine,
  project: Project,
  {design, every, horizonDays, timeToConversion}: Observed,
  own: CountedView["design"],
): Promise<void> {
  const horizon = horizonDays ?? project.observe.horizon_days ?? chooseHorizon(timeToConversion);
  await engine.run(
    "view_settings",
    `create or replace table steps.view_settings as select
      as_of, delay_days, dormant_after_days, cast(${horizon} as integer) as horizon_days,
      coalesce(followed_until, as_of - cast(${horizon} as integer) * interval '1' day) as followed_until,
      cast(${project.stages.length ? 0 : null} as integer) as first_stage, unentered_no, cast(${allLeads} as bigint) as keep_below
    from steps.settings`,
  );
  const draw = async (share: number, moments: () => Promise<number>) => {
    await engine.run("view_settings", `update steps.view_settings set keep_below = ${Math.floor(share * allLeads)}`);
    return moments();
  };
  const leads = await engine.count("leads", "select count(*) from leads");
  const tried = Math.min(1, triedLeads / Math.max(1, leads));
  if (design === "static") {
    await engine.run("view_moments", noMoments);
    await draw(Math.min(1, mostMoments / Math.max(1, leads)), async () => 0);
  } else {
    const looks = async () => {
      await runStep(engine, "view_entries");
      return engine.count("view_entries", "select count(*) from steps.view_entries");
    };
    await engine.run("view_dates", snapshotDatesSql(project, every, "view_dates", cameAt));
    const share = Math.min(1, (tried * mostMoments) / Math.max(1, await draw(tried, looks)));
    if (share !== tried) await draw(share, looks);
    await runStep(engine, "view_moments");
  }
  if (own === "run") await engine.run("view_moments", runMoments);
}

/** When a lead came, whatever stage the run looks at. */
const cameAt =
  "least(coalesce(leads.created_at, targets.observed_at), coalesce(targets.observed_at, leads.created_at))";

const noMoments = `create or replace table steps.view_moments (
  design varchar, lead_no integer, as_of timestamp, period varchar, stage_no integer, next integer, won integer
)`;

const isDrawn = "(cast(lead_no as bigint) * 48271) % 2147483647 < view_settings.keep_below";

const runMoments = `insert into steps.view_moments
select 'run', lead_no, observations.as_of, period, stage_no, null, label
from steps.observations
cross join steps.view_settings
where ${isDrawn}`;

/** Periods as short as leaves a handful of them; none without times. */
async function periodLength(engine: Engine, {design}: Observed): Promise<PeriodLength | null> {
  if (design === "static") return null;
  const months = await engine.count(
    "view_moments",
    "select count(distinct substr(period, 1, 7)) from steps.view_moments where won is not null",
  );
  return months <= 6 ? "month" : months <= 30 ? "quarter" : "year";
}

async function readSlots(engine: Engine): Promise<Slot[]> {
  const values = await engine.rows<{slot: number; field: string; value: string | null}>(
    "view_values",
    "select slot, field, value from steps.view_values order by slot, part",
  );
  return [...groupBy(values, ({slot}) => slot)].map(([slot, rows]) => ({
    slot,
    field: rows[0].field,
    values: rows.map(({value}) => value),
  }));
}

/** Counts every pattern by design, stage, way of parting and part: `byPart`. */
async function countViews(
  engine: Engine,
  {candidates: {windows_days, counts: times, silences_days}, publish: {min_cell}}: Project,
  attributes: readonly Attribute[],
  fieldCuts: readonly FieldCuts[],
): Promise<ViewCounts> {
  const cap = Math.max(5, ...times);
  const kinds = await boundedKinds(engine);
  const actions = await actionsInSteps(engine);
  const all = await readActions(engine);
  const before = actionCountsSql(windows_days, all, {
    of: "view_labelled",
    as: "view_",
    others: await hasOthers(engine),
  });
  await engine.run("view_action_counts", before);
  // No other silence than of any kind is a pattern.
  const cells = {windows: windows_days, cap, cuts: silences_days, recencyOf: anyActivity};
  const few = actions.length < all.length ? {...cells, actions} : cells;
  await engine.run("view_action_cells", actionCellsSql(few, byPart));
  await engine.run("view_base_counts", viewBaseCountsSql);
  await engine.run("view_behaviour_counts", behaviourCountsSql(windows_days, min_cell, byPart));
  await engine.run("view_recency_counts", recencyCountsSql(silences_days, min_cell, byPart));
  const by = kinds.has("step value")
    ? {...byPart, values: {kind: "step value", most: mostInSteps.values} as const}
    : byPart;
  await engine.run("view_attribute_counts", attributeCountsSql(attributes, fieldCuts, min_cell, by));
  const read = <T>(table: string) =>
    engine.rows<T>(
      table,
      `select * exclude (part, won), part as fold, won as conversions, false as is_test from steps.${table} order by all`,
    );
  return {
    base: await read("view_base_counts"),
    behaviours: await read("view_behaviour_counts"),
    recencies: await read("view_recency_counts"),
    attributes: await read("view_attribute_counts"),
    numbers: new Set(attributes.filter(({type}) => type === "number").map(({name}) => name)),
  };
}

async function sampleOf(engine: Engine): Promise<Views["sample"]> {
  const [sample] = await engine.rows<Views["sample"]>(
    "view_settings",
    `select count(*) filter (${isDrawn}) as leads, count(*) as of from leads cross join steps.view_settings`,
  );
  return sample;
}

const sizesOf = (engine: Engine): Promise<Views["sizes"]> =>
  engine.rows(
    "view_sizes",
    `select design, stage_no as stage, count(distinct case when won is not null then lead_no end) as leads, count(*) filter (won is null) as censored
    from steps.view_moments where stage_no is not null group by design, stage_no
    union all
    select design, null, count(distinct case when won is not null then lead_no end), count(*) filter (won is null)
    from steps.view_moments group by design`,
  );
