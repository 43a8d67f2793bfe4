import type {FieldCuts, FieldEdges} from "../../../src/analysis/rules/cuts.ts";
import {roundEdge} from "../../../src/analysis/rules/roundEdge.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";
import type {Attribute} from "./attributeCounts.ts";

/** Up to so many different values each is an edge of its own. */
const mostValues = 100;
/** From this share of the leads with one value, quantiles are of the others. */
const heavy = 0.1;

/**
 * SQL of the step `attribute_edges`: for each number attribute the values at which its leads may be parted, with the next
 * smaller value and whether all values are whole numbers from 0 up. Every value where there are few; else the percentiles of the values
 * other than a very common one (quarters of one in the lowest and the top tenth), that common value and the one after it, and the first
 * from 1, 2, 3, 5 and 10. Looks at observed leads, each once, and at no outcome.
 */
export function attributeEdgesSql(attributes: readonly Attribute[]): string {
  const each = numbersOf(attributes).map(
    ({name}) => `  select ${literal(name)} as field, cast(${attributeColumn(name)} as double) as value, count(*) as n
  from leads
  where ${attributeColumn(name)} is not null and leads.lead_no in (select lead_no from steps.labelled)
  group by ${attributeColumn(name)}`,
  );
  const naturals = [1, 2, 3, 5, 10].map((k) => `(value >= ${k} and below < ${k})`).join(" or ");
  return `create or replace table steps.attribute_edges as
with
counted as (
${each.join("\n  union all\n") || "  select '' as field, cast(0 as double) as value, 0 as n where false"}
),
commonest as (
  select *,
    row_number() over (partition by field order by n desc, value) as rank,
    sum(n) over (partition by field) as n_all,
    count(*) over (partition by field) as n_values,
    min(case when value >= 0 and value = floor(value) then 1 else 0 end) over (partition by field) as is_counter
  from counted
),
weighed as (
  select *, case when rank = 1 and n >= ${heavy} * n_all then 0 else n end as weight from commonest
),
placed as (
  select *,
    lag(value) over (partition by field order by value) as below,
    lag(weight) over (partition by field order by value) as weight_below,
    sum(weight) over (partition by field order by value) - weight as under,
    sum(weight) over (partition by field) as of
  from weighed
),
shares as (
  select *, under / cast(of as double) as share, (under - weight_below) / cast(of as double) as share_below
  from placed
  where below is not null and of > 0
),
final as (
  select field, value, below, is_counter, n_values <= ${mostValues} as is_every
  from shares
  where n_values <= ${mostValues}
    or floor(share * 100) > floor(share_below * 100)
    or ((share >= 0.9 or share < 0.1) and floor(share * 400) > floor(share_below * 400))
    or weight = 0 or weight_below = 0
    or (is_counter = 1 and (${naturals}))
)
select * from final`;
}

/** A row of the step `attribute_edges`. */
export interface EdgeRow {
  field: string;
  value: number;
  below: number;
  is_counter: number;
  is_every: boolean;
}

/** Of the way to the edge before, this much may be given up for a rounder number where values lie dense. */
const roundWithin = 0.25;

/** The edges of each number attribute, rounded as far as that changes nothing or next to nothing. Rows by field and value. */
export function roundedEdges(rows: readonly EdgeRow[], attributes: readonly Attribute[]): FieldEdges[] {
  return numbersOf(attributes).map(({name}) => {
    const own = rows.filter(({field}) => field === name);
    const edges: number[] = [];
    for (const {value, below, is_counter, is_every} of own) {
      const last = edges.at(-1);
      const isDense = !is_every && last !== undefined && below > last;
      const above = isDense ? Math.min(below, value - roundWithin * (value - last)) : below;
      edges.push(roundEdge(value, above, is_counter === 1));
    }
    return {field: name, edges, isCounter: own[0]?.is_counter === 1};
  });
}

/**
 * SQL of the step `bin_counts`: observations, conversions and leads (each at its first observation) of each number attribute by the
 * number of edges at or below its value, whether kept for the test, and lead fold.
 */
export function binCountsSql(fields: readonly FieldEdges[]): string {
  const each = fields
    .filter(({edges}) => edges.length > 0)
    .map(({field, edges}) => {
      const column = attributeColumn(field);
      const tests = edges.map((edge, i) => `when ${column} < ${double(edge)} then ${i}`);
      return `  select ${literal(field)} as field, case ${tests.join(" ")} else ${edges.length} end as bin,
    observed.is_test, observed.fold, count(*) as n, sum(observed.label) as conversions, sum(observed.is_first) as leads
  from observed
  join leads on leads.lead_no = observed.lead_no
  where ${column} is not null
  group by 1, 2, 3, 4`;
    });
  const none =
    "  select '' as field, 0 as bin, is_test, fold, count(*) as n, sum(label) as conversions, sum(is_first) as leads from observed where false group by 3, 4";
  return `create or replace table steps.bin_counts as
with
observed as (
  select lead_no, is_test, fold, label,
    case when row_number() over (partition by lead_no, is_test order by obs_no) = 1 then 1 else 0 end as is_first
  from steps.labelled
),
final as (
${each.join("\n  union all\n") || none}
)
select * from final`;
}

/** SQL that makes `steps.attribute_cuts`: the lower ends of the groups of each number attribute, but for the lowest. */
export function attributeCutsSql(fields: readonly FieldCuts[]): string {
  const rows = fields.flatMap(({field, cuts}) => cuts.map((cut) => `(${literal(field)}, ${double(cut)})`));
  return `create or replace table steps.attribute_cuts (field varchar, cut double);
${rows.length ? `insert into steps.attribute_cuts values ${rows.join(", ")}` : ""}`;
}

/** SQL of the highest of these cuts that a number reaches: the lower end of its group; null below the first, and without a number. */
export function reachedCutSql(number: string, cuts: readonly number[]): string {
  const falling = [...cuts].sort((a, b) => b - a);
  const cases = falling.map((cut) => `when ${number} >= ${double(cut)} then ${double(cut)}`);
  return cases.length ? `case ${cases.join(" ")} end` : "cast(null as double)";
}

/** A number as SQL reads it back exactly. */
const double = (value: number): string => `cast(${literal(String(value))} as double)`;

const numbersOf = (attributes: readonly Attribute[]): Attribute[] => attributes.filter(({type}) => type === "number");
