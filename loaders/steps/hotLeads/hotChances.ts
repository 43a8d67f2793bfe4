/** Days from which a lead counts as "as long there": past leads are looked at when they had been there for so long, too. */
const waits = [0, 1, 2, 4, 7, 14, 30, 60, 90, 180, 365] as const;

/** SQL for the number of days out of `waits` that a number of seconds has reached; null where it is not known. */
export const waitOf = (seconds: string): string =>
  `case ${[...waits]
    .reverse()
    .map((days) => `when ${seconds} >= ${days * 86400} then ${days}`)
    .join(" ")} end`;

/**
 * SQL of the steps `hot_past_waits` and `hot_last_moves`.
 *
 * `hot_past_waits`: of past leads by stage and days waited there, how many were followed for the whole outcome window from that
 * day on (`n`), and how many of these reached the target in it (`converted`). Who left on the very day had waited for it; who
 * left at once had not waited. Leads not followed for so long (open ones, and those decided lately) are left out, so that
 * quick decisions are not kept alone. First stays only: each lead once.
 *
 * `hot_last_moves`: of first stays that ended in the target or a later stage, how many there are (`n_moved`), and the days by
 * which 99 of 100 had (`last_days`).
 */
export const hotWaitsSql = `create or replace table steps.hot_past_waits as
with
waits as (
  select days from (values ${waits.map((days) => `(${days})`).join(", ")}) as numbered (days)
),
reached as (
  select
    stays.lead_no, stays.stage_no, waits.days as wait_days, targets.target_at,
    stays.entered_at + waits.days * interval '1' day as from_at,
    stays.entered_at + (waits.days + settings.horizon_days) * interval '1' day as to_at
  from steps.stage_stays as stays
  join steps.targets on targets.lead_no = stays.lead_no
  cross join steps.settings
  join waits on stays.until_at >= stays.entered_at + waits.days * interval '1' day
  where stays.visit_no = 1 and stays.until_at > stays.entered_at
    and stays.entered_at + (waits.days + settings.horizon_days) * interval '1' day <= settings.as_of
),
final as (
  select
    stage_no, wait_days, count(*) as n,
    sum(case when target_at < to_at then 1 else 0 end) as converted
  from reached
  where target_at is null or target_at >= from_at
  group by stage_no, wait_days
)
select * from final;
create or replace table steps.hot_last_moves as
with
moved as (
  select
    stays.stage_no,
    date_diff('second', stays.entered_at, stays.until_at) / 86400.0 as days,
    row_number() over (partition by stays.stage_no order by date_diff('second', stays.entered_at, stays.until_at), stays.lead_no) as place,
    count(*) over (partition by stays.stage_no) as n_moved
  from steps.stage_stays as stays
  where stays.visit_no = 1 and stays.fate = 'advanced' and stays.until_at > stays.entered_at
),
final as (
  select stage_no, max(n_moved) as n_moved, min(days) as last_days
  from moved
  where place >= 0.99 * n_moved
  group by stage_no
)
select * from final`;

/**
 * SQL of the step `hot_past_bands`: labelled observations by stage, days waited there (null: not known) and band, each lead at its
 * first in each; how many there are (`n`), and how many converted.
 *
 * @param score SQL for the score of a mask
 * @param band SQL for the band of `score`
 * @param isStaged false where nobody's stage is known: waits are not looked at
 */
export const hotBandsSql = (
  score: string,
  band: string,
  isStaged: boolean,
): string => `create or replace table steps.hot_past_bands as
with
scored as (
  select
    labelled.lead_no, labelled.obs_no, labelled.stage_no, labelled.label, ${score} as score,
    ${isStaged ? waitOf("date_diff('second', stays.entered_at, labelled.as_of)") : "cast(null as integer)"} as wait_days
  from steps.masks
  join steps.labelled on labelled.obs_no = masks.obs_no${
    isStaged
      ? `
  left join steps.stage_stays as stays
    on stays.lead_no = labelled.lead_no and stays.stage_no = labelled.stage_no
    and stays.entered_at < labelled.as_of and stays.until_at >= labelled.as_of`
      : ""
  }
),
banded as (
  select scored.*, ${band} as band_no from scored
),
placed as (
  select banded.*, row_number() over (partition by lead_no, stage_no, wait_days, band_no order by obs_no) as nth
  from banded
),
final as (
  select stage_no, wait_days, band_no, count(*) as n, sum(label) as converted
  from placed
  where nth = 1
  group by stage_no, wait_days, band_no
)
select * from final`;
