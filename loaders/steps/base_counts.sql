-- All labelled observations by stage at as-of: what every pattern is set beside.
create or replace table results.base_counts as
with
final as (
  select stage_no, is_test, count(*) as n, sum(label) as conversions
  from steps.labelled
  group by stage_no, is_test
)
select * from final;
