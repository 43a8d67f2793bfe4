-- Leads by stage and by how their stay there ended; `went_past` are those recorded beyond it or won.
create or replace table results.funnel_flows as
with
final as (
  select
    stage_no,
    count(*) as entered,
    sum(case when fate = 'advanced' then 1 else 0 end) as advanced,
    sum(case when fate = 'lost' then 1 else 0 end) as lost,
    sum(case when fate = 'moved_back' then 1 else 0 end) as moved_back,
    sum(case when fate = 'dormant' then 1 else 0 end) as dormant,
    sum(case when fate = 'gone' then 1 else 0 end) as gone,
    sum(case when fate = 'between' then 1 else 0 end) as between_stages,
    sum(case when fate = 'waiting' then 1 else 0 end) as waiting,
    sum(case when outcome = 'won' or furthest_no > stage_no then 1 else 0 end) as went_past
  from steps.funnel_stays
  group by stage_no
)
select * from final;
