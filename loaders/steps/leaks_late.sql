-- Activities of decided leads by action, and how many are recorded at the decision or after it.
create or replace table results.leaks_late as
with
final as (
  select
    activities.activity,
    count(*) as n,
    sum(case when activities.occurred_at >= ends.decided_at then 1 else 0 end) as late
  from activities
  join steps.ends on ends.lead_no = activities.lead_no
  where ends.decided_at is not null and activities.occurred_at is not null
  group by activities.activity
)
select * from final;
