import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";
import type {Action} from "../features/actions.ts";
import type {Attribute} from "../features/attributeCounts.ts";

/**
 * SQL of the steps `leaks_progress` and `leaks_fills`: leads by outcome, and how many have a value, for each attribute; the former
 * by cohort, time open and furthest stage too. One pass over the leads.
 */
export function leaksFillsSql(attributes: readonly Attribute[]): string {
  const counts = attributes.map(({name}, i) => `,\n    count(${attributeColumn(name)}) as filled_${i}`);
  const each = attributes.map(
    ({name}, i) =>
      `  select ${literal(name)} as field, outcome, cohort, is_slow, stage_no, n, filled_${i} as filled from counted`,
  );
  return `create or replace table steps.leaks_progress as
with
counted as (
  select leaks_leads.outcome, leaks_leads.cohort, leaks_leads.is_slow, leaks_leads.stage_no, count(*) as n${counts.join("")}
  from leads
  join steps.leaks_leads on leaks_leads.lead_no = leads.lead_no
  group by leaks_leads.outcome, leaks_leads.cohort, leaks_leads.is_slow, leaks_leads.stage_no
),
final as (
${each.join("\n  union all\n") || "  select '' as field, outcome, cohort, is_slow, stage_no, n, n as filled from counted where false"}
)
select * from final;
create or replace table results.leaks_fills as
with
final as (
  select field, outcome, sum(n) as n, sum(filled) as filled
  from steps.leaks_progress
  group by field, outcome
)
select * from final`;
}

/** SQL that reads the sampled leads: outcome, lead fold, then the attributes in order. */
export function leaksSampleSql(attributes: readonly Attribute[]): string {
  const columns = attributes.map(({name}) => `, ${attributeColumn(name)}`);
  return `select leaks_sample.outcome, leads.fold${columns.join("")}
from steps.leaks_sample
join leads on leads.lead_no = leaks_sample.lead_no
order by leaks_sample.lead_no`;
}

/** SQL that reads the sampled observations: label, lead fold, the attributes, then how often and how long ago (in days) each action was done. */
export function leaksObservedSql(attributes: readonly Attribute[], actions: readonly Action[]): string {
  const values = attributes.map(({name}) => `, ${attributeColumn(name)}`);
  const counts = actions.flatMap(({action_no}) => [
    `,\n  coalesce(max(case when action_no = ${action_no} then n_ever end), 0)`,
    `, max(case when action_no = ${action_no} then last_seconds / 86400.0 end)`,
  ]);
  return `with
done as (
  select leaks_observed.obs_no, leaks_observed.lead_no, leaks_observed.label, action_no, n_ever, last_seconds
  from steps.leaks_observed
  left join steps.activity_counts on activity_counts.obs_no = leaks_observed.obs_no
),
wide as (
  select obs_no, lead_no, label${counts.map((sql, i) => `${sql} as c${i}`).join("")}
  from done
  group by obs_no, lead_no, label
)
select wide.label, leads.fold${values.join("")}${counts.map((_, i) => `, wide.c${i}`).join("")}
from wide
join leads on leads.lead_no = wide.lead_no
order by wide.obs_no`;
}
