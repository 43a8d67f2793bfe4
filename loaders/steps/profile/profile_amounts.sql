-- Amounts of won leads in ascending order, in at most 20,000 groups of about equal size: one lead each where there are no more.
create or replace table steps.profile_amounts as
with
paid as (
  select amount, ntile(20000) over (order by amount) as tile
  from steps.profile_leads
  where amount is not null
),
final as (
  select tile, count(*) as n, sum(amount) as amount
  from paid
  group by tile
)
select * from final;
