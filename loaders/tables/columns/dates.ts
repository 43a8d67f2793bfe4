import {identifier, literal} from "../../engine/duckdb.ts";
import type {Workplace} from "../../sources/files/staged.ts";
import {readTimes} from "../../sources/files/times.ts";
import {LoadError} from "../../sources/loadError.ts";
import {missingIn} from "../missing.ts";
import {filesOf} from "../places.ts";
import {textSql} from "../values.ts";
import type {Part} from "./survey.ts";

/** What an attribute's texts are as dates. */
export type DateReading =
  | {
      /** Staging table, a row a text: `text`, `instant` (UTC; NULL where it is none). */
      table: string;
      /** Leads with a text, and with one that is a date. */
      filled: number;
      read: number;
    }
  | {question: string};

/** Share of the texts that must be dates for the column to be one of dates. */
export const dateShare = 0.9;

/** Something like a date: numbers with marks between them, eight digits, a month's name, a Japanese date. */
const dateLike =
  "\\d{1,4}\\s?[-/.]\\s?\\d{1,2}\\s?[-/.]\\s?\\d{1,4}.*|(19|20)\\d{6}|.*\\d\\s*年.*月.*|(?i:.*\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b.*\\d.*)";

/**
 * Reads an attribute's texts as dates, by the rules for times (`readTimes`). `table` holds `text` and `n`, a row a text; null
 * where too few look like dates.
 */
export async function readDates(
  {engine, project}: Workplace,
  name: string,
  {source, column}: Part,
  {table, isForced}: {table: string; isForced: boolean},
): Promise<DateReading | null> {
  const like = await engine.rows<{filled: number; dates: number}>(
    `dates in ${name}`,
    `select coalesce(sum(n), 0) as filled, coalesce(sum(n) filter (length(text) < 60 and regexp_full_match(text, ${literal(dateLike)})), 0) as dates from ${table}`,
  );
  const [{filled, dates}] = like;
  if (filled === 0 || (!isForced && dates < dateShare * filled)) return null;
  const read = `staging.${identifier(`dates ${source.number} ${name}`)}`;
  const texts = `staging.${identifier(`dated ${source.number} ${name}`)}`;
  await engine.run(
    `texts of ${name}`,
    `create or replace table ${texts} as select text as ${identifier(column)}, n from ${table}`,
  );
  try {
    const {sql} = await readTimes(engine, {
      relation: texts,
      column,
      type: "VARCHAR",
      text: textSql(column, "VARCHAR", missingIn(project, source.source, column)),
      given: source.source.dates[column],
      timezone: project.timezone,
      file: filesOf(source),
      mostUnread: 1,
    });
    await engine.run(
      `read dates of ${name}`,
      `create or replace table ${read} as select ${identifier(column)} as text, n, ${sql(identifier(column))} as instant from ${texts}`,
    );
  } catch (error) {
    if (error instanceof LoadError) return {question: error.message};
    throw error;
  }
  const n = await engine.count(`dates of ${name}`, `select coalesce(sum(n), 0) from ${read} where instant is not null`);
  return {table: read, filled, read: n};
}

/** SQL of the days from the day a lead was created to a date, in the project's zone: below zero where the date lies before. */
export function daysSql(instant: string, timezone: string): string {
  const day = (at: string) =>
    timezone === "UTC" ? `cast(${at} as date)` : `cast(timezone(${literal(timezone)}, timezone('UTC', ${at})) as date)`;
  return `cast(${day(instant)} - ${day("created_at")} as double)`;
}
