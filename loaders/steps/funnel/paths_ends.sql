-- Leads that entered each stage, by outcome; `beyond` of them were recorded in a later stage, too.
create or replace table results.paths_ends as
with
final as (
  select
    stage_no,
    outcome,
    count(*) as n,
    sum(case when furthest_no > stage_no then 1 else 0 end) as beyond
  from steps.funnel_stays
  group by stage_no, outcome
)
select * from final;
