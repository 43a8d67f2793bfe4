-- Dated activities by action: how many a seller did; of decided leads, how many are recorded at the decision or after it.
create or replace table results.leaks_actions as
with
final as (
  select
    activities.activity,
    count(*) as n,
    sum(case when activities.actor = 'seller' then 1 else 0 end) as by_seller,
    sum(case when ends.decided_at is not null then 1 else 0 end) as on_decided,
    sum(case when activities.occurred_at >= ends.decided_at then 1 else 0 end) as late
  from activities
  join steps.ends on ends.lead_no = activities.lead_no
  where activities.occurred_at is not null
  group by activities.activity
)
select * from final;
