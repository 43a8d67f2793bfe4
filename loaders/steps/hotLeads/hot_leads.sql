-- Leads that are open at the data's end, and whether the card speaks of them: it was learned from leads under observation
-- that had not reached the target ('scored'). Rules see the stage each stood in strictly before the moment, now and 30 days
-- before, as they do everywhere; `here_stage_no` is where it stands, entered at the data's very end too, and for how long: null
-- where it is known to have left. Who entered no stage stands where leads without an entry do (`unentered_no`), else in none.
create or replace table steps.hot_leads as
with
open_leads as (
  select
    ends.lead_no,
    case when settings.design <> 'static' then settings.as_of end as as_of,
    case when settings.design <> 'static' then settings.as_of - interval '30' day end as then_at,
    targets.observed_at,
    case when settings.design <> 'static' then settings.unentered_no end as unentered_no,
    case
      when settings.design = 'static' then 'scored'
      when targets.target_at <= settings.as_of then 'reached'
      when targets.observed_at < settings.as_of then 'scored'
      else 'not yet'
    end as state
  from steps.ends
  join steps.targets on targets.lead_no = ends.lead_no
  cross join steps.settings
  where ends.outcome = 'open' or (settings.design <> 'static' and ends.decided_at > settings.as_of)
),
moments as (
  select lead_no, 'now' as moment, as_of as before from open_leads
  union all
  select lead_no, 'then' as moment, then_at as before from open_leads
),
here as (
  select stays.lead_no, stays.stage_no, stays.entered_at
  from steps.stage_stays as stays
  where stays.fate = 'waiting'
),
stages as (
  select
    moments.lead_no,
    moments.moment,
    stage_visits.stage_no,
    case when coalesce(stage_visits.left_at >= moments.before, true) then stage_visits.entered_at end as entered_at,
    row_number() over (
      partition by moments.lead_no, moments.moment order by stage_visits.entered_at desc, stage_visits.stage_no desc
    ) as recency
  from moments
  join stage_visits on stage_visits.lead_no = moments.lead_no and stage_visits.entered_at < moments.before
),
final as (
  select
    open_leads.lead_no,
    open_leads.lead_no as obs_no,
    open_leads.state,
    open_leads.as_of,
    coalesce(stages_now.stage_no, open_leads.unentered_no) as stage_no,
    coalesce(stages_then.stage_no, open_leads.unentered_no) as then_stage_no,
    coalesce(here.stage_no, open_leads.unentered_no) as here_stage_no,
    date_diff('second', here.entered_at, open_leads.as_of) as stage_seconds,
    coalesce(open_leads.observed_at < open_leads.then_at, false) as is_known_then
  from open_leads
  left join here on here.lead_no = open_leads.lead_no
  left join stages as stages_now
    on stages_now.lead_no = open_leads.lead_no and stages_now.moment = 'now' and stages_now.recency = 1
  left join stages as stages_then
    on stages_then.lead_no = open_leads.lead_no and stages_then.moment = 'then' and stages_then.recency = 1
)
select * from final;
