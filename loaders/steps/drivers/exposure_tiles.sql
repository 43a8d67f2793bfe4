-- Groups of decided leads by time open: see `exposure_leads`.
create or replace table results.exposure_tiles as
with
final as (
  select tile, count(*) as n, sum(won) as won, avg(open_seconds) / 86400.0 as open_days
  from steps.exposure_leads
  group by tile
)
select * from final;
