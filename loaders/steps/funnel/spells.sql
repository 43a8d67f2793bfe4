-- Each lead with how it ended, and the whole days from its creation (or first stage) to the decision or the data's end; null
-- where these times are unknown.
create or replace table steps.spells as
with
entered as (
  select lead_no, min(first_at) as first_at
  from steps.funnel_stays
  group by lead_no
),
timed as (
  select
    ends.lead_no,
    ends.outcome,
    case
      when ends.outcome = 'open' or ends.decided_at is not null
        then date_diff('second', coalesce(leads.created_at, entered.first_at), ends.ended_at)
    end as seconds
  from steps.ends
  join leads on leads.lead_no = ends.lead_no
  left join entered on entered.lead_no = ends.lead_no
),
final as (
  select lead_no, outcome, case when seconds >= 0 then cast(floor(seconds / 86400.0) as integer) end as days
  from timed
)
select * from final;
