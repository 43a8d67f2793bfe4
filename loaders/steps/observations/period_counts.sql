-- Observations by period: how many have a label, how many converted, how many are still unknown.
create or replace table results.period_counts as
with
final as (
  select
    period,
    min(as_of) as as_of,
    max(as_of) as last_as_of,
    count(label) as n,
    coalesce(sum(label), 0) as conversions,
    count(*) - count(label) as censored
  from steps.observations
  group by period
)
select * from final;
