-- One row for each snapshot date and lead that was under observation and undecided on that date.
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
    and (targets.target_at is null or targets.target_at >= snapshot_dates.as_of)
    and (targets.lost_at is null or targets.lost_at >= snapshot_dates.as_of)
)
select * from final;
