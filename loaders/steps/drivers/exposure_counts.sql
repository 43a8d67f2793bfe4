-- For each action, how often it was done before the decision (6 stands for 6 or more), by group of time open. Leads that
-- never did it are not here: they are the rest of `results.exposure_tiles`.
create or replace table results.exposure_counts as
with
times as (
  select activities.activity, activities.lead_no, count(*) as times
  from activities
  join steps.exposure_leads on exposure_leads.lead_no = activities.lead_no
  where activities.occurred_at < exposure_leads.decided_at
  group by activities.activity, activities.lead_no
),
final as (
  select
    times.activity,
    case when times.times > 6 then 6 else times.times end as times,
    exposure_leads.tile,
    count(*) as n,
    sum(exposure_leads.won) as won
  from times
  join steps.exposure_leads on exposure_leads.lead_no = times.lead_no
  group by 1, 2, 3
)
select * from final;
