import {identifier, literal} from "../engine/duckdb.ts";

/** Blanks that the engine's `trim` leaves: control characters such as tabs, and those without any width. */
const odd = ["\t", "\n", "\ufeff", "\u200b", "\u2060"];
const blanks = ` \r\v\f\u00a0\u2002\u2003\u2007\u2009\u202f\u3000${odd.join("")}`;

/** SQL of a text without the blanks around it. A trim of chosen letters is thirty times as slow: only where one is seen. */
function trimmedSql(text: string): string {
  const isOdd = odd.map((letter) => `contains(${text}, ${literal(letter)})`).join(" or ");
  return `case when ${isOdd} then trim(${text}, ${literal(blanks)}) else trim(${text}) end`;
}

/** Texts that mean no value: equal, or, for a column's own numbers (`-999`), equal as numbers. */
export interface Missing {
  texts: readonly string[];
  numbers: readonly number[];
}

/** SQL of a column's value as trimmed text; empty texts and declared placeholders are NULL. */
export function textSql(column: string, type: string, {texts, numbers}: Missing): string {
  const value = type === "VARCHAR" ? identifier(column) : `cast(${identifier(column)} as varchar)`;
  const trimmed = trimmedSql(value);
  const nothing = `${trimmed} in (${["", ...texts].map(literal).join(", ")})`;
  const coded =
    numbers.length > 0 ? ` or coalesce(try_cast(${value} as double) in (${numbers.join(", ")}), false)` : "";
  return `case when ${nothing}${coded} then null else ${trimmed} end`;
}

/** Whether a DuckDB type is one for numbers, which need no reading. */
export const isNumberType = (type: string): boolean =>
  /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL)/.test(type);

/**
 * SQL condition: the text is a finite number that can be read in one way, in digits with a dot before decimals (not three of
 * them, which may be thousands), and does not begin with a needless 0, as codes do (007).
 */
export function isPlainNumberSql(text: string): string {
  const bare = `ltrim(${text}, '+-')`;
  const isCode = `(starts_with(${bare}, '0') and length(${bare}) > 1 and not starts_with(${bare}, '0.'))`;
  return `(coalesce(isfinite(try_cast(${text} as double)), false) and not starts_with(right(${text}, 4), '.') and not contains(${text}, '_') and not ${isCode})`;
}
