import {anyActivity, isBehaviour, isSilence, type Rule} from "../../../src/analysis/rules/rules.ts";
import {literal} from "../../engine/duckdb.ts";
import type {LookedAtKind} from "../lookedAt.ts";
import type {Action} from "./actions.ts";

/** The windows (days before as-of) in which activities are counted: the project's, and those that rules name. */
export function countWindows(projectWindows: readonly number[], rules: readonly Rule[]): number[] {
  const named = rules.flatMap(({when}) =>
    isBehaviour(when) ? (when.within_days ?? []) : isSilence(when) ? when.none_for_days : [],
  );
  return [...new Set([...projectWindows, ...named])].sort((a, b) => a - b);
}

/** Column of `steps.action_counts` that counts within a window; without one: ever. */
export const countColumn = (withinDays?: number): string => (withinDays === undefined ? "n_ever" : `n_${withinDays}`);

/**
 * SQL of the steps that count, for each observation and action, how often it was done before as-of, ever and in each window,
 * and how many seconds ago last. One pass over the activities counts all windows at the finest level; topics are then summed
 * to their activity, and all that leads (not sellers) did to `any`. The view `steps.action_counts` holds all levels, each
 * observation and action once; without `any`, which only rules on it need, one grouping less.
 *
 * @param options.of the moments to count before: `steps.labelled`, or another table with its columns obs_no, lead_no, as_of
 * @param options.as what the names of the tables that are left begin with
 * @param options.others not all actions are looked at: activities are numbered by `steps.action_of`
 */
export function actionCountsSql(
  windows: readonly number[],
  actions: readonly Action[],
  {any = true, of = "labelled", as = "", others = false} = {},
): string {
  const hasTopics = actions.some(({topic}) => topic !== null);
  const columns = ["n_ever", ...windows.map((w) => countColumn(w))];
  const sums = columns.map((column) => `cast(sum(${column}) as integer) as ${column}`).join(", ");
  const each = `obs_no, action_no, last_seconds, ${columns.join(", ")}`;
  return `create or replace table steps.${as}${hasTopics ? "topic_counts" : "activity_counts"} as
with
before as (
  select
    labelled.obs_no, actions.action_no,
    cast(least(date_diff('second', activities.occurred_at, labelled.as_of), 2147483647) as integer) as ago
  from activities
  join steps.${others ? "action_of as " : ""}actions on actions.activity = activities.activity and ${sameTopic("actions.topic", "activities.topic", hasTopics || others)}
  join steps.${of} as labelled on labelled.lead_no = activities.lead_no and activities.occurred_at < labelled.as_of
),
final as (
  select obs_no, action_no, ${agoCounts(windows)}
  from before
  group by obs_no, action_no
)
select * from final;
${hasTopics ? activitySums(sums, as) : ""}
${any ? anySums(sums, as) : ""}
create or replace view steps.${as}action_counts as
${hasTopics ? `select ${each} from steps.${as}topic_counts where action_no in (select action_no from steps.actions where topic is not null)\nunion all\n` : ""}select ${each} from steps.${as}activity_counts${any ? `\nunion all\nselect ${each} from steps.${as}any_counts` : ""}`;
}

/** Columns that tell of rows with their `ago` in seconds: how long ago the last was, how many there are, ever and in each window. */
export const agoCounts = (windows: readonly number[]): string =>
  [
    "min(ago) as last_seconds",
    "cast(count(*) as integer) as n_ever",
    ...windows.map((w) => `cast(count(*) filter (where ago <= ${w * 86400}) as integer) as ${countColumn(w)}`),
  ].join(", ");

const sameTopic = (a: string, b: string, hasTopics: boolean): string =>
  hasTopics ? `coalesce(${a}, '') = coalesce(${b}, '')` : `${a} is null`;

