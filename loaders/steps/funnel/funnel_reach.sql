-- All leads by the furthest stage they were recorded in (null: none) and by outcome.
create or replace table results.funnel_reach as
with
furthest as (
  select lead_no, max(furthest_no) as furthest_no
  from steps.funnel_stays
  group by lead_no
),
final as (
  select furthest.furthest_no, ends.outcome, count(*) as n
  from steps.ends
  left join furthest on furthest.lead_no = ends.lead_no
  group by furthest.furthest_no, ends.outcome
)
select * from final;
