import {type Engine, literal} from "../engine/duckdb.ts";

/** Texts up to which cases are written out; a join of a table costs more than comparing with so few. */
const fewTexts = 60;

/**
 * SQL of what a staging table (column `text`, each once) has in `column` for a text; NULL, or `otherwise`, where it has none.
 * `as`: DuckDB's type of the column.
 */
export async function lookUpSql(
  engine: Engine,
  {table, column, as}: {table: string; column: string; as: "varchar" | "double" | "timestamp"},
  text: string,
  otherwise?: string,
): Promise<string> {
  const found = await engine.rows<{text: string; value: string | null}>(
    `values of ${table}`,
    `select text, cast(${column} as varchar) as value from ${table} order by text limit ${fewTexts + 1}`,
  );
  if (found.length === 0) return otherwise ?? `cast(null as ${as})`;
  if (found.length > fewTexts) {
    const known = `(select ${column} from ${table} as known where known.text = ${text})`;
    return otherwise === undefined ? known : `coalesce(${known}, ${otherwise})`;
  }
  const value = (one: string | null) => (one === null ? `cast(null as ${as})` : `cast(${literal(one)} as ${as})`);
  const cases = found.map((one) => `when ${literal(one.text)} then ${value(one.value)}`);
  return `case ${text} ${cases.join(" ")} else ${otherwise ?? `cast(null as ${as})`} end`;
}
