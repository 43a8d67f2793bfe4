import type {Note} from "../../../src/analysis/notes/note.ts";
import {type Engine, identifier, literal} from "../../engine/duckdb.ts";
import {reasonOf} from "../../engine/sql/reason.ts";
import {LoadError} from "../loadError.ts";
import {type Column, describeColumns, type Part, type StagedFile} from "./staged.ts";

/**
 * Reads a Parquet file where it lies: nothing is copied. Timestamps of 96 bits, which Spark, Hive and Impala write, carry no
 * zone; Spark writes instants in UTC, and so they are read, and told.
 */
export async function parquetSelect(engine: Engine, file: StagedFile): Promise<Part> {
  const scan = `read_parquet(${literal(file.path)}, file_row_number = true)`;
  try {
    const columns = await describeColumns(engine, `select * exclude (file_row_number) from ${scan}`);
    const rows = await engine.count("count rows", `select count(*) from ${scan}`);
    const instants = await int96Columns(engine, file.path, columns);
    if (instants.length === 0) return {file: {...file, rows}, columns, from: scan, row: "file_row_number"};
    const replaced = instants.map((name) => `timezone('UTC', ${identifier(name)}) as ${identifier(name)}`).join(", ");
    const note: Note = {kind: "int96", level: "warning", file: file.name, columns: instants};
    return {
      file: {...file, rows, notes: [...file.notes, note]},
      columns: columns.map((c) => (instants.includes(c.name) ? {...c, type: "TIMESTAMP WITH TIME ZONE"} : c)),
      from: `(select * replace (${replaced}) from ${scan})`,
      row: "file_row_number",
    };
  } catch (error) {
    throw new LoadError(`malformed Parquet file: ${file.path}: ${reasonOf(error as Error).reason}; export it again`);
  }
}

async function int96Columns(engine: Engine, path: string, columns: readonly Column[]): Promise<string[]> {
  const found = await engine.rows<{name: string}>(
    "Parquet types",
    `select name from parquet_schema(${literal(path)}) where type = 'INT96'`,
  );
  const names = new Set(found.map(({name}) => name));
  return columns.filter(({name, type}) => names.has(name) && type === "TIMESTAMP").map(({name}) => name);
}
