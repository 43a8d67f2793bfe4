-- When the sampled leads are looked at, before it is known where they stand: on each snapshot date, on entering each stage
-- (and some days later; the first also by its creation, where it has an entry there or entries are not recorded), at the decision. `since` is when they came to the stage, where that is known already.
create or replace table steps.view_entries as
with
chosen as (
  select leads.lead_no, leads.created_at
  from leads
  cross join steps.view_settings
  where (cast(leads.lead_no as bigint) * 48271) % 2147483647 < view_settings.keep_below
),
entries as (
  select stage_visits.lead_no, stage_visits.stage_no, min(stage_visits.entered_at) as entered_at
  from stage_visits
  join chosen on chosen.lead_no = stage_visits.lead_no
  cross join steps.settings
  where stage_visits.entered_at <= settings.as_of
  group by stage_visits.lead_no, stage_visits.stage_no
),
firsts as (
  select lead_no, min(entered_at) as entered_at from entries group by lead_no
),
spans as (
  select
    chosen.lead_no,
    coalesce(
      least(coalesce(chosen.created_at, firsts.entered_at), coalesce(firsts.entered_at, chosen.created_at)),
      ends.first_activity_at
    ) as observed_at,
    ends.outcome = 'won' and ends.decided_at is null as is_undated,
    case when ends.outcome = 'won' then ends.decided_at end as won_at,
    case when ends.outcome = 'lost' then ends.decided_at end as lost_at,
    ends.last_activity_at
  from chosen
  join steps.ends on ends.lead_no = chosen.lead_no
  left join firsts on firsts.lead_no = chosen.lead_no
),
starts as (
  select lead_no, stage_no, entered_at
  from entries
  cross join steps.view_settings
  where stage_no > view_settings.first_stage
  union all
  select
    chosen.lead_no,
    view_settings.first_stage,
    coalesce(
      least(coalesce(chosen.created_at, entries.entered_at), coalesce(entries.entered_at, chosen.created_at)),
      ends.first_activity_at
    )
  from chosen
  join steps.ends on ends.lead_no = chosen.lead_no
  cross join steps.view_settings
  left join entries on entries.lead_no = chosen.lead_no and entries.stage_no = view_settings.first_stage
  where entries.lead_no is not null or view_settings.unentered_no is not distinct from view_settings.first_stage
),
looks as (
  select 'snapshot' as design, spans.lead_no, view_dates.as_of, view_dates.period, cast(null as integer) as stage_no, view_dates.as_of as since
  from spans
  join steps.view_dates on spans.observed_at < view_dates.as_of
  union all
  select 'entry', lead_no, entered_at + view_settings.delay_days * interval '1' day, null, stage_no, entered_at
  from starts
  cross join steps.view_settings
  where view_settings.horizon_days is not null
  union all
  select
    'decision', lead_no,
    coalesce(won_at, lost_at, coalesce(last_activity_at, observed_at) + view_settings.dormant_after_days * interval '1' day),
    null, null, null
  from spans
  cross join steps.view_settings
),
final as (
  select
    looks.design,
    looks.lead_no,
    looks.as_of,
    coalesce(looks.period, substr(cast(looks.as_of as varchar), 1, 7)) as period,
    looks.stage_no,
    coalesce(looks.since, looks.as_of) as since,
    spans.won_at,
    spans.lost_at
  from looks
  join spans on spans.lead_no = looks.lead_no
  where looks.as_of is not null
    and spans.observed_at is not null
    and not spans.is_undated
    and (looks.design = 'decision' or coalesce(spans.won_at, spans.lost_at) is null or coalesce(spans.won_at, spans.lost_at) >= looks.as_of)
)
select * from final;
