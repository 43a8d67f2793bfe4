import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";

/**
 * SQL of the step `paths_groups`: leads that entered each stage, by value of each of these attributes (null: without one), and how
 * many of them went on and still wait.
 */
export function pathsGroupsSql(names: readonly string[]): string {
  const each = names.map(
    (name) => `  select ${literal(name)} as field, cast(${attributeColumn(name)} as varchar) as value, stays.stage_no,
    count(*) as entered,
    sum(case when stays.fate = 'advanced' then 1 else 0 end) as advanced,
    sum(case when stays.fate = 'waiting' then 1 else 0 end) as waiting
  from steps.funnel_stays as stays
  join leads on leads.lead_no = stays.lead_no
  group by 1, 2, 3`,
  );
  return `create or replace table results.paths_groups as
with
final as (
${each.join("\n  union all\n") || "  select '' as field, '' as value, 0 as stage_no, 0 as entered, 0 as advanced, 0 as waiting where false"}
)
select * from final`;
}
