import type {Source} from "../../project/schema.ts";
import {headerIndex} from "./titles.ts";

const delimiters = [",", ";", "\t", "|"] as const;

/** How a CSV file is written, read off its first records. */
export interface Dialect {
  delimiter: string;
  quote: string;
  /** Column names; unnamed ones are empty texts. */
  names: string[];
}

/** A dialect, and where its header stands. */
export interface Layout extends Dialect {
  /** Lines above the header. */
  skip: number;
  /** There is a header, in the line after these. */
  hasHeader: boolean;
  /** Cells that most of the first records have. */
  width: number;
  /** Lines above the header that are not blank: titles and filters, or `sep=`. */
  above: {line: number; text: string}[];
}

/** A record of a file's head: its cells, and the line (from 0) where it begins. */
export interface HeadRecord {
  cells: string[];
  line: number;
}

export interface Reading extends Partial<Pick<Source, "delimiter" | "skip_lines" | "header_rows" | "header">> {
  /** Columns that the project file asks for. */
  wanted?: readonly string[];
  /** The head is the whole file: its last record is not cut. */
  isWhole?: boolean;
}

const mostRecords = 300;

/**
 * Reads the header of a CSV or TSV file. The delimiter is the one that parts most of the first records into equally many
 * cells, leaves fewest delimiters and quotes inside them and gives the names asked for; a first line `sep=;` says it. Lines
 * above the header (titles, filters, blanks) are found by their fewer cells, or counted by `skip_lines`. The quote is the
 * character around names or after delimiters, by default `"`.
 */
export function readLayout(head: string, reading: Reading = {}): Layout {
  const sep = reading.skip_lines === undefined ? /^sep=(.)\r?(\n|$)/i.exec(head) : null;
  const given = reading.delimiter ?? sep?.[1];
  const from = reading.skip_lines ?? (sep ? 1 : 0);
  const text = afterLines(head, from);
  const quote = /(^|[,;\t|\n])'[^'\n]*'([,;\t|\r\n]|$)/.test(text) && !text.includes('"') ? "'" : '"';
  const readings = (given ? [given] : delimiters).map((delimiter) => readWith(text, {delimiter, quote, ...reading}));
  const best = readings.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a));
  const above = sep ? [{line: 0, text: sep[0].trim()}] : linesOf(head, from);
  return {
    ...best.layout,
    skip: from + best.layout.skip,
    above: [...above, ...best.layout.above.map(({line, text}) => ({line: line + from, text}))],
  };
}

/** The header of a table that begins with it. */
export function readHeader(head: string): Dialect {
  const {delimiter, quote, names} = readLayout(head, {header_rows: 1, skip_lines: 0});
  return {delimiter, quote, names};
}

function afterLines(text: string, lines: number): string {
  let at = 0;
  for (let i = 0; i < lines; ++i) {
    const end = text.indexOf("\n", at);
    if (end < 0) return "";
    at = end + 1;
  }
  return text.slice(at);
}

const linesOf = (text: string, n: number) =>
  text
    .split("\n", n)
    .map((line, i) => ({line: i, text: line.trim()}))
    .filter(({text}) => text !== "");

