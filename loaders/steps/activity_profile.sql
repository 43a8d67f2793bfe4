-- Activities by week before as-of (week 1 is the last), of observations that converted and that did not.
create or replace table results.activity_profile as
with
weekly as (
  select
    cast(floor(date_diff('second', activities.occurred_at, labelled.as_of) / 604800.0) as integer) + 1 as week,
    labelled.label
  from steps.labelled
  join activities on activities.lead_no = labelled.lead_no and activities.occurred_at < labelled.as_of
),
final as (
  select week, label, count(*) as activities
  from weekly
  where week <= 12
  group by week, label
)
select * from final;
