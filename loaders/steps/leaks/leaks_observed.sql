-- One labelled observation of a lead, at a place that differs from lead to lead; up to about 5,000 that converted, and as many
-- that did not.
create or replace table steps.leaks_observed as
with
numbered as (
  select
    obs_no,
    lead_no,
    label,
    row_number() over (partition by lead_no order by as_of, obs_no) as nth,
    count(*) over (partition by lead_no) as n
  from steps.labelled
),
one_each as (
  select
    obs_no,
    lead_no,
    label,
    row_number() over (partition by label order by lead_no) as position,
    count(*) over (partition by label) as n
  from numbered
  where nth = 1 + mod(lead_no, n)
),
final as (
  select obs_no, lead_no, label
  from one_each
  where mod(position, cast(ceil(n / 5000.0) as integer)) = 0
)
select * from final;
