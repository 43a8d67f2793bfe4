-- The stages of each lead in the order of entry, a row a turn: entries into the stage it is in already are left out.
-- Visits at one time, and of unknown time, stand as in `funnel_stays`. A return is to the stage of the turn before the last.
create or replace table steps.paths_turns as
with
visits as (
  select
    lead_no,
    stage_no,
    entered_at,
    max(entered_at) over (partition by lead_no, stage_no) as last_at,
    max(entered_at) over (
      partition by lead_no order by stage_no range between unbounded preceding and current row
    ) as running_at
  from stage_visits
  where entered_at is null or entered_at <= (select as_of from steps.settings)
),
placed as (
  select
    lead_no,
    stage_no,
    lag(stage_no) over in_time as previous_no,
    row_number() over in_time as place
  from visits
  where entered_at is not null or last_at is null
  window in_time as (
    partition by lead_no order by coalesce(entered_at, running_at) nulls first, stage_no
  )
),
final as (
  select
    lead_no,
    stage_no,
    previous_no,
    row_number() over in_order as turn,
    case when lag(stage_no, 2) over in_order = stage_no then 1 else 0 end as is_return
  from placed
  where previous_no is null or previous_no <> stage_no
  window in_order as (partition by lead_no order by place)
)
select * from final;
