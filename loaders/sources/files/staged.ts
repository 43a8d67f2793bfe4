import type {Note} from "../../../src/analysis/notes/note.ts";
import type {Engine} from "../../engine/duckdb.ts";
import type {Project, Source} from "../../project/schema.ts";
import type {FoundFile} from "./find.ts";
import {placeColumns} from "./header.ts";
import type {Inspection} from "./inspect.ts";
import type {LineMap} from "./lineMap.ts";

export interface Column {
  name: string;
  /** DuckDB's type; VARCHAR for everything read from text. */
  type: string;
}

export interface StagedFile extends FoundFile, Inspection {
  /** Records read, malformed lines included, lines that are no records not. */
  rows: number;
  /** Leads from a row to its line; null where only rows can be told (Parquet, JSON arrays, lines that do not add up). */
  lines: () => Promise<LineMap | null>;
  /** What was noticed while it was read. */
  notes: Note[];
  /** Staging table of the text's rows; absent for Parquet. */
  table?: string;
  columns: Column[];
  /** Lines that could not be parted into the header's columns: a table of line, rows_before, source_file, detail, raw. */
  malformed: {table: string; count: number} | null;
  encodingUsed: string;
}

/**
 * Files of a source as a relation with the columns of all files, in file order, and three columns more: `row_key`
 * (unique, ascending in that order), `source_row` (place in its file, from 1) and `source_file` (its name).
 */
export interface Staged {
  relation: string;
  columns: Column[];
  files: StagedFile[];
}

/** Where staging happens: an attached database `staging` that is thrown away after the load, and a folder for files. */
export interface Workplace {
  engine: Engine;
  project: Project;
  folder: string;
  /** The files are so small that staging is kept in memory. */
  isSmall: boolean;
}

/** One file, read or ready to be read. */
export interface Part {
  file: StagedFile;
  columns: Column[];
  from: string;
  /** 0-based place of a row within the file. */
  row: string;
}

/** All columns of a relation or query. */
export async function describeColumns(engine: Engine, relation: string): Promise<Column[]> {
  const rows = await engine.rows<{column_name: string; column_type: string}>("columns", `describe ${relation}`);
  return rows.map(({column_name, column_type}) => ({name: column_name, type: column_type}));
}

/** Columns of a relation that the files (or a query) gave it. */
export async function columnsOf(engine: Engine, relation: string): Promise<Column[]> {
  const columns = await describeColumns(engine, relation);
  return columns.filter(({name}) => !(placeColumns as readonly string[]).includes(name));
}

/** The column of the leads' ids, as the source names it. */
export const idColumn = ({columns}: Pick<Source, "columns">): string => columns.lead_id ?? "lead_id";

/** The columns of the files that a source asks for; none where a query comes between. */
export function wantedColumns({query, columns}: Pick<Source, "query" | "columns">): string[] {
  if (query) return [];
  return [...new Set([idColumn({columns}), ...Object.values(columns)])].filter(
    (name) => !(placeColumns as readonly string[]).includes(name),
  );
}

/** Whether a type is of numbers with a fraction, as some tools make of ids. */
export const isFraction = (type: string): boolean => /^(DOUBLE|FLOAT|DECIMAL)/.test(type);

/** SQL of such a number as text: whole ones without a fraction, 1.0 as 1. */
export const wholeText = (value: string): string =>
  `case when ${value} = trunc(${value}) and abs(${value}) < 9007199254740992 then cast(cast(${value} as bigint) as varchar) else cast(${value} as varchar) end`;
