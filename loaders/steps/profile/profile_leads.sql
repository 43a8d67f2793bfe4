-- The spell of each lead, and what it paid if it was won.
create or replace table steps.profile_leads as
with
final as (
  select
    spells.lead_no,
    spells.outcome,
    spells.days,
    cast(case when spells.outcome = 'won' then outcomes.amount end as double) as amount
  from steps.spells
  left join outcomes on outcomes.lead_no = spells.lead_no
)
select * from final;
