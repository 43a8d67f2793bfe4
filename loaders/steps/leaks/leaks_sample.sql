-- Up to about 5,000 won, lost and open leads each, evenly over the lead numbers: enough to measure an AUC to the second decimal.
create or replace table steps.leaks_sample as
with
numbered as (
  select
    lead_no,
    outcome,
    row_number() over (partition by outcome order by lead_no) as position,
    count(*) over (partition by outcome) as n
  from steps.ends
),
final as (
  select lead_no, outcome
  from numbered
  where mod(position, cast(ceil(n / 5000.0) as integer)) = 0
)
select * from final;
