-- One row for each lead that was still undecided some days after it came under observation.
-- Winners without a date may have been decided by then: they are counted, not observed.
create or replace table steps.moments as
with
entries as (
  select
    targets.lead_no,
    targets.observed_at + settings.delay_days * interval '1' day as as_of,
    targets.target_at,
    targets.lost_at
  from steps.targets
  cross join steps.settings
  where targets.observed_at is not null and not targets.is_undated
),
final as (
  select lead_no, as_of, substr(cast(as_of as varchar), 1, 7) as period
  from entries
  where (target_at is null or target_at >= as_of) and (lost_at is null or lost_at >= as_of)
)
select * from final;
