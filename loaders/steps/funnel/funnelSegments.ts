import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";

/** SQL of the step `funnel_categories`: how many different values each of these attributes has. One pass over the leads. */
export function funnelCategoriesSql(names: readonly string[]): string {
  const counts = names.map((name, i) => `count(distinct ${attributeColumn(name)}) as values_${i}`);
  const each = names.map((name, i) => `  select ${literal(name)} as field, values_${i} as n_values from counted`);
  return `create or replace table results.funnel_categories as
with
counted as (
  select ${counts.join(", ") || "0 as none"}
  from leads
),
final as (
${each.join("\n  union all\n") || "  select '' as field, 0 as n_values from counted where false"}
)
select * from final`;
}

/**
 * SQL of the step `funnel_segments`: leads by value of each of these attributes, days of the spell and outcome.
 * Leads whose spell has no known length are not here.
 */
export function funnelSegmentsSql(names: readonly string[]): string {
  const each = names.map(
    (name) => `  select ${literal(name)} as field, cast(${attributeColumn(name)} as varchar) as value, spells.days,
    sum(case when spells.outcome = 'won' then 1 else 0 end) as won,
    sum(case when spells.outcome = 'lost' then 1 else 0 end) as lost,
    sum(case when spells.outcome = 'open' then 1 else 0 end) as open
  from steps.spells
  join leads on leads.lead_no = spells.lead_no
  where spells.days is not null and ${attributeColumn(name)} is not null
  group by 1, 2, 3`,
  );
  return `create or replace table results.funnel_segments as
with
final as (
${each.join("\n  union all\n") || "  select '' as field, '' as value, days, 0 as won, 0 as lost, 0 as open from steps.spells where false"}
)
select * from final`;
}
