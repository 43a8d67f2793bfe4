-- Leads that ever moved back, by the stages they moved between (to_no null: anywhere) and by outcome. A lead that did so
-- several times between the same two stages counts once.
create or replace table results.paths_back as
with
moves as (
  select distinct lead_no, previous_no as from_no, stage_no as to_no
  from steps.paths_turns
  where stage_no < previous_no
),
movers as (
  select distinct lead_no, from_no
  from moves
),
both_kinds as (
  select lead_no, from_no, to_no from moves
  union all
  select lead_no, from_no, cast(null as integer) from movers
),
final as (
  select both_kinds.from_no, both_kinds.to_no, ends.outcome, count(*) as n
  from both_kinds
  join steps.ends on ends.lead_no = both_kinds.lead_no
  group by both_kinds.from_no, both_kinds.to_no, ends.outcome
)
select * from final;