function readWith(
  text: string,
  reading: Reading & {delimiter: string; quote: string},
): {layout: Layout; score: number} {
  const {delimiter, quote, wanted = [], header} = reading;
  const all = headRecords(text, delimiter, quote);
  if (!reading.isWhole && all.length > 1 && text.length > 60_000) all.pop();
  const records = all.filter(({cells}) => cells.length > 1 || cells[0] !== "");
  const width = usualWidth(records);
  const hasHeader = (reading.header_rows ?? (header ? 0 : 1)) > 0;
  const at = reading.skip_lines === undefined && hasHeader ? headerIndex(records, width, wanted) : 0;
  const found = records[at] ?? {cells: [""], line: 0};
  const own = hasHeader ? found.cells : Array<string>(width).fill("");
  const names = header ? [...header] : own.map((name) => name.trim());
  const body = records.slice(at, at + mostRecords);
  const even = body.filter(({cells}) => cells.length === width);
  const cells = even.flatMap((record) => record.cells);
  const clean = cells.filter((cell) => isClean(cell, delimiter, quote)).length / Math.max(1, cells.length);
  const asked = wanted.length ? wanted.filter((name) => includes(names, name)).length / wanted.length : 0;
  const parts =
    width > 1
      ? (even.length / Math.max(1, body.length)) * (0.4 + 0.6 * clean) + (at === 0 && found.cells.length > 1 ? 0.3 : 0)
      : 0;
  const skip = hasHeader ? found.line : 0;
  return {
    layout: {
      delimiter,
      quote,
      names,
      width,
      hasHeader,
      skip,
      above: records.slice(0, at).map(({cells, line}) => ({line, text: cells.filter(Boolean).join(" ")})),
    },
    score: parts + asked + Math.min(names.length, 1000) * 1e-6,
  };
}

const includes = (names: readonly string[], name: string) =>
  names.some((given) => given.toLowerCase() === name.toLowerCase());

/** The number of cells that most records have; of records with one cell only where there are no others. */
function usualWidth(records: readonly HeadRecord[]): number {
  const counts = new Map<number, number>();
  for (const {cells} of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const several = [...counts].filter(([width]) => width > 1);
  const ones = counts.get(1) ?? 0;
  if (several.length === 0) return 1;
  const [width, n] = several.reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a));
  return ones > 4 * n + 20 ? 1 : width;
}

/** No delimiter but in a number with a decimal comma, and no stray quote. */
function isClean(cell: string, delimiter: string, quote: string): boolean {
  if (cell.includes(quote)) return false;
  if (!delimiters.some((d) => d !== delimiter && cell.includes(d))) return true;
  return /^\s*[-+]?[\d.\s]*\d,\d+\s*[%€]?\s*$/.test(cell);
}

/** The records of a text, at most a few hundred; the last may be cut. */
export function headRecords(text: string, delimiter: string, quote: string): HeadRecord[] {
  const records: HeadRecord[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let line = 0;
  let begin = 0;
  const endCell = () => {
    cells.push(cell);
    cell = "";
  };
  for (let i = 0; i < text.length && records.length <= mostRecords + 50; ++i) {
    const c = text[i];
    if (c === "\n") ++line;
    if (isQuoted) {
      if (c !== quote) cell += c;
      else if (text[i + 1] === quote) cell += text[++i];
      else isQuoted = false;
    } else if (c === quote && cell.trim() === "") {
      cell = "";
      isQuoted = true;
    } else if (c === delimiter) endCell();
    else if (c === "\n") {
      endCell();
      records.push({cells, line: begin});
      cells = [];
      begin = line;
    } else if (c !== "\r") cell += c;
  }
  if (cell !== "" || cells.length > 0) {
    endCell();
    records.push({cells, line: begin});
  }
  return records.map(({cells, line}) => ({line, cells: cells.map((text) => text.trim())}));
}

/** Name of a file's column in its staging table: its own but for `rowid`, which would hide the engine's. */
export const stagedName = (name: string): string => (name.toLowerCase() === "rowid" ? `${name} of the file` : name);

/** Name by which a project file speaks of a staged column. */
export const shownName = (staged: string): string => staged.replace(/^(rowid) of the file$/i, "$1");

/** Columns that every staged relation has beside the files' own. */
export const placeColumns = ["row_key", "source_row", "source_file"] as const;

/**
 * The same names, each made unlike the ones before it and the place columns (DuckDB's names ignore case):
 * `a, A, ` → `a, A_2, column3`.
 */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Set<string>(placeColumns);
  return names.map((given, i) => {
    const name = given || `column${i + 1}`;
    let distinct = name;
    for (let n = 2; seen.has(distinct.toLowerCase()); ++n) distinct = `${name}_${n}`;
    seen.add(distinct.toLowerCase());
    return distinct;
  });
}
