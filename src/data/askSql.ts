import {readFileSync} from "node:fs";
import {basename, join, relative} from "node:path";
import {Engine, type Row} from "../../loaders/engine/duckdb.ts";
import {lineAt, placeFiles} from "../../loaders/engine/sql/namedFiles.ts";
import {readableFolders} from "../../loaders/engine/sql/reach.ts";
import {lookAtQuery} from "../../loaders/engine/sql/readOnly.ts";
import {reasonOf} from "../../loaders/engine/sql/reason.ts";
import {ask, projectDir, serve} from "./warehouse.ts";

/**
 * What Framework runs for `src/own/<name>.json.sql`: the query, against the project's warehouse, read-only; its rows become
 * `FileAttachment("<name>.json")`. It is one SELECT, which may read every table of the warehouse, and files as a project's `query`
 * may; what leaves the house is checked by the build. Where it is wrong, one line says so, which a build passes on.
 */
const path = process.argv[2];
const sql = readFileSync(path, "utf8");

/** What is wrong with the query; `line` is of its text, from 0. */
class QueryFault extends Error {
  constructor(
    message: string,
    readonly line = 0,
  ) {
    super(message);
  }
}

try {
  const looked = await look();
  serve(await ask((engine) => rowsOf(engine, looked.sql), looked.reads));
} catch (error) {
  const root = process.env.HAKARI_SITE_ROOT;
  const file = root ? join("src", relative(root, path)) : path;
  const place = error instanceof QueryFault ? `${file}:${error.line + 1}` : file;
  console.error(`\nhakari: ${place}: ${(error as Error).message.replaceAll("\n", " ")}`);
  process.exitCode = 1;
}

/** The query with absolute paths, and the files that it reads; nothing is run. */
async function look(): Promise<{sql: string; reads: string[]}> {
  const dir = projectDir();
  const engine = await Engine.open();
  try {
    const {faults, files} = await lookAtQuery(engine, sql);
    const placed = await placeFiles(engine, sql, files, {dir, folders: readableFolders(dir, process.env)});
    for (const {message, at} of [...faults, ...placed.faults]) throw new QueryFault(message, lineAt(sql, at));
    return placed;
  } finally {
    engine.close();
  }
}

async function rowsOf(engine: Engine, query: string): Promise<Row[]> {
  try {
    return await engine.rows(basename(path), query);
  } catch (error) {
    const {reason, within} = reasonOf(error as Error);
    throw new QueryFault(`cannot be run: ${reason}`, within);
  }
}
