-- Days from coming under observation to the target (event 1), to the loss (2) or to the data's end (0), as
-- the first whole number of days within which it happened, as labels count; without leads that
-- reached the target at an unknown time.
create or replace table results.time_to_target as
with
spells as (
  select
    case when targets.target_at is not null then 1 when targets.lost_at is not null then 2 else 0 end as event,
    date_diff('second', targets.observed_at, coalesce(targets.target_at, targets.lost_at, settings.as_of)) / 86400.0 as days
  from steps.targets
  cross join steps.settings
  where targets.observed_at is not null and not targets.is_undated
),
final as (
  select cast(floor(days) + 1 as integer) as days, event, count(*) as n
  from spells
  where days >= 0
  group by 1, 2
)
select * from final;
