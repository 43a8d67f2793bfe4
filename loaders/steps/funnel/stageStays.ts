import {literal} from "../../engine/duckdb.ts";

/** An instant as local time of the zone. */
const local = (zone: string, instant: string): string => `timezone(${literal(zone)}, timezone('UTC', ${instant}))`;

/**
 * SQL of the step `stage_stays`: a row for each stay of a lead in a stage, from an entry until it left, another stage is entered, the
 * lead is decided or the data end. Entries into one stage in a row are one stay; `visit_no` counts a lead's stays in a stage.
 *
 *   advanced   a later stage was entered next, or the lead was won;  moved_back  an earlier stage was entered next
 *   lost       the lead was lost next;  waiting  it is still here at the data's end, silent or not;  gone  it left for no other stage
 *
 * `resumed_at` is when the next stage was entered, the lead decided, or the data end, of a lead that had left before: till then it
 * was between stages.
 * `until_at` is null where nobody knows it. Entries at one time count in stage order; an entry of unknown time counts as right
 * after the last earlier stage. Nothing after the data's end is used. `entered_on` and `until_on` are the zone's dates.
 */
export const stageStaysSql = (zone: string): string => `create or replace table steps.stage_stays as
with
visits as (
  select
    stage_visits.lead_no,
    stage_visits.stage_no,
    stage_visits.entered_at,
    stage_visits.left_at,
    coalesce(
      stage_visits.entered_at,
      max(stage_visits.entered_at) over (partition by stage_visits.lead_no order by stage_visits.stage_no)
    ) as placed_at
  from stage_visits
  cross join steps.settings
  where entered_at is null or entered_at <= settings.as_of
),
marked as (
  select
    visits.*,
    case when lag(stage_no) over (partition by lead_no order by placed_at nulls first, stage_no) = stage_no then 0 else 1 end as is_new
  from visits
),
numbered as (
  select
    marked.*,
    sum(is_new) over (
      partition by lead_no order by placed_at nulls first, stage_no rows between unbounded preceding and current row
    ) as stay_no
  from marked
),
placed as (
  select
    numbered.*,
    row_number() over (partition by lead_no, stay_no order by placed_at desc nulls last, left_at desc nulls last) as from_last
  from numbered
),
stays as (
  select
    lead_no,
    stay_no,
    min(stage_no) as stage_no,
    min(entered_at) as entered_at,
    max(case when from_last = 1 then left_at end) as left_at
  from placed
  group by lead_no, stay_no
),
followed as (
  select
    stays.*,
    row_number() over (partition by lead_no, stage_no order by stay_no) as visit_no,
    lead(stage_no) over (partition by lead_no order by stay_no) as next_stage_no,
    lead(entered_at) over (partition by lead_no order by stay_no) as next_at
  from stays
),
judged as (
  select
    followed.*,
    case
      when next_stage_no > followed.stage_no then 'advanced'
      when next_stage_no < followed.stage_no then 'moved_back'
      when ends.outcome = 'won' and coalesce(ends.decided_at <= settings.as_of, true) then 'advanced'
      when ends.outcome = 'lost' and coalesce(ends.decided_at <= settings.as_of, true) then 'lost'
      when followed.left_at <= settings.as_of then 'gone'
      else 'waiting'
    end as fate,
    ends.decided_at,
    settings.as_of
  from followed
  join steps.ends on ends.lead_no = followed.lead_no
  cross join steps.settings
),
timed as (
  select
    judged.*,
    case
      when next_stage_no is not null then next_at
      when fate in ('waiting', 'gone') then as_of
      else decided_at
    end as ended_at
  from judged
),
final as (
  select
    lead_no,
    stage_no,
    visit_no,
    fate,
    entered_at,
    least(ended_at, left_at) as until_at,
    case when left_at < ended_at then ended_at end as resumed_at,
    cast(${local(zone, "entered_at")} as date) as entered_on,
    cast(${local(zone, "least(ended_at, left_at)")} as date) as until_on
  from timed
)
select * from final`;

/**
 * SQL of the step `working_days`: every day of the zone from the first stay to the data's end, the instant it starts, whether it
 * is worked on, and the seconds of working days before it. A day without midnight starts when its first hour does; where
 * midnight comes twice, the first counts. Days last 23 to 25 hours; one that the zone left out lasts none.
 *
 * @param weekend ISO days of the week, 1 is Monday.
 * @param holidays first and last day of each, as ISO dates.
 */
export function workingDaysSql(
  zone: string,
  weekend: readonly number[],
  holidays: readonly {from: string; to: string}[],
): string {
  const off = [
    ...(weekend.length > 0 ? [`isodow(day) in (${weekend.join(", ")})`] : []),
    ...holidays.map(({from, to}) => `day between date ${literal(from)} and date ${literal(to)}`),
  ];
  return `create or replace table steps.working_days as
with
span as (
  select min(entered_on) as first_on, max(until_on) as last_on
  from steps.stage_stays
  where until_at >= entered_at
),
days as (
  select unnest(generate_series(cast(first_on as timestamp), cast(last_on as timestamp) + interval '1 day', interval '1 day')) as day
  from span
),
midnights as (
  select day, timezone('UTC', timezone(${literal(zone)}, day)) as midnight_at
  from days
),
started as (
  select
    day,
    case
      when cast(${local(zone, "midnight_at - interval '1 hour'")} as date) = cast(day as date) then midnight_at - interval '1 hour'
      else midnight_at
    end as started_at
  from midnights
),
judged as (
  select
    cast(day as date) as day,
    started_at,
    case when ${off.join(" or ") || "false"} then 0 else 1 end as is_working,
    date_diff('second', started_at, lead(started_at) over (order by day)) as seconds
  from started
),
final as (
  select
    day,
    started_at,
    is_working,
    coalesce(sum(is_working * seconds) over (order by day rows between unbounded preceding and 1 preceding), 0) as seconds_before
  from judged
)
select * from final`;
}
