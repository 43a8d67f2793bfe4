-- Days from first entering a stage until moving on, being lost, or (undecided) the data's end. To the second for up to
-- 100,000 stays, to the hour above, so that the rows stay few.
create or replace table results.funnel_dwell as
with
timed as (
  select stage_no, fate, outcome, date_diff('second', first_at, until_at) as seconds
  from steps.funnel_stays
  where first_at is not null and until_at is not null
),
grain as (
  select case when count(*) <= 100000 then 1 else 3600 end as seconds
  from timed
),
final as (
  select
    timed.stage_no,
    floor(timed.seconds / grain.seconds) * grain.seconds / 86400.0 as days,
    sum(case when timed.fate = 'advanced' then 1 else 0 end) as advanced,
    sum(case when timed.fate <> 'advanced' and timed.outcome = 'lost' then 1 else 0 end) as lost,
    sum(case when timed.fate <> 'advanced' and timed.outcome = 'open' then 1 else 0 end) as waiting
  from timed
  cross join grain
  where timed.seconds >= 0
  group by 1, 2
)
select * from final;
