-- Every action with a number: each activity, each topic of it, and `any` for all that leads (not sellers) did.
create or replace table steps.actions as
with
topics as (
  select activity, topic, min(case when actor = 'seller' then 1 else 0 end) as by_seller
  from activities
  where topic is not null
  group by activity, topic
),
every as (
  select activity, topic, by_seller from topics
  union all
  select activity, null, min(case when actor = 'seller' then 1 else 0 end) from activities group by activity
  union all
  select 'any', null, 0
),
final as (
  select
    cast(row_number() over (order by activity, topic) as integer) as action_no,
    activity,
    topic,
    by_seller
  from every
)
select * from final;
