import {identifier, literal} from "../../engine/duckdb.ts";

/** SQL of the step `funnel_categories`: how many different values each of these attributes has. One pass over the leads. */
export function funnelCategoriesSql(names: readonly string[]): string {
  const counts = names.map((name, i) => `count(distinct ${identifier(name)}) as values_${i}`);
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
 * SQL of the step `funnel_segments`: leads by value of each of these attributes, whole days from creation (or the first stage)
 * to the decision or the data's end, and outcome. Leads without these times are not here.
 */
export function funnelSegmentsSql(names: readonly string[]): string {
  const each = names.map(
    (name) => `  select ${literal(name)} as field, cast(leads.${identifier(name)} as varchar) as value, spells.days,
    sum(case when spells.outcome = 'won' then 1 else 0 end) as won,
    sum(case when spells.outcome = 'lost' then 1 else 0 end) as lost,
    sum(case when spells.outcome = 'open' then 1 else 0 end) as open
  from spells
  join leads on leads.lead_no = spells.lead_no
  where leads.${identifier(name)} is not null
  group by 1, 2, 3`,
  );
  return `create or replace table results.funnel_segments as
with
entered as (
  select lead_no, min(first_at) as first_at
  from steps.funnel_stays
  group by lead_no
),
timed as (
  select
    ends.lead_no,
    ends.outcome,
    date_diff('second', coalesce(leads.created_at, entered.first_at), ends.ended_at) as seconds,
    ends.outcome <> 'open' and ends.decided_at is null as is_undated
  from steps.ends
  join leads on leads.lead_no = ends.lead_no
  left join entered on entered.lead_no = ends.lead_no
),
spells as (
  select lead_no, outcome, floor(seconds / 86400.0) as days
  from timed
  where seconds >= 0 and not is_undated
),
final as (
${each.join("\n  union all\n") || "  select '' as field, '' as value, days, 0 as won, 0 as lost, 0 as open from spells where false"}
)
select * from final`;
}
