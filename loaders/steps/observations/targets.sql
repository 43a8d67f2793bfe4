-- When each lead came under observation, reached the target, was lost. A lead enters by its first visit to the observed
-- stage or a later one; where that is the first stage (or there are none), its creation counts as well, and its first activity
-- where neither has a time. Who reached the target at an unknown time is `is_undated`: no timed design can label such leads.
create or replace table steps.targets as
with
stage_times as (
  select
    stage_visits.lead_no,
    min(case when stage_visits.stage_no >= settings.stage_no then stage_visits.entered_at end) as observed_at,
    min(case when stage_visits.stage_no >= settings.target_no then stage_visits.entered_at end) as target_stage_at,
    coalesce(bool_or(stage_visits.stage_no >= settings.target_no), false) as is_in_target
  from stage_visits
  cross join steps.settings
  where stage_visits.entered_at is null or stage_visits.entered_at <= settings.as_of
  group by stage_visits.lead_no
),
reached as (
  select
    leads.lead_no,
    case
      when settings.stage_no > 0 then stage_times.observed_at
      else coalesce(
        least(coalesce(leads.created_at, stage_times.observed_at), coalesce(stage_times.observed_at, leads.created_at)),
        ends.first_activity_at
      )
    end as observed_at,
    ends.outcome = 'won' or coalesce(stage_times.is_in_target, false) as is_reached,
    case
      when settings.target_no is null or stage_times.target_stage_at is null
        then case when ends.outcome = 'won' then ends.decided_at end
      else least(stage_times.target_stage_at, coalesce(case when ends.outcome = 'won' then ends.decided_at end, stage_times.target_stage_at))
    end as target_at,
    case when ends.outcome = 'lost' then ends.decided_at end as lost_at
  from leads
  join steps.ends on ends.lead_no = leads.lead_no
  cross join steps.settings
  left join stage_times on stage_times.lead_no = leads.lead_no
),
final as (
  select
    lead_no,
    observed_at,
    target_at,
    is_reached,
    is_reached and target_at is null as is_undated,
    case when target_at is null or lost_at < target_at then lost_at end as lost_at
  from reached
)
select * from final;
