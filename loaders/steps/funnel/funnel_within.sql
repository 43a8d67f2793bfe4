-- How long leads took from their first entry into a stage until they first moved on, or have been followed since, to the hour; with
-- stage_no null the same of all leads, from creation until they were won. Times that are unknown are not here.
create or replace table results.funnel_within as
with
timed as (
  select
    stays.stage_no,
    date_diff('second', stays.first_at, case when stays.on_at <= settings.as_of then stays.on_at else settings.as_of end) as seconds,
    case when stays.on_at <= settings.as_of then 1 else 0 end as moved
  from steps.funnel_stays as stays
  cross join steps.settings
  where stays.first_at is not null and (stays.fate <> 'advanced' or stays.on_at is not null)
  union all
  select cast(null as integer), days * 86400, case when outcome = 'won' then 1 else 0 end
  from steps.spells
  where days is not null
),
final as (
  select
    stage_no,
    floor(seconds / 3600.0) / 24.0 as days,
    sum(moved) as advanced,
    0 as lost,
    sum(1 - moved) as waiting
  from timed
  where seconds >= 0
  group by 1, 2
)
select * from final;
