import {type Engine, identifier} from "../../engine/duckdb.ts";
import type {Notation as Given} from "../../project/schema/sources.ts";
import {lookUpSql} from "../lookUp.ts";
import {placeholdersSql} from "../placeholders.ts";
import {decideNotation, type MarkCounts, type Meaning, type Notation} from "./decide.ts";
import {numberPartsSql} from "./parse.ts";

/** Texts of a column of one source, and what is known of how its numbers are written. */
interface NumberColumn {
  /** SQL that yields `text` and `row_key`, a row each; texts may be NULL. */
  rows: string;
  /** Of the staging table that will hold the reading; no other column has it. */
  name: string;
  /** From the project file. */
  given?: Given;
  /** The format of the files writes dots before decimals: JSON, spreadsheets. */
  isDotDecimal: boolean;
}

/** How the texts of a column are read as numbers. */
export interface NumberReading {
  /** Staging table, a row a text: `text`, `n` (rows), `first_row` (row_key), `number` (NULL where it is none), `is_open` (two readings, undecided). */
  table: string;
  notation: Notation;
  counts: ReadingCounts;
}

/** Rows, by what their text is. */
export interface ReadingCounts {
  filled: number;
  /** Read as a number. */
  read: number;
  /** Numbers that can be read in two ways, between which nothing decides. */
  open: number;
  /** With a comma that has a meaning; with one dot that could be between thousands or before decimals. */
  commas: number;
  dots: number;
  /** Whose marks mean the opposite of what they mean in most others. */
  otherwise: number;
  /** Texts that mean no value in many exports. */
  placeholders: number;
  percent: number;
  scaled: number;
  negative: number;
  /** Digits only that begin with 0 (`007`), digits only, and the fewest and most of these. */
  zeroLed: number;
  digits: number;
  shortest: number;
  longest: number;
  withCurrency: number;
  currencies: string[];
  /** Which decimal mark values that can be read in one way only have: all of them the same; null else. */
  decimalMark: "," | "." | null;
  units: string[];
}

type Row = Omit<ReadingCounts, "open" | "negative" | "read" | "decimalMark"> & Record<string, number>;

const mark = (sign: "," | ".", own: "as_dot" | "as_comma", other: "as_dot" | "as_comma", name: string) => {
  // `own`: the reading in which the sign parts thousands.
  const has = `contains(core, '${sign}')`;
  const three = `regexp_matches(core, '[${sign}]\\d{3}$')`;
  const decimals = `${has} and ${own} is null and ${other} is not null`;
  return [
    `count_rows(${has} and is_open) as ${name}_open`,
    `count_rows(${has} and is_open and ends_with(core, '0')) as ${name}_zero`,
    `count_rows(${has} and ${own} is not null and ${other} is null) as ${name}_thousands`,
    `count_rows(${decimals} and not ${three}) as ${name}_decimals`,
    `count_rows(${decimals} and ${three}) as ${name}_three`,
  ];
};

/** `count_rows(condition)`, written out: rows of the texts that meet the condition. */
const countingRows = (sql: string): string =>
  sql.replaceAll(/count_rows\((.*)\) as/g, "cast(coalesce(sum(n) filter ($1), 0) as bigint) as");

/**
 * Reads a column's texts as numbers, all of them together: signs, brackets, currencies, per cents, multipliers (万, k), units, blanks
 * and marks between thousands. Leaves a staging table of the texts; see `decideNotation` for what commas and dots mean.
 */
