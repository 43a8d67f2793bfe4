import {holdsSql} from "../features/masks.ts";

/** Observations listed for each rule, the newest. */
const mostBehind = 200;

/**
 * SQL of the step `rule_counts`: labelled observations on which each rule of the cube holds, by stage (`part` its number) and
 * by period (`part` its position), lead folds apart. Each rule's parts add up to what the cube has of it.
 *
 * @param rules how many there are
 */
export function ruleCountsSql(rules: number): string {
  const bits = Array.from(
    {length: rules},
    (_, j) => `(${j}, ${2n ** BigInt(j)}, ${j < 62 ? 2n ** BigInt(j + 1) : "null"})`,
  );
  const sums = (source: string) => `  select
    bits.position, '${source}' as part_of, by_${source}.part, by_${source}.fold,
    sum(by_${source}.n) as n, sum(by_${source}.conversions) as conversions
  from by_${source}
  join bits on case when bits.above is null then by_${source}.mask else by_${source}.mask % bits.above end >= bits.bit
  group by 1, 2, 3, 4`;
  return `create or replace table results.rule_counts as
with
bits as (
  select cast(position as integer) as position, cast(bit as bigint) as bit, cast(above as bigint) as above
  from (values ${bits.join(", ") || "(null, null, null)"}) as numbered (position, bit, above)
),
by_stage as (
  select masks.mask, labelled.stage_no as part, labelled.fold, count(*) as n, sum(labelled.label) as conversions
  from steps.masks
  join steps.labelled on labelled.obs_no = masks.obs_no
  where labelled.stage_no is not null
  group by 1, 2, 3
),
by_period as (
  select
    mask_low + mask_high * 4294967296 as mask, cast(period as integer) as part, fold,
    sum(n) as n, sum(conversions) as conversions
  from results.cube
  group by 1, 2, 3
),
final as (
${sums("stage")}
  union all
${sums("period")}
)
select
  position, part_of, cast(part as integer) as part, cast(fold as integer) as fold,
  cast(n as bigint) as n, cast(conversions as bigint) as conversions
from final`;
}

/** The query for how many leads have an observation on which each of these rules holds, converted ones or all: a column a rule. */
export function leadsHeldSql(positions: readonly number[], {converted}: {converted: boolean}): string {
  const each = positions.map((j) => `max(case when ${holdsSql(j)} then 1 else 0 end) as held_${j}`);
  return `with
held as (
  select labelled.lead_no, ${each.join(", ") || "0 as none"}
  from steps.masks
  join steps.labelled on labelled.obs_no = masks.obs_no
  ${converted ? "where labelled.label = 1" : ""}
  group by labelled.lead_no
)
select ${positions.map((j) => `coalesce(sum(held_${j}), 0) as held_${j}`).join(", ") || "count(*) as leads"} from held`;
}

/** SQL of the step `leads_behind`: the newest observations on which each rule holds, with their lead. Observations are numbered in time. */
export function leadsBehindSql(rules: number): string {
  const each = Array.from(
    {length: rules},
    (_, j) =>
      `  select * from (
    select ${j} as position, obs_no from steps.masks where ${holdsSql(j, "mask")} order by obs_no desc limit ${mostBehind}
  ) as newest_${j}`,
  );
  return `create or replace table local.leads_behind as
with
newest as (
${each.join("\n  union all\n") || "  select 0 as position, obs_no from steps.masks where false"}
),
final as (
  select
    newest.position, labelled.obs_no, leads.lead_id, labelled.as_of, cast(labelled.stage_no as integer) as stage_no,
    labelled.label = 1 as is_converted
  from newest
  join steps.labelled on labelled.obs_no = newest.obs_no
  join leads on leads.lead_no = labelled.lead_no
)
select * from final
order by position, obs_no desc`;
}
