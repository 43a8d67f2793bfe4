-- One row for each snapshot date and lead that was under observation and undecided on that date.
-- Winners without a date may have been decided by then: they are counted, not observed.
create or replace table steps.moments as
with
final as (
  select
    targets.lead_no,
    snapshot_dates.as_of,
    snapshot_dates.period
  from steps.snapshot_dates
  join steps.targets
    on targets.observed_at < snapshot_dates.as_of
    and not targets.is_undated
    and (targets.target_at is null or targets.target_at >= snapshot_dates.as_of)
    and (targets.lost_at is null or targets.lost_at >= snapshot_dates.as_of)
)
select * from final;
