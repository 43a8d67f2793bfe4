-- Decided leads that reached the observed stage, in a thousand groups of equal size (`tile`) by time from creation to
-- decision, the quickest first.
create or replace table steps.exposure_leads as
with
reached as (
  select stage_visits.lead_no, min(stage_visits.entered_at) as entered_at
  from stage_visits
  cross join steps.settings
  where stage_visits.stage_no >= coalesce(settings.stage_no, 0)
  group by stage_visits.lead_no
),
decided as (
  select
    ends.lead_no,
    ends.decided_at,
    case when ends.outcome = 'won' then 1 else 0 end as won,
    date_diff('second', coalesce(leads.created_at, reached.entered_at), ends.decided_at) as open_seconds
  from steps.ends
  join leads on leads.lead_no = ends.lead_no
  cross join steps.settings
  left join reached on reached.lead_no = ends.lead_no
  where ends.outcome <> 'open' and (coalesce(settings.stage_no, 0) = 0 or reached.lead_no is not null)
),
final as (
  select lead_no, decided_at, won, open_seconds, ntile(1000) over (order by open_seconds, lead_no) as tile
  from decided
  where open_seconds >= 0
)
select * from final;
