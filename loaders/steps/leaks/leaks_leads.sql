-- A row a lead: one of two dozen groups of leads created one after another (`cohort`), whether it was open longer than most of
-- its cohort and outcome, and the furthest stage it came to. What is not known is null.
create or replace table steps.leaks_leads as
with
furthest as (
  select lead_no, max(stage_no) as stage_no
  from stage_visits
  group by lead_no
),
created as (
  select lead_no, ntile(24) over (order by created_at, lead_no) as cohort
  from leads
  where created_at is not null
),
timed as (
  select
    ends.lead_no,
    row_number() over (
      partition by created.cohort, ends.outcome
      order by date_diff('second', leads.created_at, ends.decided_at), ends.lead_no
    ) as position,
    count(*) over (partition by created.cohort, ends.outcome) as n
  from steps.ends
  join created on created.lead_no = ends.lead_no
  join leads on leads.lead_no = ends.lead_no
  where ends.decided_at is not null
),
final as (
  select
    ends.lead_no,
    ends.outcome,
    created.cohort,
    case when 2 * timed.position > timed.n then 1 when timed.n is not null then 0 end as is_slow,
    furthest.stage_no
  from steps.ends
  left join created on created.lead_no = ends.lead_no
  left join timed on timed.lead_no = ends.lead_no
  left join furthest on furthest.lead_no = ends.lead_no
)
select * from final;
