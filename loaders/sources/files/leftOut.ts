import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
import type {Source} from "../../project/schema.ts";
import {headRecords, type Layout} from "./header.ts";
import {type Body, isFooter, isSecondHeader, isTotal, maybeTotal, type NoRecord, suspectPattern} from "./records.ts";

/** Lines of one kind that were left out of a file: a row's place among the rows (from 0), or the number of a malformed line. */
export interface LeftOut {
  what: NoRecord;
  rows: number[];
  lines: number[];
  /** Rows beyond those listed, which are not looked at one by one. */
  more: number;
  example: string;
}

/** What a staged table holds beside records. */
export interface NoRecords {
  leftOut: LeftOut[];
  /** Rows that stay and are called like a total. */
  doubtful: number[];
  /** SQL condition over the table: the row is a record. */
  where: string | null;
  /** Malformed lines that are no records. */
  lines: number[];
}

interface Looked {
  row: number;
  cells: string[];
}

interface Malformed {
  line: number;
  /** Rows before it in the file. */
  rows_before: number;
  raw: string;
}

const most = 2000;

/**
 * Finds the rows of a staged table, and the malformed lines beside it, that are no records: repeated and second headers,
 * totals, footers and empty rows. Few rows are looked at one by one: the first, the last, and those called like a total.
 */
export async function findNoRecords(
  engine: Engine,
  file: {table: string; columns: readonly string[]; malformed: string | null; layout: Layout; id: number},
  source: Pick<Source, "totals" | "header_rows">,
): Promise<NoRecords> {
  const {table, columns, layout, id} = file;
  const rows = await engine.count("count rows", `select count(*) from ${table}`);
  const list = `[${columns.map((name) => `coalesce(trim(${identifier(name)}), '')`).join(", ")}]`;
  const look = (condition: string, limit: number) =>
    engine.rows<Looked>(
      "rows that may be none",
      `select rowid as "row", ${list} as cells from ${table} where ${condition} order by rowid limit ${limit}`,
    );
  const first = await look("rowid < 200", 200);
  const last = await look(`rowid >= ${Math.max(0, rows - 30)}`, 30);
  const body = (except: number): Body => ({
    names: layout.names,
    id,
    others: first.filter(({row}) => row !== except).map(({cells}) => cells),
  });
  const found = new Map<number, {what: NoRecord; cells: string[]}>();
  const note = (what: NoRecord, {row, cells}: Looked) => found.has(row) || found.set(row, {what, cells});

  const extra = (source.header_rows ?? 1) - 1;
  for (const one of first.slice(0, extra > 0 ? extra : 0)) note("header", one);
  if (source.header_rows === undefined && layout.hasHeader) {
    for (const one of first.slice(0, 3)) {
      if (!isSecondHeader(one.cells, body(one.row))) break;
      note("header", one);
    }
  }
  if (layout.hasHeader && layout.names.some((name) => name !== "")) {
    const same = columns.map((name, i) => `coalesce(trim(${identifier(name)}), '') = ${literal(layout.names[i])}`);
    for (const one of await look(same.join(" and "), most)) note("header", one);
  }
  const doubtful: number[] = [];
  const malformed = file.malformed
    ? await engine.rows<Malformed>(
        "malformed lines",
        `(select line, rows_before, raw from ${file.malformed} order by line limit ${most}) union (select line, rows_before, raw from ${file.malformed} order by line desc limit 50) order by line`,
      )
    : [];
  const lines = new Map<number, {what: NoRecord; text: string}>();
  const drops = source.totals !== "keep";
  if (drops) {
    const firstCell = `lower(coalesce(${columns
      .slice(0, 6)
      .map((name) => `nullif(trim(${identifier(name)}), '')`)
      .join(", ")}))`;
    for (const one of await look(`regexp_matches(${firstCell}, ${literal(suspectPattern)})`, most)) {
      if (isTotal(one.cells, body(one.row))) note("total", one);
      else if (isFooter(one.cells, body(one.row), false)) note("footer", one);
      else if (maybeTotal(one.cells, body(one.row))) doubtful.push(one.row);
    }
    for (const one of last.toReversed()) {
      if (found.has(one.row) || one.cells.every((cell) => cell === "")) continue;
      if (!isFooter(one.cells, body(one.row), true)) break;
      note("footer", one);
    }
  }
  for (const {line, raw, rows_before} of malformed) {
    const cells = headRecords(raw.trim(), layout.delimiter, layout.quote).flatMap((record) => record.cells);
    const what = cells.every((cell) => cell === "")
      ? "empty"
      : drops && isTotal(cells, body(-1))
        ? "total"
        : drops && isFooter(cells, body(-1), rows_before >= rows)
          ? "footer"
          : isSecondHeader(cells, body(-1)) && cells[0] === layout.names[0]
            ? "header"
            : null;
    if (what) lines.set(line, {what, text: cells.filter(Boolean).join(" ")});
  }
  const empty = `${columns.map((name) => `coalesce(trim(${identifier(name)}), '') = ''`).join(" and ")}`;
  const nEmpty = await engine.count("empty rows", `select count(*) from ${table} where ${empty}`);
  const conditions = [
    ...(found.size ? [`rowid not in (${[...found.keys()].join(", ")})`] : []),
    ...(nEmpty ? [`not (${empty})`] : []),
  ];
  return {
    leftOut: grouped(found, lines, nEmpty, nEmpty ? (await look(empty, 3)).map(({row}) => row) : []),
    doubtful: doubtful.filter((row) => !found.has(row)),
    where: conditions.length ? conditions.join(" and ") : null,
    lines: [...lines.keys()],
  };
}

function grouped(
  found: ReadonlyMap<number, {what: NoRecord; cells: string[]}>,
  lines: ReadonlyMap<number, {what: NoRecord; text: string}>,
  nEmpty: number,
  firstEmpty: number[],
): LeftOut[] {
  const kinds = ["header", "total", "footer", "empty"] as const;
  return kinds.flatMap((what) => {
    const rows = [...found].filter(([, one]) => one.what === what);
    const malformed = [...lines].filter(([, one]) => one.what === what);
    const isEmpty = what === "empty";
    const shown = isEmpty ? firstEmpty : rows.map(([row]) => row);
    if (shown.length + malformed.length === 0) return [];
    const example = rows[0]?.[1].cells.filter(Boolean).join(" ") ?? malformed[0]?.[1].text ?? "";
    const more = isEmpty ? nEmpty - firstEmpty.length : 0;
    return [{what, rows: shown, lines: malformed.map(([line]) => line), more, example: example.slice(0, 80)}];
  });
}
