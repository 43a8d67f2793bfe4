import {literal} from "../../engine/duckdb.ts";

/** How long the entries of a stage are followed, and how finely times are told: both in seconds. */
export interface FollowUpWindow {
  stageNo: number;
  longest: number;
  grain: number;
}

/**
 * SQL of the step `paths_months`: leads by stage, by month of their first entry in this zone, and by the time after which they
 * first moved on (seconds, rounded down to the grain; null: not within the longest window). `followed` is for how long the least
 * followed of them could be seen. Leads whose entry or moving on is undated are not here.
 */
export function pathsMonthsSql(windows: readonly FollowUpWindow[], timezone: string): string {
  const rows = windows.map(({stageNo, longest, grain}) => `(${stageNo}, ${longest}, ${grain})`);
  return `create or replace table results.paths_months as
with
windows as (
  select * from (values ${rows.join(", ") || "(-1, 0, 1)"}) as given (stage_no, longest, grain)
),
timed as (
  select
    stays.stage_no,
    strftime(timezone(${literal(timezone)}, timezone('UTC', stays.first_at)), '%Y-%m') as month,
    date_diff('millisecond', stays.first_at, settings.as_of) / 1000.0 as followed,
    date_diff('millisecond', stays.first_at, stays.on_at) / 1000.0 as seconds,
    windows.longest,
    windows.grain
  from steps.funnel_stays as stays
  cross join steps.settings
  join windows on windows.stage_no = stays.stage_no
  where stays.first_at is not null and (stays.fate <> 'advanced' or stays.on_at is not null)
),
final as (
  select
    stage_no,
    month,
    case when seconds < longest then floor(seconds / grain) * grain end as seconds,
    count(*) as n,
    floor(min(followed)) as followed
  from timed
  where followed >= 0 and (seconds is null or seconds >= 0)
  group by 1, 2, 3
)
select * from final`;
}
