import {countColumn} from "../features/actionCounts.ts";

/**
 * SQL that tells, for each window, on what share of the labelled observations the lead was known for twice as long (`share`);
 * null where no lead has a date of creation.
 */
export function knownSharesSql(windows: readonly number[]): string {
  const each = windows.map(
    (w) => `select
  ${w} as window_days,
  avg(case when leads.created_at <= labelled.as_of - interval '${2 * w}' day then 1.0 else 0.0 end)
    filter (where leads.created_at is not null) as share
from steps.labelled
join leads on leads.lead_no = labelled.lead_no`,
  );
  return each.join("\nunion all\n");
}

/**
 * SQL of the steps `momentum_known`, `momentum_base` and `momentum_counts`: observations of leads that were known for two
 * windows (`is_known`: created before them, or, without a date, seen before them), and of these how often each activity was
 * done in the last window against the one before. Rising: at least twice as often; falling: at most half as often; those that
 * did it in neither are the rest of `momentum_base`. `level` is how often in both together: 1 to 8, then the upper end of
 * 9–12, 13–20 and 21–40, null for more.
 */
export function momentumSql(window: number, minCell: number): string {
  const [one, both] = [countColumn(window), countColumn(2 * window)];
  return `create or replace table steps.momentum_known as
with
final as (
  select
    labelled.obs_no, labelled.fold, labelled.label,
    case
      when leads.created_at <= labelled.as_of - interval '${2 * window}' day then 1
      when leads.created_at is null and any_counts.n_ever > any_counts.${both} then 1
      else 0
    end as is_known
  from steps.labelled
  join leads on leads.lead_no = labelled.lead_no
  left join steps.any_counts on any_counts.obs_no = labelled.obs_no
)
select * from final;
create or replace table steps.momentum_base as
with
final as (
  select fold, is_known, count(*) as n, sum(label) as conversions
  from steps.momentum_known
  group by fold, is_known
)
select * from final;
create or replace table steps.momentum_counts as
with
sides as (
  select
    action_counts.action_no, momentum_known.fold, momentum_known.label,
    action_counts.${both} as times,
    action_counts.${one} as recent,
    action_counts.${both} - action_counts.${one} as earlier
  from steps.action_counts
  join steps.momentum_known on momentum_known.obs_no = action_counts.obs_no
  where action_counts.${both} > 0 and momentum_known.is_known = 1
    and action_counts.action_no in (select action_no from steps.actions where topic is null and n_leads >= ${minCell})
),
counted as (
  select
    action_no,
    case when recent >= 2 * earlier then 'rising' when earlier >= 2 * recent then 'falling' else 'steady' end as direction,
    case when times <= 8 then times when times <= 12 then 12 when times <= 20 then 20 when times <= 40 then 40 end as level,
    fold, count(*) as n, sum(label) as conversions
  from sides
  group by 1, 2, 3, 4
),
final as (
  select actions.activity, direction, level, fold, n, conversions
  from counted
  join steps.actions on actions.action_no = counted.action_no
)
select * from final`;
}
