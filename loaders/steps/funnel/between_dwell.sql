-- How long leads that left a stage were between stages afterwards, of first stays, to the hour: until they entered another stage or
-- were decided, by how that was; `waiting` ones still are at the data's end.
create or replace table results.between_dwell as
with
measured as (
  select stage_no, fate, date_diff('second', until_at, resumed_at) as seconds
  from steps.stage_stays
  where visit_no = 1 and resumed_at is not null
),
final as (
  select
    stage_no,
    floor(seconds / 3600.0) / 24.0 as days,
    sum(case when fate = 'advanced' then 1 else 0 end) as advanced,
    sum(case when fate = 'lost' then 1 else 0 end) as lost,
    sum(case when fate = 'moved_back' then 1 else 0 end) as moved_back,
    sum(case when fate = 'gone' then 1 else 0 end) as waiting
  from measured
  group by 1, 2
)
select * from final;
