import {anyActivity} from "../../../src/analysis/rules/rules.ts";
import {countColumn} from "../features/actionCounts.ts";
import type {Action} from "../features/actions.ts";

/** Days since the last activity of any kind that part leads by how active they are. */
const recencies = [7, 14, 30, 60];

/** Activities of any kind in the window that are told apart at most. */
const mostActive = 6;

/**
 * SQL of the step `journey_counts`: observations in a stage, and how many of them moved on, by how active the lead has been (how
 * often it did anything in the window nearest below a month, and how long ago last): all of them (action 0), and by how often
 * they did each action of their own in each window, at most `cap` times. Needs `steps.view_labelled` and what counts on it.
 * Looks at these actions, and at these stages (numbers; default: all).
 */
export function journeyCountsSql(
  windows: readonly number[],
  cap: number,
  {actions, stages}: {actions: readonly Action[]; stages?: readonly number[]},
): string {
  const lately = [...windows].sort((a, b) => a - b).filter((days, i) => i === 0 || days <= 30);
  const often = `least(coalesce(anything.${countColumn(lately.at(-1))}, 0), ${mostActive})`;
  const since = recencies.map((days, i) => `when anything.last_seconds <= ${days * 86400} then ${i}`).join(" ");
  const each = [undefined, ...windows].map(
    (days) => `  select design, stage_no, active, counts.action_no, cast(${days ?? null} as integer) as window_days,
    cast(least(counts.${countColumn(days)}, ${cap}) as integer) as times, next
  from parted
  join steps.view_action_counts as counts on counts.obs_no = parted.obs_no
  join own on own.action_no = counts.action_no
  where counts.${countColumn(days)} > 0`,
  );
  return `create or replace table steps.journey_counts as
with
own as (
  select action_no from steps.actions where by_seller = 0 and n_leads > 0 and activity <> '${anyActivity}'
    and action_no in (${actions.map(({action_no}) => action_no).join(", ") || "null"})
),
parted as (
  select
    labelled.obs_no, design, stage_no, next,
    ${recencies.length + 1} * ${often} + case ${since} else ${recencies.length} end as active
  from steps.view_labelled as labelled
  left join steps.view_any_counts as anything on anything.obs_no = labelled.obs_no
  where stage_no is not null and next is not null${stages ? ` and stage_no in (${stages.join(", ")})` : ""}
),
each as (
  select design, stage_no, active, 0 as action_no, cast(null as integer) as window_days, 0 as times, next from parted
  union all
${each.join("\n  union all\n")}
),
final as (
  select design, stage_no, active, action_no, window_days, times, count(*) as n, sum(next) as moved
  from each
  group by design, stage_no, active, action_no, window_days, times
)
select * from final`;
}
