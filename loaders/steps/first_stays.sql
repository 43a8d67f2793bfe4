-- Each lead's first stay in each stage it entered, where its length is known: seconds, and seconds on working days.
create or replace table steps.first_stays as
with
final as (
  select
    stays.stage_no,
    stays.fate,
    date_diff('second', stays.entered_at, stays.until_at) as seconds,
    end_day.seconds_before + end_day.is_working * date_diff('second', end_day.started_at, stays.until_at)
      - first_day.seconds_before - first_day.is_working * date_diff('second', first_day.started_at, stays.entered_at)
      as working_seconds
  from steps.stage_stays as stays
  join steps.working_days as first_day on first_day.day = stays.entered_on
  join steps.working_days as end_day on end_day.day = stays.until_on
  where stays.visit_no = 1 and stays.until_at >= stays.entered_at
)
select * from final;
