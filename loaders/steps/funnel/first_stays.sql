-- Each lead's first stay in each stage it entered, where its length is known: whole seconds, in all and on working days.
create or replace table steps.first_stays as
with
measured as (
  select
    stays.stage_no,
    stays.fate,
    date_diff('millisecond', stays.entered_at, stays.until_at) as length_ms,
    1000 * (end_day.seconds_before - first_day.seconds_before)
      + end_day.is_working * date_diff('millisecond', end_day.started_at, stays.until_at)
      - first_day.is_working * date_diff('millisecond', first_day.started_at, stays.entered_at) as working_ms
  from steps.stage_stays as stays
  join steps.working_days as first_day on first_day.day = stays.entered_on
  join steps.working_days as end_day on end_day.day = stays.until_on
  where stays.visit_no = 1 and stays.until_at >= stays.entered_at
),
final as (
  select stage_no, fate, floor(length_ms / 1000.0) as seconds, floor(working_ms / 1000.0) as working_seconds
  from measured
)
select * from final;