const anySums = (sums: string, as: string): string => `create or replace table steps.${as}any_counts as
with
final as (
  select
    activity_counts.obs_no,
    (select action_no from steps.actions where activity = '${anyActivity}') as action_no,
    min(last_seconds) as last_seconds, ${sums}
  from steps.${as}activity_counts as activity_counts
  join steps.actions on actions.action_no = activity_counts.action_no and actions.by_seller = 0
  group by activity_counts.obs_no
)
select * from final;`;

const activitySums = (sums: string, as: string): string => `create or replace table steps.${as}activity_counts as
with
final as (
  select topic_counts.obs_no, activity.action_no, min(topic_counts.last_seconds) as last_seconds, ${sums}
  from steps.${as}topic_counts as topic_counts
  join steps.actions on actions.action_no = topic_counts.action_no
  join steps.actions as activity on activity.activity = actions.activity and activity.topic is null
  group by topic_counts.obs_no, activity.action_no
)
select * from final;`;

/** Upper ends, in days, of the classes of days since the last activity. */
export const recencyCuts = [1, 3, 7, 14, 30, 60, 90] as const;

/** How patterns are counted over some observations: by what, into what. */
export interface CountedBy {
  /** Put before the names of the tables in `steps`: "" or "view_". */
  prefix: string;
  /** Relation of observations named `observed`, with `obs_no`, `lead_no` and the keys. */
  observations: string;
  /** Columns that every count is by. */
  keys: readonly string[];
  /** Of these, the ones that say which observations are looked at; a pattern rare among them is left out. */
  among: readonly string[];
  /** Counts by name, as aggregates over the observations. */
  sums: Record<string, string>;
  /** Of categories only the first so many values of this kind (see `chooseLookedAt`). Default: all. */
  values?: {kind: LookedAtKind; most: number};
}

/** Labelled observations and conversions by stage at as-of, whether kept for the test, and lead fold. */
export const byStageAndFold: CountedBy = {
  prefix: "",
  observations: "steps.labelled as observed",
  keys: ["stage_no", "is_test", "fold"],
  among: [],
  sums: {n: "count(*)", conversions: "sum(observed.label)"},
};

/** The same, with so many stages held equal in groups of neighbours. */
export const byStageGroups = (stages: number, groups: number): CountedBy => ({
  ...byStageAndFold,
  observations: `(
    select obs_no, lead_no, label, is_test, fold, ${stageGroupSql(stages, groups)} as stage_no from steps.labelled
  ) as observed`,
});

/** SQL of the group of neighbours that a stage is in, from 0. */
export const stageGroupSql = (stages: number, groups: number): string =>
  `cast(floor(stage_no * ${groups} / ${stages}.0) as integer)`;

/** SQL of the step `base_counts`: all labelled observations by stage at as-of and lead fold, what every pattern is set beside. */
export const baseCountsSql = ({
  keys,
  observations,
  sums,
}: CountedBy = byStageAndFold): string => `create or replace table steps.base_counts as
with
final as (
  select ${keys.join(", ")}, ${selected(sums)}
  from ${observations}
  group by ${ordinals(keys.length)}
)
select * from final`;

/**
 * SQL of the step `action_cells`: observations that did an action equally often in every window (at most `cap` times), and
 * about as long ago, added up, so that each window is then counted on few rows. `last_seconds` is the end of its class among
 * the cuts, in days; `recencyOf` names the only activity for which it is kept, `actions` the only ones that are counted.
 */
