import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {headRecords, type Layout} from "./header.ts";
import {type Body, isFooter, isSecondHeader, isTotal, maybeTotal, type NoRecord, suspectPattern} from "./records.ts";

/** Lines of one kind that were left out of a file. */
export interface LeftOut {
  what: NoRecord;
  /** Places among the rows, from 0; of empty rows the first three. */
  rows: number[];
  /** Numbers of malformed lines. */
  lines: number[];
  /** How many rows and lines. */
  n: number;
  /** The first in words. */
  example: string;
}

/** What a staged table holds beside records. */
export interface NoRecords {
  leftOut: LeftOut[];
  /** Rows that stay and are called like a total. */
  doubtful: number[];
  /** SQL condition over the table: the row is a record; null where all are. */
  where: string | null;
  /** Malformed lines that are no records. */
  lines: number[];
}

/** A staged table: its columns are the header's names made distinct. */
export interface StagedTable {
  table: string;
  columns: readonly string[];
  rows: number;
  /** Table of its malformed lines, null without any. */
  malformed: string | null;
  layout: Layout;
  /** Place of the column of the leads' ids, or 0. */
  id: number;
}

type Settings = Pick<Source, "totals" | "header_rows">;

interface Looked {
  row: number;
  cells: string[];
}

interface Malformed {
  line: number;
  rows_before: number;
  raw: string;
}

/** Rows and malformed lines that are looked at one by one, of each kind. */
const most = 2000;

/**
 * Finds the rows of a staged table, and the malformed lines beside it, that are no records: repeated and second headers,
 * totals, footers and empty rows. Few rows are looked at one by one: the first, the last, and those called like a total.
 */
export async function findNoRecords(engine: Engine, staged: StagedTable, settings: Settings): Promise<NoRecords> {
  const cells = staged.columns.map(textOf);
  const look = (condition: string, limit: number) =>
    engine.rows<Looked>(
      "rows that may be none",
      `select rowid as "row", [${cells.join(", ")}] as cells from ${staged.table} where ${condition} order by rowid limit ${limit}`,
    );
  const first = await look("rowid < 200", 200);
  const found = new Map<number, {what: NoRecord; cells: string[]}>();
  const note = (what: NoRecord, rows: readonly Looked[]) => {
    for (const {row, cells} of rows) if (!found.has(row)) found.set(row, {what, cells});
  };
  note("header", secondHeaders(staged, settings, first));
  if (staged.layout.names.some((name) => name !== "") && staged.layout.hasHeader) {
    const repeats = cells.map((cell, i) => `${cell} = ${literal(staged.layout.names[i])}`);
    note("header", await look(repeats.join(" and "), most));
  }
  const doubtful: number[] = [];
  if (settings.totals !== "keep") {
    const suspects = await look(`regexp_matches(${firstCell(staged.columns)}, ${literal(suspectPattern)})`, most);
    const bodyFor = ({row}: Looked) => bodyOf(staged, first, row);
    note(
      "total",
      suspects.filter((one) => isTotal(one.cells, bodyFor(one))),
    );
    note(
      "footer",
      suspects.filter((one) => isFooter(one.cells, bodyFor(one), false)),
    );
    note(
      "footer",
      lastFooters(await look(`rowid >= ${staged.rows - 30}`, 30), bodyFor, (row) => found.has(row)),
    );
    const doubts = suspects.filter((one) => !found.has(one.row) && maybeTotal(one.cells, bodyFor(one)));
    doubtful.push(...doubts.map(({row}) => row));
  }
  const isEmpty = cells.map((cell) => `${cell} = ''`).join(" and ");
  const nEmpty = await engine.count("empty rows", `select count(*) from ${staged.table} where ${isEmpty}`);
  const empty = nEmpty > 0 ? await look(isEmpty, 3) : [];
  const lines = await judgeMalformed(engine, staged, settings, bodyOf(staged, first, -1));
  const conditions = [
    ...(found.size > 0 ? [`rowid not in (${[...found.keys()].join(", ")})`] : []),
    ...(nEmpty > 0 ? [`not (${isEmpty})`] : []),
  ];
  return {
    leftOut: grouped(found, lines, {n: nEmpty, rows: empty.map(({row}) => row)}),
    doubtful,
    where: conditions.join(" and ") || null,
    lines: [...lines.keys()],
  };
}

