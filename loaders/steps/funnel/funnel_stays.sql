-- One row for each lead and each stage it entered: when it first entered, how its last stay there ended, when it moved on.
-- `until_at` is when the last stay ended or the data do; `on_at` when the lead first moved on, though it may have come back.
--   advanced   a later stage was entered after the last entry, or the lead was won
--   moved_back an earlier stage was entered after the last entry, and no later one
--   lost       the lead was lost, and was last here;  dormant, waiting  it is here, undecided, silent or not
--   gone, between  it left for no other stage, undecided, silent or not
-- A stay ends when the lead left, where that is known and comes before the next stage, the decision and the data's end.
-- Visits at one time count in stage order. A visit of unknown time counts as right after the last earlier stage.
create or replace table steps.funnel_stays as
with
visits as (
  select
    stage_visits.*,
    max(stage_visits.entered_at) over (partition by stage_visits.lead_no, stage_visits.stage_no) as latest_entry_at
  from stage_visits
  cross join steps.settings
  where stage_visits.entered_at is null or stage_visits.entered_at <= settings.as_of
),
entries as (
  select
    lead_no,
    stage_no,
    min(entered_at) as first_at,
    max(entered_at) as last_at,
    max(case when latest_entry_at is null or entered_at = latest_entry_at then left_at end) as left_at
  from visits
  group by lead_no, stage_no
),
placed as (
  select
    entries.*,
    max(last_at) over (
      partition by lead_no order by stage_no rows between unbounded preceding and current row
    ) as running_at
  from entries
),
ordered as (
  select
    placed.*,
    max(stage_no) over after_this as highest_after,
    max(stage_no) over (partition by lead_no) as furthest_no,
    max(last_at) over (partition by lead_no) as latest_at
  from placed
  window after_this as (
    partition by lead_no
    order by coalesce(last_at, running_at) nulls first, stage_no
    rows between 1 following and unbounded following
  )
),
moves as (
  select
    ordered.lead_no,
    ordered.stage_no,
    min(visits.entered_at) as on_at,
    min(case when visits.entered_at >= ordered.last_at then visits.entered_at end) as moved_at
  from ordered
  join visits on visits.lead_no = ordered.lead_no
  where visits.stage_no > ordered.stage_no and visits.entered_at >= ordered.first_at
  group by ordered.lead_no, ordered.stage_no
),
judged as (
  select
    ordered.*,
    ends.outcome,
    ends.ended_at,
    ends.decided_at,
    moves.on_at,
    moves.moved_at,
    coalesce(ordered.left_at <= settings.as_of, false) as has_left,
    coalesce(
      date_diff(
        'second',
        greatest(
          coalesce(ordered.latest_at, ends.last_activity_at, leads.created_at),
          coalesce(ends.last_activity_at, ordered.latest_at, leads.created_at),
          case when ordered.left_at <= settings.as_of then ordered.left_at end
        ),
        settings.as_of
      ) > settings.dormant_after_days * 86400,
      false
    ) as is_silent
  from ordered
  join steps.ends on ends.lead_no = ordered.lead_no
  join leads on leads.lead_no = ordered.lead_no
  cross join steps.settings
  left join moves on moves.lead_no = ordered.lead_no and moves.stage_no = ordered.stage_no
),
fated as (
  select
    judged.*,
    case
      when outcome = 'won' or highest_after > stage_no then 'advanced'
      when highest_after < stage_no then 'moved_back'
      when outcome = 'lost' then 'lost'
      when has_left and is_silent then 'gone'
      when has_left then 'between'
      when is_silent then 'dormant'
      else 'waiting'
    end as fate
  from judged
),
followed as (
  select
    fated.*,
    case
      when fate = 'advanced' and outcome = 'won' then coalesce(moved_at, decided_at, left_at)
      when fate = 'advanced' then coalesce(moved_at, left_at)
      else ended_at
    end as followed_to
  from fated
),
final as (
  select
    lead_no,
    stage_no,
    first_at,
    last_at,
    furthest_no,
    fate,
    outcome,
    case when has_left and fate <> 'moved_back' then least(followed_to, left_at) else followed_to end as until_at,
    case when fate = 'advanced' then coalesce(on_at, followed_to) else on_at end as on_at
  from followed
)
select * from final;