export function actionCellsSql(
  {
    windows,
    cap,
    cuts,
    recencyOf,
    actions,
  }: {
    windows: readonly number[];
    cap: number;
    cuts: readonly number[];
    recencyOf?: string;
    actions?: readonly Action[];
  },
  by: CountedBy = byStageAndFold,
): string {
  const columns = [undefined, ...windows].map((w) => countColumn(w));
  const counts = columns.map((column) => `cast(least(counts.${column}, ${cap}) as integer) as ${column}`);
  const classes = [...cuts]
    .sort((a, b) => a - b)
    .map((days) => `when counts.last_seconds <= ${days} * 86400 then ${days} * 86400`);
  const last = classes.length ? `case ${classes.join(" ")} else ${2 ** 31 - 1} end` : "cast(null as integer)";
  const kept =
    recencyOf === undefined
      ? last
      : `case when counts.action_no in (select action_no from steps.actions where activity = ${literal(recencyOf)}) then ${last} end`;
  return `create or replace table steps.${by.prefix}action_cells as
with
final as (
  select
    counts.action_no, ${[...by.keys.map((key) => `observed.${key}`), ...counts].join(", ")},
    ${kept} as last_seconds, ${selected(by.sums)}
  from steps.${by.prefix}action_counts as counts
  join ${by.observations} on observed.obs_no = counts.obs_no${
    actions
      ? `
  where counts.action_no in (${actions.map(({action_no}) => action_no).join(", ") || "null"})`
      : ""
  }
  group by ${ordinals(2 + by.keys.length + columns.length)}
)
select * from final`;
}

/**
 * SQL of the step `behaviour_counts`: observations by how often (at most the cells' cap) in each window each action was done.
 * Actions of fewer than `minCell` leads, or on fewer observations, are left out: no result may tell of a single lead.
 */
export function behaviourCountsSql(
  windows: readonly number[],
  minCell: number,
  by: CountedBy = byStageAndFold,
): string {
  const each = [undefined, ...windows].map(
    (w) => `  select
    actions.activity, actions.topic, ${w ?? "cast(null as integer)"} as window_days,
    counts.${countColumn(w)} as times, ${by.keys.join(", ")}, ${summed(by)}
  from steps.${by.prefix}action_cells as counts
  join steps.actions on actions.action_no = counts.action_no
  where counts.${countColumn(w)} > 0 and actions.n_leads >= ${minCell}
  group by ${ordinals(4 + by.keys.length)}`,
  );
  return `create or replace table steps.${by.prefix}behaviour_counts as
with
counted as (
${each.join("\n  union all\n")}
),
${withoutRare(["activity", "topic", "window_days"], ["times"], minCell, by)}`;
}

/** Aggregates with their names, for a select list. */
export const selected = (sums: Record<string, string>): string =>
  Object.entries(sums)
    .map(([name, sum]) => `${sum} as ${name}`)
    .join(", ");

/** Sums of what the cells have counted, for a select list. */
const summed = ({sums}: CountedBy): string =>
  selected(Object.fromEntries(Object.keys(sums).map((name) => [name, `sum(${name})`])));

/** "1, 2, 3": the first columns, for a group by. */
export const ordinals = (n: number): string => Array.from({length: n}, (_, i) => i + 1).join(", ");

/**
 * The CTEs that end a step of counts: rows of `counted` whose pattern holds on too few observations are left out.
 *
 * @param of the count that must be large enough: by default that of observations
 */
export const withoutRare = (
  pattern: readonly string[],
  classes: readonly string[],
  minCell: number,
  {keys, among, sums}: CountedBy,
  of = "n",
): string => `totals as (
  select counted.*, sum(${of}) over (partition by ${[...pattern, ...among].join(", ")}) as total from counted
),
final as (
  select ${[...pattern, ...classes, ...keys, ...Object.keys(sums)].join(", ")}
  from totals
  where total >= ${minCell}
)
select * from final`;

/** SQL of the step `recency_counts`: observations by days since the action was last done, in the classes of the cuts. */
export function recencyCountsSql(cuts: readonly number[], minCell: number, by: CountedBy = byStageAndFold): string {
  const classes = cuts.map((cut) => `when counts.last_seconds <= ${cut} * 86400 then ${cut}`).join(" ");
  return `create or replace table steps.${by.prefix}recency_counts as
with
counted as (
  select
    actions.activity, actions.topic, case ${classes} end as under_days, ${by.keys.join(", ")}, ${summed(by)}
  from steps.${by.prefix}action_cells as counts
  join steps.actions on actions.action_no = counts.action_no
  where counts.last_seconds is not null and actions.n_leads >= ${minCell}
  group by ${ordinals(3 + by.keys.length)}
),
${withoutRare(["activity", "topic"], ["under_days"], minCell, by)}`;
}
