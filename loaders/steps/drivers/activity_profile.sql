-- Activities by week before as-of (week 1 is the last), of observations that converted and that did not, in the weeks for all
-- of which the lead was known; and how many observations are known for how many weeks.
create or replace table results.activity_profile as
with
known as (
  select lead_no, as_of, as_of - weeks * interval '7' day as since_at, weeks, label, fold
  from steps.profile_known
  where weeks > 0
),
weekly as (
  select
    cast(floor(date_diff('second', activities.occurred_at, known.as_of) / 604800.0) as integer) + 1 as week,
    known.weeks,
    known.label,
    known.fold
  from known
  join activities
    on activities.lead_no = known.lead_no
    and activities.occurred_at < known.as_of
    and activities.occurred_at > known.since_at
),
final as (
  select week, label, fold, count(*) as activities
  from weekly
  where week <= weeks
  group by week, label, fold
)
select * from final;
create or replace table results.profile_weeks as
with
final as (
  select weeks, label, fold, count(*) as n
  from steps.profile_known
  group by weeks, label, fold
)
select * from final;
