-- Leads in each stage at the end of each month of the project's zone; the last month ends where the data do. Stays whose
-- start or end is unknown are in no month.
create or replace table results.stage_stock as
with
placed as (
  select stage_no, fate, entered_on, until_on
  from steps.stage_stays
  where until_at >= entered_at
),
span as (
  select date_trunc('month', min(entered_on)) as first_month, date_trunc('month', max(until_on)) as last_month
  from placed
),
months as (
  select cast(unnest(generate_series(cast(first_month as timestamp), cast(last_month as timestamp), interval '1 month')) as date) as month
  from span
),
stages as (
  select distinct stage_no
  from placed
),
changes as (
  select stage_no, cast(date_trunc('month', entered_on) as date) as month, 1 as change
  from placed
  union all
  select stage_no, cast(date_trunc('month', until_on) as date) as month, -1 as change
  from placed
  where fate <> 'waiting'
),
monthly as (
  select stage_no, month, sum(change) as change
  from changes
  group by stage_no, month
),
final as (
  select
    stages.stage_no,
    strftime(months.month, '%Y-%m') as month,
    cast(sum(coalesce(monthly.change, 0)) over (partition by stages.stage_no order by months.month) as integer) as n
  from stages
  cross join months
  left join monthly on monthly.stage_no = stages.stage_no and monthly.month = months.month
)
select * from final;
