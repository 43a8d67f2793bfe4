import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";
import type {Attribute} from "../features/attributeCounts.ts";

/** Values of an attribute that are told one by one; the rest is summed. */
const mostValues = 12;

const textOf = (name: string) => `cast(${attributeColumn(name)} as varchar)`;

const union = (each: readonly string[], none: string): string => each.join("\n  union all\n") || none;

/**
 * SQL of the step `profile_values`: the commonest values of each category with their number of leads, and how many different
 * values there are; of each number the lower ends of its quarters, ties joined.
 */
export function profileValuesSql(attributes: readonly Attribute[]): string {
  const each = attributes.map(({name, type}) =>
    type === "category"
      ? `  select ${literal(name)} as field, value, cast(null as double) as cut, n_values
  from (
    select value, row_number() over (order by n desc, value) as place, count(*) over () as n_values
    from (select ${textOf(name)} as value, count(*) as n from leads where ${attributeColumn(name)} is not null group by 1) as counted
  ) as ranked
  where place <= ${mostValues}`
      : `  select ${literal(name)} as field, cast(null as varchar) as value, cast(cut as double) as cut, 4 as n_values
  from (
    select tile, min(value) as cut
    from (
      select ${attributeColumn(name)} as value, ntile(4) over (order by ${attributeColumn(name)}) as tile
      from leads
      where ${attributeColumn(name)} is not null
    ) as tiles
    group by tile
  ) as cuts
  group by cut`,
  );
  return `create or replace table steps.profile_values as
with
final as (
${union(each, "  select '' as field, '' as value, 0.0 as cut, 0 as n_values where false")}
)
select * from final`;
}

/**
 * SQL of the step `profile_counts`: leads by value of each attribute (`cut`: lower end of the quarter a number falls in),
 * outcome and days followed, with what the won ones paid (and the sum of its squares). Neither value nor cut: a rarer value, or `is_missing`. With a
 * `segment`, the same for each of its values, days rounded down to a multiple of `width`.
 */
export function profileCountsSql(
  attributes: readonly Attribute[],
  {segment, width = 1}: {segment?: string; width?: number} = {},
): string {
  const within = segment === undefined ? "cast(null as varchar)" : textOf(segment);
  const measures = `${within} as segment, profile_leads.outcome, cast(floor(profile_leads.days / ${width}.0) * ${width} as integer) as days,
    count(*) as n, count(profile_leads.amount) as n_paid, sum(profile_leads.amount) as paid,
    sum(profile_leads.amount * profile_leads.amount) as paid_squares`;
  const each = attributes.map(({name, type}) => {
    const column = attributeColumn(name);
    const group =
      type === "category"
        ? "profile_values.value, cast(null as double) as cut"
        : `cast(null as varchar) as value,
    (select max(profile_values.cut) from steps.profile_values where profile_values.field = ${literal(name)} and profile_values.cut <= ${column}) as cut`;
    const join =
      type === "category"
        ? `\n  left join steps.profile_values on profile_values.field = ${literal(name)} and profile_values.value = ${textOf(name)}`
        : "";
    return `  select ${literal(name)} as field, ${group}, ${column} is null as is_missing, ${measures}
  from steps.profile_leads
  join leads on leads.lead_no = profile_leads.lead_no${join}
  group by 1, 2, 3, 4, 5, 6, 7`;
  });
  const none = `  select '' as field, '' as value, 0.0 as cut, false as is_missing, ${measures}
  from steps.profile_leads join leads on leads.lead_no = profile_leads.lead_no where false group by 1, 2, 3, 4, 5, 6, 7`;
  return `create or replace table steps.profile_${segment === undefined ? "counts" : "segment_counts"} as
with
final as (
${union(each, none)}
)
select * from final`;
}

/** SQL of the step `profile_medians`: the median amount of won leads by value of each attribute, as in `profile_counts`; and of all (`field` null). */
export function profileMediansSql(attributes: readonly Attribute[]): string {
  const each = attributes.map(({name, type}) =>
    type === "category"
      ? `  select ${literal(name)} as field, profile_values.value, cast(null as double) as cut, profile_leads.amount
  from steps.profile_leads
  join leads on leads.lead_no = profile_leads.lead_no
  join steps.profile_values on profile_values.field = ${literal(name)} and profile_values.value = ${textOf(name)}
  where profile_leads.amount is not null`
      : `  select ${literal(name)} as field, cast(null as varchar) as value,
    (select max(profile_values.cut) from steps.profile_values where profile_values.field = ${literal(name)} and profile_values.cut <= ${attributeColumn(name)}) as cut,
    profile_leads.amount
  from steps.profile_leads
  join leads on leads.lead_no = profile_leads.lead_no
  where profile_leads.amount is not null and ${attributeColumn(name)} is not null`,
  );
  return `create or replace table steps.profile_medians as
with
paid as (
${union([...each, "  select cast(null as varchar) as field, cast(null as varchar) as value, cast(null as double) as cut, amount from steps.profile_leads where amount is not null"], "")}
),
ranked as (
  select field, value, cut, amount,
    row_number() over (partition by field, value, cut order by amount) as place,
    count(*) over (partition by field, value, cut) as n
  from paid
),
final as (
  select field, value, cut, avg(amount) as median
  from ranked
  where place in (floor((n + 1) / 2.0), floor((n + 2) / 2.0))
  group by field, value, cut
)
select * from final`;
}
