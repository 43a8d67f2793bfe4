-- How each lead's story ended, or where it stands at the data's end: what comes later is not known yet.
create or replace table steps.ends as
with
last_activities as (
  select lead_no, min(occurred_at) as first_activity_at, max(occurred_at) as last_activity_at
  from activities
  cross join steps.settings
  where occurred_at <= settings.as_of
  group by lead_no
),
decided as (
  select outcomes.lead_no, outcomes.outcome, outcomes.decided_at
  from outcomes
  cross join steps.settings
  where outcomes.decided_at is null or outcomes.decided_at <= settings.as_of
),
final as (
  select
    leads.lead_no,
    coalesce(decided.outcome, 'open') as outcome,
    decided.decided_at,
    coalesce(decided.decided_at, settings.as_of) as ended_at,
    last_activities.first_activity_at,
    last_activities.last_activity_at
  from leads
  cross join steps.settings
  left join decided on decided.lead_no = leads.lead_no
  left join last_activities on last_activities.lead_no = leads.lead_no
)
select * from final;
