-- First stays by stage: how many there are, why some have no length, how many last no time, and how many leads came again.
create or replace table results.stay_quality as
with
final as (
  select
    stage_no,
    sum(case when visit_no = 1 then 1 else 0 end) as entered,
    sum(case when visit_no = 1 and entered_at is null then 1 else 0 end) as no_start,
    sum(case when visit_no = 1 and entered_at is not null and until_at is null then 1 else 0 end) as no_end,
    sum(case when visit_no = 1 and until_at < entered_at then 1 else 0 end) as backwards,
    sum(case when visit_no = 1 and until_at = entered_at and fate <> 'waiting' then 1 else 0 end) as at_once,
    sum(case when visit_no = 2 then 1 else 0 end) as came_again
  from steps.stage_stays
  group by stage_no
)
select * from final;
