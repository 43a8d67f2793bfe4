import {identifier, literal} from "../engine/duckdb.ts";
import type {Attribute} from "./attributeCounts.ts";

/** SQL of the step `leaks_fills`: leads by outcome, and how many have a value, for each attribute. One pass over the leads. */
export function leaksFillsSql(attributes: readonly Attribute[]): string {
  const counts = attributes.map(({name}, i) => `,\n    count(leads.${identifier(name)}) as filled_${i}`);
  const each = attributes.map(
    ({name}, i) => `  select ${literal(name)} as field, outcome, n, filled_${i} as filled from counted`,
  );
  return `create or replace table results.leaks_fills as
with
counted as (
  select ends.outcome, count(*) as n${counts.join("")}
  from leads
  join steps.ends on ends.lead_no = leads.lead_no
  group by ends.outcome
),
final as (
${each.join("\n  union all\n") || "  select '' as field, outcome, n, n as filled from counted where false"}
)
select * from final`;
}

/** SQL that reads the sampled leads: whether won, lead fold, then the attributes in order. */
export function leaksSampleSql(attributes: readonly Attribute[]): string {
  const columns = attributes.map(({name}) => `, leads.${identifier(name)}`);
  return `select leaks_sample.won, leads.fold${columns.join("")}
from steps.leaks_sample
join leads on leads.lead_no = leaks_sample.lead_no
order by leaks_sample.lead_no`;
}
