-- How each lead's story ended, or where it stands at the data's end.
create or replace table steps.ends as
with
last_activities as (
  select lead_no, min(occurred_at) as first_activity_at, max(occurred_at) as last_activity_at
  from activities
  group by lead_no
),
final as (
  select
    leads.lead_no,
    coalesce(outcomes.outcome, 'open') as outcome,
    outcomes.decided_at,
    coalesce(outcomes.decided_at, settings.as_of) as ended_at,
    last_activities.first_activity_at,
    last_activities.last_activity_at
  from leads
  cross join steps.settings
  left join outcomes on outcomes.lead_no = leads.lead_no
  left join last_activities on last_activities.lead_no = leads.lead_no
)
select * from final;
