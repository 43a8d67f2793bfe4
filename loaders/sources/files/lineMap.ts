import {createReadStream} from "node:fs";
import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {createGunzip} from "node:zlib";
import {literal} from "../../engine/duckdb.ts";
import type {Workplace} from "./staged.ts";

/** A CSV file as the engine read it: where the text is, how its records are parted, what became of its lines. */
export interface ReadCsv {
  path: string;
  isGzip: boolean;
  /** Line ends in the text, a last line without one counted. */
  lines: number;
  isSheet?: boolean;
  delimiter: string;
  quote: string;
  /** Lines above the header. */
  skip: number;
  hasHeader: boolean;
  /** Staging table of the rows, and how many. */
  table: string;
  rows: number;
  columns: number;
  /** SQL of the engine's numbers of malformed lines, as column `line`; and how many. */
  malformed: {select: string; count: number};
}

/**
 * Tables that lead from a row to the line an editor shows. The engine counts a record over several lines as one line, and a
 * blank line as one: `others` (line, rows_before, nth) are blank and malformed lines and the rows before them, `breaks` (line,
 * before) the line ends within values before a line of the engine's count.
 */
export interface LineMap {
  /** Lines above the first row, as the engine counts. */
  top: number;
  others: string;
  breaks: string;
}

/** Records over more than one line, and blank lines, of a file with more of them are not listed. */
const mostOdd = 2_000_000;

/**
 * Makes the tables of a file's lines. A file whose lines are its records is not read again; any other is looked through
 * once. Null where its lines do not add up: only rows can be told then.
 */
export async function mapLines({engine, folder}: Workplace, file: ReadCsv): Promise<LineMap | null> {
  const top = file.skip + (file.hasHeader ? 1 : 0);
  const [others, breaks] = ["others", "breaks"].map((what) => file.table.replace(/"$/, `_${what}"`));
  const isPlain = file.lines === top + file.rows + file.malformed.count;
  const odd = isPlain ? {lines: [], extra: [], last: file.lines} : await oddLines(file);
  if (!odd) return null;
  const blank = file.columns > 1 ? odd.extra.filter((extra) => extra < 0).length : 0;
  if (odd.last !== top + file.rows + file.malformed.count + blank) return null;
  const list = join(folder, `${file.table.replace(/\W/g, "")}.lines`);
  await writeFile(list, odd.lines.map((line, i) => `${line},${odd.extra[i]}\n`).join(""));
  const read = `read_csv(${literal(list)}, auto_detect = false, header = false, columns = {'line': 'BIGINT', 'extra': 'BIGINT'})`;
  const blanks = file.columns > 1 ? `select line from ${read} where extra < 0 union all` : "";
  await engine.run(
    "map lines",
    `create or replace table ${others} as
     with listed as (${blanks} select distinct line from (${file.malformed.select})),
     counted as (select line, row_number() over (order by line) as nth from listed)
     select line, line - ${top} - nth as rows_before, nth from counted where line > ${top} order by line;
     create or replace table ${breaks} as
     select line, sum(extra) over (order by line) as "before" from ${read} where extra > 0 and ${!file.isSheet} order by line`,
  );
  return {top, others, breaks};
}

/** SQL of the line of a row, given its place among the file's rows from 1; with the joins that it needs. */
export function lineOfRow({top, others, breaks}: LineMap, row: string, alias: string): {sql: string; join: string} {
  const line = `(${top} + ${row} + coalesce(${alias}o.nth, 0))`;
  return {
    sql: `${line} + coalesce(${alias}b."before", 0)`,
    join: `asof left join (select rows_before, max(nth) as nth from ${others} group by rows_before) ${alias}o on ${row} > ${alias}o.rows_before
      asof left join ${breaks} ${alias}b on ${line} > ${alias}b.line`,
  };
}

/** The bytes of a byte order mark, which are no part of a line. */
const mark = [0xef, 0xbb, 0xbf];

/** Lines of the engine's count that are more than one line (`extra`: by so many) or blank (−1), and the number of the last. */
async function oddLines(file: ReadCsv): Promise<{lines: number[]; extra: number[]; last: number} | null> {
  const raw = createReadStream(file.path, {highWaterMark: 1 << 20});
  const [quote, delimiter] = [file.quote.charCodeAt(0), file.delimiter.charCodeAt(0)];
  const lines: number[] = [];
  const extra: number[] = [];
  let line = 1;
  let isQuoted = false;
  let isStart = true;
  let isBlank = true;
  let inside = 0;
  let isClosed = false;
  for await (const chunk of file.isGzip ? raw.pipe(createGunzip()) : raw) {
    const bytes = chunk as Buffer;
    for (let i = 0; i < bytes.length; ++i) {
      const byte = bytes[i];
      if (byte === 10 && !isQuoted) {
        if (inside > 0 || (isBlank && line > file.skip)) {
          lines.push(line);
          extra.push(inside || -1);
          if (lines.length > mostOdd) return null;
        }
        ++line;
        inside = 0;
        isStart = true;
        isBlank = true;
        isClosed = false;
      } else if (line <= file.skip || byte === 13 || (line === 1 && isStart && mark.includes(byte))) continue;
      else if (byte === quote && (isQuoted || isStart || isClosed)) {
        isClosed = isQuoted;
        isQuoted = !isQuoted;
        isStart = false;
        isBlank = false;
      } else if (isQuoted) {
        if (byte === 10) ++inside;
      } else {
        isStart = byte === delimiter;
        isClosed = false;
        isBlank = false;
      }
    }
  }
  return {lines, extra, last: isBlank && !isQuoted ? line - 1 : line};
}