const textOf = (column: string) => `coalesce(trim(${identifier(column)}), '')`;

const firstCell = (columns: readonly string[]) => {
  const filled = columns.slice(0, 6).map((name) => `nullif(trim(${identifier(name)}), '')`);
  return `lower(coalesce(${filled.join(", ")}))`;
};

const bodyOf = ({layout, id}: StagedTable, first: readonly Looked[], except: number): Body => ({
  names: layout.names,
  id,
  others: first.filter(({row}) => row !== except).map(({cells}) => cells),
});

/** The header's further rows by `header_rows`; else the first rows as long as they name the columns again. */
function secondHeaders(staged: StagedTable, {header_rows}: Settings, first: readonly Looked[]): Looked[] {
  if (header_rows !== undefined) return first.slice(0, Math.max(0, header_rows - 1));
  if (!staged.layout.hasHeader) return [];
  const top = first.slice(0, 3);
  const end = top.findIndex((one) => !isSecondHeader(one.cells, bodyOf(staged, first, one.row)));
  return end < 0 ? top : top.slice(0, end);
}

/** Footers from the last row up, to the first row that is none. */
function lastFooters(
  last: readonly Looked[],
  bodyFor: (one: Looked) => Body,
  isFound: (row: number) => boolean,
): Looked[] {
  const footers: Looked[] = [];
  for (const one of last.toReversed()) {
    if (isFound(one.row) || one.cells.every((cell) => cell === "")) continue;
    if (!isFooter(one.cells, bodyFor(one), true)) break;
    footers.push(one);
  }
  return footers;
}

/** Malformed lines that are no records, by their numbers: of many the first and the last. */
async function judgeMalformed(
  engine: Engine,
  {malformed, layout, rows}: StagedTable,
  {totals}: Settings,
  body: Body,
): Promise<Map<number, {what: NoRecord; cells: string[]}>> {
  const found = new Map<number, {what: NoRecord; cells: string[]}>();
  if (!malformed) return found;
  const lines = await engine.rows<Malformed>(
    "malformed lines",
    `from (from ${malformed} order by line limit ${most}) union from (from ${malformed} order by line desc limit 50) order by line`,
  );
  const kindOf = (cells: readonly string[], isAtEnd: boolean): NoRecord | null => {
    if (cells.every((cell) => cell === "")) return "empty";
    if (totals !== "keep" && isTotal(cells, body)) return "total";
    if (totals !== "keep" && isFooter(cells, body, isAtEnd)) return "footer";
    return cells[0] === layout.names[0] && isSecondHeader(cells, body) ? "header" : null;
  };
  for (const {line, raw, rows_before} of lines) {
    const cells = headRecords(raw.trim(), layout.delimiter, layout.quote).flatMap((record) => record.cells);
    const what = kindOf(cells, rows_before >= rows);
    if (what) found.set(line, {what, cells});
  }
  return found;
}

type Found = ReadonlyMap<number, {what: NoRecord; cells: string[]}>;

function grouped(rows: Found, lines: Found, empty: {n: number; rows: number[]}): LeftOut[] {
  const kinds = ["header", "total", "footer", "empty"] as const;
  return kinds.flatMap((what) => {
    const of = (found: Found) => [...found].filter(([, one]) => one.what === what).sort(([a], [b]) => a - b);
    const [inRows, inLines] = [of(rows), of(lines)];
    const n = inRows.length + inLines.length + (what === "empty" ? empty.n : 0);
    if (n === 0) return [];
    const [, shown] = inRows[0] ?? inLines[0] ?? [0, {cells: []}];
    return [
      {
        what,
        rows: what === "empty" ? empty.rows : inRows.map(([row]) => row),
        lines: inLines.map(([line]) => line),
        n,
        example: shown.cells.filter(Boolean).join(" ").slice(0, 80),
      },
    ];
  });
}
