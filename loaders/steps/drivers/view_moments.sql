-- The leads of `view_entries` with the stage they stood in (null: in none yet) and two labels: whether they went on to a later stage or were won
-- within the outcome window, and whether they were won. Unknown (null) where the window reaches past the data's end. At the
-- decision there is no next stage. Who had moved on before a delayed look at the entry is not there any more.
create or replace table steps.view_moments as
with
numbered as (
  select *, row_number() over (order by design, as_of, lead_no, stage_no) as look_no from steps.view_entries
),
stages_before as (
  select
    numbered.look_no,
    stage_visits.stage_no,
    row_number() over (
      partition by numbered.look_no
      order by stage_visits.entered_at desc, stage_visits.stage_no desc
    ) as recency
  from numbered
  join stage_visits on stage_visits.lead_no = numbered.lead_no and stage_visits.entered_at < numbered.as_of
  where numbered.stage_no is null
),
placed as (
  select
    numbered.*,
    coalesce(numbered.stage_no, stages_before.stage_no, view_settings.unentered_no) as stage_at
  from numbered
  cross join steps.view_settings
  left join stages_before on stages_before.look_no = numbered.look_no and stages_before.recency = 1
),
onwards as (
  select placed.look_no, min(stage_visits.entered_at) as next_at
  from placed
  join stage_visits
    on stage_visits.lead_no = placed.lead_no
    and stage_visits.stage_no > coalesce(placed.stage_at, -1)
    and stage_visits.entered_at >= placed.since
  group by placed.look_no
),
followed as (
  select
    placed.*,
    onwards.next_at,
    placed.as_of + view_settings.horizon_days * interval '1' day as until_at,
    placed.as_of <= view_settings.followed_until as is_followed,
    view_settings.as_of as data_end
  from placed
  cross join steps.view_settings
  left join onwards on onwards.look_no = placed.look_no
  where onwards.next_at is null or onwards.next_at >= placed.as_of
),
final as (
  select
    design,
    lead_no,
    as_of,
    period,
    stage_at as stage_no,
    case when design <> 'decision' and is_followed then case when next_at < until_at or won_at < until_at then 1 else 0 end end as next,
    case
      when design <> 'decision' then case when is_followed then case when won_at < until_at then 1 else 0 end end
      when won_at is not null then 1
      when lost_at is not null or as_of <= data_end then 0
    end as won
  from followed
)
select * from final;
