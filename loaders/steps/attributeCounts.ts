import {identifier, literal} from "../engine/duckdb.ts";
import {withoutRare} from "./actionCounts.ts";

export interface Attribute {
  name: string;
  type: "category" | "number";
}

/** SQL of the step `attribute_cuts`: for each number attribute the lower ends of its fifths, ties joined. */
export function attributeCutsSql(attributes: readonly Attribute[]): string {
  const each = attributes
    .filter(({type}) => type === "number")
    .map(
      ({name}) => `  select ${literal(name)} as field, cut
  from (
    select tile, min(value) as cut, min(min(value)) over () as lowest
    from (
      select leads.${identifier(name)} as value, ntile(5) over (order by leads.${identifier(name)}) as tile
      from steps.labelled join leads on leads.lead_no = labelled.lead_no
      where leads.${identifier(name)} is not null
    ) as tiles
    group by tile
  ) as cuts
  where tile > 1 and cut > lowest
  group by cut`,
    );
  return `create or replace table steps.attribute_cuts as
with
final as (
${each.join("\n  union all\n") || "  select '' as field, 0.0 as cut where false"}
)
select field, cast(cut as double) as cut from final`;
}

/**
 * SQL of the step `attribute_counts`: observations by category of each attribute, and by the fifth a number falls in
 * (`cut`: its lower end; null below the first). `is_missing` rows have neither. Categories on fewer than `minCell`
 * observations are left out: no result may tell of a single lead.
 */
export function attributeCountsSql(attributes: readonly Attribute[], minCell: number): string {
  const each = attributes.map(({name, type}) => {
    const column = `leads.${identifier(name)}`;
    const value = type === "category" ? `cast(${column} as varchar)` : "cast(null as varchar)";
    const cut =
      type === "number"
        ? `(select max(cut) from steps.attribute_cuts where attribute_cuts.field = ${literal(name)} and attribute_cuts.cut <= ${column})`
        : "cast(null as double)";
    return `  select
    ${literal(name)} as field, ${value} as value, ${cut} as cut, ${column} is null as is_missing,
    labelled.stage_no, labelled.is_test, labelled.fold, count(*) as n, sum(labelled.label) as conversions
  from steps.labelled
  join leads on leads.lead_no = labelled.lead_no
  group by 1, 2, 3, 4, 5, 6, 7`;
  });
  return `create or replace table steps.attribute_counts as
with
counted as (
${each.join("\n  union all\n") || "  select '' as field, '' as value, 0.0 as cut, false as is_missing, 0 as stage_no, false as is_test, 0 as fold, 0 as n, 0 as conversions where false"}
),
${withoutRare("field, value, is_missing", "field, value, cut, is_missing", minCell)}`;
}
