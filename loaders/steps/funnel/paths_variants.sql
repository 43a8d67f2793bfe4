-- The 15 commonest paths, and all others together (path null): leads by outcome and whole hours (with very many leads: days)
-- from the first dated entry to the decision (null: undecided, or undated). A path is the numbers of its stages, at most ten turns;
-- going to and fro between the same two stages is told once.
create or replace table results.paths_variants as
with
loopers as (
  select distinct lead_no
  from steps.paths_turns
  where is_return = 1
),
runs as (
  select
    turns.lead_no,
    turns.stage_no,
    turns.turn,
    turns.is_return,
    sum(1 - turns.is_return) over (partition by turns.lead_no order by turns.turn) as run_no
  from steps.paths_turns as turns
  join loopers on loopers.lead_no = turns.lead_no
),
returns as (
  select
    runs.*,
    sum(is_return) over (partition by lead_no, run_no order by turn) as return_no,
    sum(is_return) over (partition by lead_no, run_no) as n_returns
  from runs
),
told as (
  select lead_no, stage_no, row_number() over (partition by lead_no order by turn) as step
  from returns
  where return_no < 2 or (return_no = 2 and n_returns % 2 = 0)
  union all
  select turns.lead_no, turns.stage_no, turns.turn
  from steps.paths_turns as turns
  left join loopers on loopers.lead_no = turns.lead_no
  where loopers.lead_no is null
),
paths as (
  select
    lead_no,
    string_agg(case when step <= 10 then cast(stage_no as varchar) else '…' end, '>' order by step) as path
  from told
  where step <= 11
  group by lead_no
),
ranked as (
  select path, row_number() over (order by count(*) desc, path) as place
  from paths
  group by path
),
entered as (
  select lead_no, min(first_at) as first_at
  from steps.funnel_stays
  group by lead_no
),
grain as (
  select case when count(*) <= 100000 then 3600 else 86400 end as seconds
  from paths
),
final as (
  select
    case when ranked.place <= 15 then paths.path end as path,
    ends.outcome,
    case
      when ends.decided_at >= entered.first_at
        then floor(date_diff('second', entered.first_at, ends.decided_at) / grain.seconds) * grain.seconds / 86400.0
    end as days,
    count(*) as n
  from paths
  cross join grain
  join ranked on ranked.path = paths.path
  join steps.ends on ends.lead_no = paths.lead_no
  join entered on entered.lead_no = paths.lead_no
  group by 1, 2, 3
)
select * from final;
