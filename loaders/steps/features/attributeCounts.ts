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
  join leads on leads.lead_no = observed.lead_no${isLookedAt(attribute, by)}
  group by ${ordinals(4 + by.keys.length)}`,
  );
  const none = `  select '' as field, '' as value, 0.0 as cut, false as is_missing, ${keys}, ${sums}
  from observed where false group by ${ordinals(4 + by.keys.length)}`;
  const table = `steps.${by.prefix}attribute_counts`;
  const counted = (some: readonly string[]) => `with
observed as (
  select
    observed.*,
    case when row_number() over (partition by ${["lead_no", ...by.among].join(", ")} order by obs_no) = 1 then 1 else 0 end as is_first
  from ${by.observations}
),
counted as (
${some.join("\n  union all\n") || none}
),
${withoutRare(["field", "value", "is_missing"], ["cut"], minCell, by, "leads")}`;
  const parts = Array.from({length: Math.max(1, Math.ceil(each.length / atOnce))}, (_, i) =>
    counted(each.slice(i * atOnce, (i + 1) * atOnce)),
  );
  return parts
    .map((part, i) => `${i === 0 ? `create or replace table ${table} as` : `insert into ${table}`}\n${part}`)
    .join(";\n");
}

/** Attributes that are counted in one statement: the engine holds what each needs at once. */
const atOnce = 20;

function isLookedAt({name, type}: Attribute, {values}: CountedBy): string {
  if (values === undefined || type === "number") return "";
  const column = attributeColumn(name);
  return `
  where ${column} is null or cast(${column} as varchar) in (
    select value from main.looked_at where kind = '${values.kind}' and field = ${literal(name)} and place <= ${values.most}
  )`;
}

/** The query for how many different values of categories, of observed leads, the step `attribute_counts` has left out as rare. */
export function rareValuesSql(attributes: readonly Attribute[], {values}: Pick<CountedBy, "values"> = {}): string {
  const each = attributes
    .filter(({type}) => type === "category")
    .map(({name}) => `count(distinct ${attributeColumn(name)})`);
  return `select ${each.join(" + ") || "0 * count(*)"}
    - (select count(*) from (select distinct field, value from steps.attribute_counts where value is not null) as told)${
      values
        ? `
    - (select count(*) from main.looked_at where kind = '${values.kind}' and place > ${values.most})`
        : ""
    }
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
