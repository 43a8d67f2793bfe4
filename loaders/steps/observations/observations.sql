-- Each moment with its stage and its label. A lead's stage is the one it last entered before the moment; else, seen on its entry,
-- the one it entered then; else that in which leads without an entry stand (`unentered_no`); null where it stood in none.
-- A window of follow-up that reaches past the data's end leaves the label unknown (null) for everyone, also for those decided
-- early in it: keeping only these would keep the quick ones. Where all are decided (`followed_until` is later than the window
-- asks for), it is known.
create or replace table steps.observations as
with
stages_before as (
  select
    moments.lead_no,
    moments.as_of,
    stage_visits.stage_no,
    row_number() over (
      partition by moments.lead_no, moments.as_of
      order by stage_visits.entered_at desc, stage_visits.stage_no desc
    ) as recency
  from steps.moments
  join stage_visits on stage_visits.lead_no = moments.lead_no and stage_visits.entered_at < moments.as_of
),
stages_on_entry as (
  select moments.lead_no, moments.as_of, min(stage_visits.stage_no) as stage_no
  from steps.moments
  join steps.targets on targets.lead_no = moments.lead_no
  join stage_visits on stage_visits.lead_no = moments.lead_no and stage_visits.entered_at = targets.observed_at
  cross join steps.settings
  where settings.design = 'entry' and moments.as_of = targets.observed_at and stage_visits.stage_no >= settings.stage_no
  group by moments.lead_no, moments.as_of
),
timed as (
  select
    moments.lead_no,
    moments.as_of,
    moments.period,
    coalesce(
      stages_before.stage_no,
      stages_on_entry.stage_no,
      case when moments.as_of is not null then settings.unentered_no end
    ) as stage_no,
    case
      when settings.design = 'decision' then
        case
          when targets.target_at is not null then 1
          when targets.lost_at is not null then 0
          when moments.as_of <= settings.as_of then 0
        end
      when settings.design = 'static' then
        case
          when targets.is_reached then 1
          when ends.outcome = 'lost' then 0
        end
      when moments.as_of <= settings.followed_until then
        case when targets.target_at < moments.as_of + settings.horizon_days * interval '1' day then 1 else 0 end
    end as label
  from steps.moments
  join steps.ends on ends.lead_no = moments.lead_no
  join steps.targets on targets.lead_no = moments.lead_no
  cross join steps.settings
  left join stages_before
    on stages_before.lead_no = moments.lead_no and stages_before.as_of = moments.as_of and stages_before.recency = 1
  left join stages_on_entry
    on stages_on_entry.lead_no = moments.lead_no and stages_on_entry.as_of = moments.as_of
),
final as (
  select
    row_number() over (order by timed.as_of, timed.lead_no) as obs_no,
    timed.*,
    leads.fold
  from timed
  join leads on leads.lead_no = timed.lead_no
)
select * from final;
