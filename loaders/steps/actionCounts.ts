import {anyActivity, isBehaviour, isSilence, type Rule} from "../../src/analysis/rules.ts";

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
 * SQL of the step `action_counts`: for each observation and action, how often it was done before as-of, ever and in each
 * window, and how many days ago last. One pass over the activities counts all windows; actions with a topic are then summed
 * to the action, and all that leads (not sellers) did to `any`.
 */
export function actionCountsSql(windows: readonly number[]): string {
  const columns = ["n_ever", ...windows.map((w) => countColumn(w))];
  const counts = windows.map(
    (w) =>
      `sum(case when activities.occurred_at >= labelled.as_of - interval '${w}' day then 1 else 0 end) as ${countColumn(w)}`,
  );
  const sums = columns.map((column) => `sum(${column}) as ${column}`).join(", ");
  return `create or replace table steps.action_counts as
with
topics as (
  select
    labelled.obs_no,
    min(labelled.stage_no) as stage_no,
    activities.activity,
    activities.topic,
    max(case when activities.actor = 'seller' then 1 else 0 end) as by_seller,
    min(date_diff('second', activities.occurred_at, labelled.as_of)) / 86400.0 as last_days,
    ${["count(*) as n_ever", ...counts].join(",\n    ")}
  from steps.labelled
  join activities on activities.lead_no = labelled.lead_no and activities.occurred_at < labelled.as_of
  group by labelled.obs_no, activities.activity, activities.topic
),
actions as (
  select obs_no, min(stage_no) as stage_no, activity, max(by_seller) as by_seller, min(last_days) as last_days, ${sums}
  from topics
  group by obs_no, activity
),
anything as (
  select obs_no, min(stage_no) as stage_no, min(last_days) as last_days, ${sums}
  from actions
  where by_seller = 0
  group by obs_no
),
final as (
  select obs_no, stage_no, activity, topic, last_days, ${columns.join(", ")} from topics where topic is not null
  union all
  select obs_no, stage_no, activity, null, last_days, ${columns.join(", ")} from actions
  union all
  select obs_no, stage_no, '${anyActivity}', null, last_days, ${columns.join(", ")} from anything
)
select * from final`;
}

/** Upper ends, in days, of the classes of days since the last activity. */
export const recencyCuts = [1, 3, 7, 14, 30, 60, 90] as const;

/** SQL of the step `behaviour_counts`: observations by how often (at most `cap`) in each window each action was done. */
export function behaviourCountsSql(windows: readonly number[], cap: number): string {
  const each = [undefined, ...windows].map(
    (w) => `  select
    action_counts.activity, action_counts.topic, ${w ?? "cast(null as integer)"} as window_days,
    cast(least(action_counts.${countColumn(w)}, ${cap}) as integer) as times,
    labelled.stage_no, labelled.is_test, count(*) as n, sum(labelled.label) as conversions
  from steps.action_counts
  join steps.labelled on labelled.obs_no = action_counts.obs_no
  where action_counts.${countColumn(w)} > 0
  group by 1, 2, 3, 4, 5, 6`,
  );
  return `create or replace table results.behaviour_counts as
with
final as (
${each.join("\n  union all\n")}
)
select * from final`;
}

/** SQL of the step `recency_counts`: observations by days since the action was last done, in the classes of the cuts. */
export function recencyCountsSql(cuts: readonly number[]): string {
  const classes = cuts.map((cut) => `when action_counts.last_days < ${cut} then ${cut}`).join(" ");
  return `create or replace table results.recency_counts as
with
final as (
  select
    action_counts.activity, action_counts.topic, case ${classes} end as under_days,
    labelled.stage_no, labelled.is_test, count(*) as n, sum(labelled.label) as conversions
  from steps.action_counts
  join steps.labelled on labelled.obs_no = action_counts.obs_no
  group by 1, 2, 3, 4, 5
)
select * from final`;
}
