import {identifier, literal} from "../engine/duckdb.ts";

/** SQL of a column's value as trimmed text; empty texts and declared placeholders are NULL. */
export function textSql(column: string, type: string, missing: readonly string[]): string {
  const value = type === "VARCHAR" ? identifier(column) : `cast(${identifier(column)} as varchar)`;
  const nothing = ["", ...missing].map(literal).join(", ");
  return `case when trim(${value}) in (${nothing}) then null else trim(${value}) end`;
}

/**
 * SQL of an amount: a plain number, or one with a currency sign or with commas between thousands (1,234.50). NULL where
 * the text is anything else: 1.234,50 is not guessed.
 */
export function amountSql(text: string): string {
  const bare = `regexp_replace(${text}, '^([-+]?)\\s*[$€£¥￥]\\s*', '\\1')`;
  const joined = `case when regexp_matches(${bare}, '^[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?$') then replace(${bare}, ',', '') else ${bare} end`;
  return `case when isfinite(try_cast(${joined} as double)) then try_cast(${joined} as double) end`;
}

/** SQL condition: the text is a finite number that does not begin with a needless 0, as codes do (007). */
export const isNumberSql = (text: string): string =>
  `(coalesce(isfinite(try_cast(${text} as double)), false) and not regexp_matches(${text}, '^[-+]?0\\d'))`;
