-- All labelled observations by stage at as-of and lead fold: what every pattern is set beside.
create or replace table steps.base_counts as
with
final as (
  select stage_no, is_test, fold, count(*) as n, sum(label) as conversions
  from steps.labelled
  group by stage_no, is_test, fold
)
select * from final;
