-- One row for each lead, at its decision; one never decided is taken when its silence had lasted the dormancy.
-- Winners without a date have none: they are counted, not observed.
create or replace table steps.moments as
with
ends as (
  select
    targets.lead_no,
    coalesce(
      targets.target_at,
      targets.lost_at,
      coalesce(ends.last_activity_at, targets.observed_at) + settings.dormant_after_days * interval '1' day
    ) as as_of
  from steps.targets
  join steps.ends on ends.lead_no = targets.lead_no
  cross join steps.settings
  where targets.observed_at is not null and not targets.is_undated
),
final as (
  select lead_no, as_of, substr(cast(as_of as varchar), 1, 7) as period from ends
)
select * from final;
