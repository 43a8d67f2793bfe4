import {byPeriod} from "../../../src/analysis/drivers/adjust.ts";
import {otherStages} from "../../../src/analysis/drivers/viewCounts.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";
import type {CountedBy} from "../features/actionCounts.ts";

/** SQL for what a period (2025-04, 2025-04-07, all) belongs to. */
const periodSql = {
  month: "substr(period, 1, 7)",
  quarter:
    "substr(period, 1, 4) || '-Q' || cast(cast(floor((cast(substr(period, 6, 2) as integer) + 2) / 3) as integer) as varchar)",
  year: "substr(period, 1, 4)",
} as const;

export type PeriodLength = keyof typeof periodSql;

/**
 * SQL of the steps `view_labelled`, `view_values` and `view_parts`: the moments with a label; what they are parted by, each value
 * with a number; and each moment once for each way of parting, with the number of its value (folds: the fold's own). Values of
 * an attribute that fewer than `minCell` leads have are no parts: moments of theirs are in none.
 *
 * @param stages numbers of the stages that have steps of their own; the others are `otherStages` together. Default: all have
 */
export function viewPartsSql(
  attributes: readonly string[],
  length: PeriodLength | null,
  minCell: number,
  stages?: readonly number[],
): string {
  const slots = attributes.map((name, i) => ({slot: i + 1, name, column: attributeColumn(name)}));
  const period = attributes.length + 1;
  const values = slots.map(
    ({slot, name, column}) =>
      `  select ${slot} as slot, ${literal(name)} as field, cast(${column} as varchar) as value
  from steps.view_labelled join leads on leads.lead_no = view_labelled.lead_no
  group by 1, 2, 3 having count(distinct view_labelled.lead_no) >= ${minCell}`,
  );
  const parts = slots.map(
    ({slot, column}) => `  select view_labelled.obs_no, view_values.slot, view_values.part
  from steps.view_labelled
  join leads on leads.lead_no = view_labelled.lead_no
  join steps.view_values on view_values.slot = ${slot} and view_values.value is not distinct from cast(${column} as varchar)`,
  );
  if (length !== null) {
    values.push(
      `  select ${period} as slot, ${literal(byPeriod)} as field, ${periodSql[length]} as value from steps.view_labelled group by 1, 2, 3`,
    );
    parts.push(`  select view_labelled.obs_no, view_values.slot, view_values.part
  from steps.view_labelled
  join steps.view_values on view_values.slot = ${period} and view_values.value = ${periodSql[length]}`);
  }
  const stage = stages
    ? `case when stage_no is null or stage_no in (${stages.join(", ")}) then stage_no else ${otherStages} end as stage_no`
    : "stage_no";
  return `create or replace table steps.view_labelled as
with
final as (
  select
    row_number() over (
      order by view_moments.design, view_moments.as_of, view_moments.lead_no, view_moments.stage_no
    ) as obs_no,
    view_moments.lead_no, leads.fold, view_moments.design, view_moments.as_of, view_moments.period, view_moments.stage_no,
    view_moments.next, view_moments.won
  from steps.view_moments
  join leads on leads.lead_no = view_moments.lead_no
  where view_moments.won is not null
)
select * from final;
create or replace table steps.view_values as
with
each as (
${values.join("\n  union all\n") || "  select 0 as slot, '' as field, '' as value where false"}
),
final as (
  select slot, field, value, cast(row_number() over (partition by slot order by value) - 1 as integer) as part
  from each
)
select * from final;
create or replace table steps.view_parts as
with
parted as (
  select obs_no, 0 as slot, fold as part from steps.view_labelled
${parts.map((part) => `  union all\n${part}`).join("\n")}
),
final as (
  select view_labelled.obs_no, lead_no, design, ${stage}, slot, part, next, won
  from parted
  join steps.view_labelled on view_labelled.obs_no = parted.obs_no
)
select * from final`;
}

/** Views count by design, stage at as-of, way of parting and its value. */
export const byPart: CountedBy = {
  prefix: "view_",
  observations: "steps.view_parts as observed",
  keys: ["design", "stage_no", "slot", "part"],
  among: ["design", "slot"],
  sums: {n: "count(*)", next: "sum(observed.next)", won: "sum(observed.won)"},
};

/** SQL of the step `view_base_counts`: what every pattern of a view is set beside. */
export const viewBaseCountsSql = `create or replace table steps.view_base_counts as
with
final as (
  select design, stage_no, slot, part, count(*) as n, sum(next) as next, sum(won) as won
  from steps.view_parts
  group by design, stage_no, slot, part
)
select * from final`;