export async function readNumbers(
  engine: Engine,
  {rows, name, given, isDotDecimal}: NumberColumn,
): Promise<NumberReading> {
  const parts = `staging.${identifier(`${name} parts`)}`;
  const texts = `select text, count(*) as n, min(row_key) as first_row from (${rows}) where text is not null group by text`;
  await engine.run(
    `parts of ${name}`,
    `create or replace table ${parts} as
     with parts as (${numberPartsSql(texts)})
     select *, as_dot is not null and as_comma is not null and as_dot <> as_comma and not is_whole as is_open,
       regexp_full_match(core, '\\d+') as is_digits from parts`,
  );
  const [row] = await engine.rows<Row>(`notation of ${name}`, countingRows(countsSql(parts)));
  const marks = (of: "comma" | "dot"): MarkCounts => ({
    open: row[`${of}_open`],
    openEndingInZero: row[`${of}_zero`],
    thousands: row[`${of}_thousands`],
    decimals: row[`${of}_decimals`],
    threeDecimals: row[`${of}_three`],
  });
  const notation = decideNotation({
    comma: marks("comma"),
    dot: marks("dot"),
    small: row.small,
    large: row.large,
    isDotDecimal,
  });
  const table = `staging.${identifier(`${name} numbers`)}`;
  await engine.run(
    `numbers of ${name}`,
    `create or replace table ${table} as
     with read as (select *, ${numberSql(notation, given)} as number from ${parts})
     select text, n, first_row, core, unit, case when isfinite(number) then number end as number,
       is_open and number is null and ${given === undefined} as is_open from read`,
  );
  const [{read, open, negative}] = await engine.rows<Record<"read" | "open" | "negative", number>>(
    `numbers of ${name}`,
    countingRows(`select count_rows(number is not null) as read,
      count_rows(is_open) as open,
      count_rows(number < 0) as negative from ${table}`),
  );
  const isGiven = given !== undefined;
  const {decimalMark, otherwise} = certain(row);
  const certainCommas = row.comma_thousands + row.comma_decimals + row.comma_three;
  const counts: ReadingCounts = {
    ...row,
    read,
    open,
    negative,
    commas: isGiven ? 0 : row.comma_open + (otherwise > 0 ? 0 : certainCommas),
    dots: isGiven ? 0 : row.dot_open,
    decimalMark,
    otherwise: isGiven ? 0 : otherwise,
  };
  return {table, notation, counts};
}

const countsSql = (parts: string): string => `select cast(coalesce(sum(n), 0) as bigint) as filled,
  ${mark(",", "as_dot", "as_comma", "comma").join(",\n  ")},
  ${mark(".", "as_comma", "as_dot", "dot").join(",\n  ")},
  count_rows(is_digits and length(core) <= 3) as small,
  count_rows(is_digits and length(core) > 3) as large,
  count_rows(lower(text) in (${placeholdersSql})) as placeholders,
  count_rows(is_percent) as percent,
  count_rows(is_scaled) as scaled,
  count_rows(is_digits and core <> '0' and starts_with(core, '0')) as "zeroLed",
  count_rows(is_digits) as digits,
  coalesce(min(length(core)) filter (is_digits), 0) as shortest,
  coalesce(max(length(core)) filter (is_digits), 0) as longest,
  count_rows(currency <> '') as "withCurrency",
  coalesce(list_sort(list(distinct upper(currency)) filter (currency <> '')), []) as currencies,
  coalesce(list_sort(list(distinct regexp_replace(lower(unit), 's$', '')) filter (unit <> '')), []) as units
  from ${parts}`;

function numberSql({comma, dot}: Notation, given: Given | undefined): string {
  if (given === "1,234.5") return "as_dot";
  if (given === "1.234,5") return "as_comma";
  if (given === "1 234,5") return "as_blank";
  const by = (meaning: Meaning, thousands: string, decimals: string) =>
    meaning === "unknown" ? "cast(null as double)" : meaning === "thousands" ? thousands : decimals;
  return `case when as_dot is null or as_comma is null then coalesce(as_dot, as_comma)
    when as_dot = as_comma then as_dot
    when is_whole then case when abs(as_dot) > abs(as_comma) then as_dot else as_comma end
    when contains(core, ',') then ${by(comma, "as_dot", "as_comma")}
    else ${by(dot, "as_comma", "as_dot")} end`;
}

/** Which decimal mark is certain, and in how many rows it is the rarer one. */
function certain(row: Row): Pick<ReadingCounts, "decimalMark" | "otherwise"> {
  const dot = row.comma_thousands + row.dot_decimals + row.dot_three;
  const comma = row.dot_thousands + row.comma_decimals + row.comma_three;
  const decimalMark = dot > 0 === comma > 0 ? null : dot > 0 ? "." : ",";
  return {decimalMark, otherwise: Math.min(dot, comma)};
}

/** SQL of the number of a text, by a reading. */
export const numberOf = (engine: Engine, {table}: NumberReading, text: string): Promise<string> =>
  lookUpSql(engine, {table, column: "number", as: "double"}, text);

/** What two readings make of a text that can be read in both ways, for people. */
export async function openExample(
  engine: Engine,
  {table}: NumberReading,
): Promise<{text: string; dot: number; comma: number}> {
  const parts = table.replace(/ numbers"$/, ' parts"');
  const [example] = await engine.rows<{text: string; dot: number; comma: number}>(
    "an undecided number",
    `select text, as_dot as dot, as_comma as comma from ${parts}
     where is_open order by n desc, text limit 1`,
  );
  return example;
}

/** Whether files are of formats that write numbers with a dot before decimals, whatever their maker's country. */
export const isDotDecimal = (files: readonly {format: string}[]): boolean =>
  files.every(({format}) => format === "json" || format === "xlsx");
