import type {FieldCuts} from "../../../src/analysis/rules/cuts.ts";
import {attributeColumn} from "../../../src/exports/sqlRules.ts";
import {literal} from "../../engine/duckdb.ts";
import {byStageAndFold, type CountedBy, ordinals, selected, withoutRare} from "./actionCounts.ts";
import {reachedCutSql} from "./attributeBins.ts";

export interface Attribute {
  name: string;
  type: "category" | "number";
}

/** Where a number attribute is cut into groups, as `steps.attribute_cuts` holds it. */
export type GroupCuts = Pick<FieldCuts, "field" | "cuts">;

/**
 * SQL of the step `attribute_counts`: observations by category of each attribute, and by the group a number falls in
 * (`cut`: its lower end; null below the first). `is_missing` rows have neither. Categories of fewer than `minCell` leads are
 * left out, however often these were observed: no result may tell of a single lead.
 */
export function attributeCountsSql(
  attributes: readonly Attribute[],
  cuts: readonly GroupCuts[],
  minCell: number,
  by: CountedBy = byStageAndFold,
): string {
  const keys = by.keys.map((key) => `observed.${key}`).join(", ");
  const sums = `${selected(by.sums)}, sum(observed.is_first) as leads`;
  const each = attributes.map(
    (attribute) => `  select
    ${valueColumns(attribute, cuts)}, ${keys}, ${sums}
  from observed
  join leads on leads.lead_no = observed.lead_no
  group by ${ordinals(4 + by.keys.length)}`,
  );
  const none = `  select '' as field, '' as value, 0.0 as cut, false as is_missing, ${keys}, ${sums}
  from observed where false group by ${ordinals(4 + by.keys.length)}`;
  return `create or replace table steps.${by.prefix}attribute_counts as
with
observed as (
  select
    observed.*,
    case when row_number() over (partition by ${["lead_no", ...by.among].join(", ")} order by obs_no) = 1 then 1 else 0 end as is_first
  from ${by.observations}
),
counted as (
${each.join("\n  union all\n") || none}
),
${withoutRare(["field", "value", "is_missing"], ["cut"], minCell, by, "leads")}`;
}

/** The query for how many different values of categories, of observed leads, the step `attribute_counts` has left out. */
export function rareValuesSql(attributes: readonly Attribute[]): string {
  const each = attributes
    .filter(({type}) => type === "category")
    .map(({name}) => `count(distinct ${attributeColumn(name)})`);
  return `select ${each.join(" + ") || "0 * count(*)"}
    - (select count(*) from (select distinct field, value from steps.attribute_counts where value is not null) as told)
  from leads
  where lead_no in (select lead_no from steps.labelled)`;
}

/** Columns `field`, `value` (of a category), `cut` (of a number: the lower end of its group) and `is_missing` of a row of `leads`. */
export function valueColumns({name, type}: Attribute, cuts: readonly GroupCuts[]): string {
  const column = attributeColumn(name);
  const value = type === "category" ? `cast(${column} as varchar)` : "cast(null as varchar)";
  // written out, since a subquery for each attribute takes memory and time that grow with their number
  const own = cuts.find(({field}) => field === name)?.cuts ?? [];
  const cut = reachedCutSql(column, type === "number" ? own : []);
  return `${literal(name)} as field, ${value} as value, ${cut} as cut, ${column} is null as is_missing`;
}
