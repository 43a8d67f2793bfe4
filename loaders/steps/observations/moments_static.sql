-- One row for each lead, without a time: an export that shows leads as they are now.
create or replace table steps.moments as
with
final as (
  select lead_no, cast(null as timestamp) as as_of, 'all' as period from leads
)
select * from final;
