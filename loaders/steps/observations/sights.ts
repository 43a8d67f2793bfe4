import {type HorizonChoice, naturalDays} from "../../../src/analysis/funnel/horizon.ts";
import {naturalDelays} from "../../../src/analysis/observing/coverage.ts";

/**
 * SQL of the step `followed`: for each outcome window up to `wanted` days, and for 0 days, leads (but those whose win has
 * no date, or came before them) followed to its end from their entry on, and those of them who reach the target within it.
 */
export const followedSql = (wanted: number): string => `create or replace table steps.followed as
  with windows as (
    select unnest([0, ${[...new Set([...naturalDays.filter((days) => days < wanted), wanted])].join(", ")}]) as days
  ),
  entered as (
    select observed_at, target_at, settings.as_of from steps.targets cross join steps.settings
    where observed_at is not null and not is_undated and (target_at is null or target_at >= observed_at)
  )
  select
    windows.days,
    count(*) as leads,
    count(*) filter (target_at < observed_at + days * interval '1' day) as seen
  from entered join windows on observed_at + days * interval '1' day <= as_of
  group by windows.days`;

/**
 * SQL that sets the outcome window, and the last moment from which leads are followed: to the window's end, or (`isSettled`) to
 * their decision, if that is later: the moment before the first lead came that is still open.
 */
export const windowSql = (horizon: HorizonChoice | null): string => `update steps.settings set
  horizon_days = ${horizon?.days ?? null},
  followed_until = ${horizon?.isSettled ? `greatest(${followed(horizon)}, coalesce((${settledSql}), as_of))` : followed(horizon)}`;

const followed = (horizon: HorizonChoice | null): string =>
  `as_of - ${horizon?.days ?? "cast(null as integer)"} * interval '1' day`;

const settledSql = `select min(targets.observed_at) - interval '1 microsecond'
  from steps.targets where targets.target_at is null and targets.lost_at is null and not targets.is_undated`;

/**
 * SQL of the step `seeable`: a row a lead with what decides whether a look would see it. `acted_at`: when it first did something
 * that can be known (an activity, or a stage beyond the observed one), other than what was its entry.
 * Who reaches the target only after the data's end, where the project file states an earlier one, is no winner yet.
 */
export const seeableSql = `create or replace table steps.seeable as
  with further as (
    select stage_visits.lead_no, min(stage_visits.entered_at) as at
    from stage_visits cross join steps.settings
    where stage_visits.stage_no > coalesce(settings.stage_no, 0) group by stage_visits.lead_no
  ),
  acts as (
    select activities.lead_no, min(activities.occurred_at) as at
    from activities join steps.targets on targets.lead_no = activities.lead_no
    where activities.occurred_at is distinct from targets.observed_at group by activities.lead_no
  )
  select
    targets.* replace (
      case when targets.target_at <= settings.as_of then targets.target_at end as target_at,
      targets.is_reached and coalesce(targets.target_at <= settings.as_of, true) as is_reached
    ),
    least(targets.target_at, targets.lost_at) as decided_at,
    least(acts.at, further.at) as acted_at,
    ends.first_activity_at,
    ends.outcome,
    ends.decided_at as outcome_at
  from steps.targets
  join steps.ends on ends.lead_no = targets.lead_no
  cross join steps.settings
  left join acts on acts.lead_no = targets.lead_no
  left join further on further.lead_no = targets.lead_no`;

/** SQL of one row: the counts of `Coverage` that no look decides. */
export const winnersSql = `select
    count(*) as leads,
    count(*) filter (observed_at is not null) as entered,
    count(*) filter (outcome = 'lost') as lost,
    count(*) filter (outcome = 'lost' and outcome_at is null) as lost_undated,
    count(*) filter (outcome in ('won', 'lost')) as outcomes,
    coalesce(max(date_diff('day', observed_at, settings.as_of)), 0) as span_days,
    count(*) filter (is_reached) as all_winners,
    count(*) filter (is_undated) as undated,
    count(*) filter (target_at is not null and observed_at is null) as not_entered,
    count(*) filter (target_at < observed_at) as early,
    count(*) filter (target_at >= observed_at and observed_at > settings.followed_until) as not_followed,
    count(*) filter (target_at = observed_at) as at_once,
    count(*) filter (target_at >= observed_at and acted_at < target_at) as acting
  from steps.seeable cross join steps.settings`;

/**
 * SQL of one row: whom snapshots see, on the dates of `table`. A lead is seen if the last date on which it could have a label
 * lies after its entry, and as a winner if the last one before its target does.
 */
export const snapshotSightSql = (table: string): string => `with
  dates as (select as_of, row_number() over (order by as_of) as n from steps.${table}),
  spans as (
    select
      seeable.*,
      settings.followed_until,
      settings.horizon_days * interval '1' day as horizon
    from steps.seeable cross join steps.settings
    where observed_at is not null and not is_undated
  ),
  counted as (
    select
      spans.*, final.as_of as last_of_win, before.as_of as last_before_win, reached.as_of as last_as_of, coalesce(reached.n, 0) - coalesce(entry.n, 0) as n
    from spans
    asof left join dates as before on before.as_of <= spans.target_at
    asof left join dates as final on final.as_of <= least(spans.target_at, spans.followed_until)
    asof left join dates as reached on reached.as_of <= least(coalesce(spans.decided_at, spans.followed_until), spans.followed_until)
    asof left join dates as entry on entry.as_of <= spans.observed_at
  )
  select
    count(*) filter (is_winner) as winners,
    count(*) filter (is_winner and acted_at < last_of_win) as known,
    count(*) filter (last_as_of > observed_at) as leads,
    coalesce(sum(n) filter (n > 0), 0) as observations,
    count(*) filter (target_at >= observed_at and coalesce(last_before_win <= observed_at, true)) as between_dates
  from (
    select *, target_at is not null and last_of_win > observed_at and last_of_win > target_at - horizon as is_winner from counted
  )`;

/** SQL of a row a delay: whom looking at each lead so many days after its entry sees. */
export const entrySightsSql = (delays: readonly number[] = naturalDelays): string => `with
  delays as (select unnest([${delays.map((days) => `cast(${days} as double)`).join(", ")}]) as delay_days),
  looks as (
    select
      delays.delay_days,
      seeable.*,
      observed_at + delays.delay_days * interval '1' day as looked_at,
      settings.horizon_days * interval '1' day as horizon,
      settings.followed_until
    from steps.seeable cross join delays cross join steps.settings
    where observed_at is not null and not is_undated
  )
  select
    delay_days,
    count(*) filter (target_at < looked_at + horizon) as winners,
    count(*) filter (target_at < looked_at + horizon and acted_at < looked_at) as known,
    count(*) as leads,
    count(*) as observations
  from looks
  where (decided_at is null or decided_at >= looked_at) and looked_at <= followed_until
  group by delay_days order by delay_days`;
