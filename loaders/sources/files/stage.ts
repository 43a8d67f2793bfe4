import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
import type {Project, Source} from "../../project/schema.ts";
import {LoadError} from "../loadError.ts";
import {stageCsv} from "./csv.ts";
import {type FoundFile, findFiles} from "./find.ts";
import {type Inspection, inspect} from "./inspect.ts";
import {stageJson} from "./json.ts";
import {parquetSelect} from "./parquet.ts";

export interface Column {
  name: string;
  /** DuckDB's type; VARCHAR for everything read from text. */
  type: string;
}

export interface StagedFile extends FoundFile, Inspection {
  /** Rows read, malformed lines included. */
  rows: number;
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

/** Columns that every staged relation has beside the files' own. */
export const placeColumns = ["row_key", "source_row", "source_file"] as const;

/** Where staging happens: an attached database `staging` that is thrown away after the load, and a folder for files. */
export interface Workplace {
  engine: Engine;
  project: Project;
  folder: string;
}

/** Reads the files of a source; text as text, Parquet where it lies. `name` names the relation within `staging`. */
export async function stageFiles(place: Workplace, source: Source, name: string): Promise<Staged> {
  const found = await findFiles(place.engine, place.project, source);
  const parts: {select: string; columns: Column[]}[] = [];
  const files: StagedFile[] = [];
  for (const [i, file] of found.entries()) {
    const inspected = {...file, ...(await inspect(file)), columns: [], malformed: null, encodingUsed: "", rows: 0};
    const part = await stageOne(place, source, inspected, `staging.${identifier(`${name}_${i}`)}`);
    files.push({...part.file, columns: part.columns});
    parts.push({columns: part.columns, select: withPlace(part, i)});
  }
  const relation = `staging.${identifier(name)}`;
  const union = parts.map(({select}) => select).join("\nunion all by name\n");
  await place.engine.run(`stage ${name}`, `create or replace view ${relation} as\n${union}`);
  return {relation, columns: await columnsOf(place.engine, relation), files};
}

interface Part {
  file: StagedFile;
  columns: Column[];
  from: string;
  /** 0-based place of a row within the file. */
  row: string;
}

function withPlace({columns, from, row, file}: Part, i: number): string {
  const names = columns.map(({name}) => identifier(name)).join(", ");
  const key = `cast(${i} as bigint) * 1099511627776 + ${row}`;
  return `select ${names}, ${key} as row_key, ${row} + 1 as source_row, ${literal(file.name)} as source_file from ${from}`;
}

async function stageOne(place: Workplace, source: Source, file: StagedFile, table: string): Promise<Part> {
  if (file.bytes === 0) throw new LoadError(`empty file: ${file.path}; export it again, or take it out of files`);
  if (file.format === "parquet") return parquetSelect(place.engine, file);
  return file.format === "json" ? stageJson(place, source, file, table) : stageCsv(place, source, file, table);
}

/** Columns of a relation that the files (or a query) gave it. */
export async function columnsOf(engine: Engine, relation: string): Promise<Column[]> {
  const rows = await engine.rows<{column_name: string; column_type: string}>("columns", `describe ${relation}`);
  return rows
    .map(({column_name, column_type}) => ({name: column_name, type: column_type}))
    .filter(({name}) => !(placeColumns as readonly string[]).includes(name));
}

export type {Part};
