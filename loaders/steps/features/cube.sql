-- Observations grouped by which rules hold on them: what fit, points and validation work on. No lead is in it.
create or replace table results.cube as
with
periods as (
  select period, row_number() over (order by period) - 1 as position
  from results.period_counts
),
final as (
  select
    masks.mask % 4294967296 as mask_low,
    cast((masks.mask - masks.mask % 4294967296) / 4294967296 as bigint) as mask_high,
    labelled.fold,
    periods.position as period,
    count(*) as n,
    sum(labelled.label) as conversions
  from steps.masks
  join steps.labelled on labelled.obs_no = masks.obs_no
  join periods on periods.period = labelled.period
  group by 1, 2, 3, 4
)
select * from final
order by period, fold, mask_high, mask_low;
