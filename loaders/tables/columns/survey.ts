import {identifier} from "../../engine/duckdb.ts";
import type {Workplace} from "../../sources/files/staged.ts";
import type {Prepared} from "../prepare.ts";
import {isPlainNumberSql} from "../values.ts";

/** An attribute as it stands in one source, in `staging.typed_leads`. */
export interface Part {
  source: Prepared;
  /** Name and DuckDB's type in the source. */
  column: string;
  type: string;
  /** Leads with a value, and with one that is a number however it is read. */
  filled: number;
  plain: number;
  least: number | null;
  most: number | null;
}

/** SQL of an attribute's text in `staging.typed_leads`. */
export const attributeText = (name: string): string => identifier(`attribute ${name}`);

/** SQL that yields `text` and `row_key` of an attribute in one source. */
export const rowsOf = (name: string, {source}: Part): string =>
  `select ${attributeText(name)} as text, row_key from staging.typed_leads where reason is null and source_no = ${source.number}`;

/** What every attribute holds, source by source (those that have the column): one pass over the leads. */
export async function surveyAttributes(
  {engine}: Workplace,
  sources: readonly Prepared[],
  chosen: readonly ReadonlyMap<string, string>[],
  names: readonly string[],
): Promise<Map<string, Part[]>> {
  const columns = names.map((name, i) => {
    const text = attributeText(name);
    const number = `try_cast(${text} as double)`;
    return `, count(${text}) as filled_${i}, count(*) filter (${isPlainNumberSql(text)}) as plain_${i}, min(${number}) as least_${i}, max(${number}) as most_${i}`;
  });
  const rows = await engine.rows<Record<string, number | null>>(
    "survey of attributes",
    `select source_no${columns.join("")} from staging.typed_leads where reason is null group by source_no`,
  );
  const parts = names.map((name, i): [string, Part[]] => [
    name,
    sources.flatMap((source) => {
      const given = chosen[source.number].get(name);
      const column = source.columns.find((one) => one.name === given);
      const row = rows.find(({source_no}) => source_no === source.number);
      if (!column || !row) return [];
      const [filled, plain] = [Number(row[`filled_${i}`]), Number(row[`plain_${i}`])];
      const [least, most] = [row[`least_${i}`], row[`most_${i}`]];
      return [{source, column: column.name, type: column.type, filled, plain, least, most}];
    }),
  ]);
  return new Map(parts);
}
