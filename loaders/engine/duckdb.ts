import {tmpdir} from "node:os";
import {join} from "node:path";
import {type DuckDBConnection, DuckDBInstance, type DuckDBValue} from "@duckdb/node-api";
import {beingBuilt} from "../leftovers.ts";
import {MemoryError} from "../memory.ts";
import {StepError} from "./stepError.ts";

/** A row as plain JavaScript: bigints become numbers, timestamps ISO strings in UTC. */
export type Row = Record<string, unknown>;

/** Databases in memory that this process has opened: each has a name of its own for its files. */
let opened = 0;

/** One open database. Close it before the file is renamed or read by another process. */
export class Engine {
  private constructor(
    private readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    /** Where files of this database's own may be put: this path with an ending. */
    readonly beside: string,
  ) {}

  /**
   * Opens `path` (default: in memory). Instants are UTC whatever the machine's zone; extensions are never fetched or loaded. What is
   * opened read-only is confined at once, to `reads`: a warehouse that somebody else made may hold views of any file. What does
   * not fit in memory goes beside the database, or, of one in memory, among the machine's temporary files: never to the folder that
   * the command is called in.
   */
  static async open(
    path = ":memory:",
    {readOnly = false, reads = []}: {readOnly?: boolean; reads?: readonly string[]} = {},
  ): Promise<Engine> {
    const beside = path === ":memory:" ? beingBuilt(join(tmpdir(), `hakari-${++opened}`)) : path;
    const instance = await attempt("open the database", path, () =>
      DuckDBInstance.create(path, {
        access_mode: readOnly ? "READ_ONLY" : "AUTOMATIC",
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
        allow_community_extensions: "false",
        preserve_insertion_order: "false",
        temp_directory: `${beside}.tmp`,
      }),
    );
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    const engine = new Engine(instance, connection, beside);
    if (readOnly) await engine.confine({files: reads, folders: []});
    return engine;
  }

  /**
   * From now on, until it is closed, the database opens no other files than these and its own, and its settings stay as they
   * are, but for those that a load itself changes. `files` are paths, or patterns as they will be written; in `folders`, files
   * may be made, too. What can be attached must have been.
   */
  async confine({files, folders}: {files: readonly string[]; folders: readonly string[]}): Promise<void> {
    const list = (texts: readonly string[]) => `[${texts.map(literal).join(", ")}]`;
    await this.run(
      "confine the database",
      `set allowed_directories = ${list(folders)}; set allowed_paths = ${list(files)}; set enable_external_access = false;
       set allowed_configs = ['memory_limit', 'preserve_insertion_order']; set lock_configuration = true`,
    );
  }

  /** Runs one or more statements for their effect. */
  async run(step: string, sql: string, params?: Record<string, DuckDBValue>): Promise<void> {
    await attempt(step, sql, () => this.connection.run(sql, params));
  }

  /** All rows of one query; for results, which are small. */
  async rows<T = Row>(step: string, sql: string, params?: Record<string, DuckDBValue>): Promise<T[]> {
    const reader = await attempt(step, sql, () => this.connection.runAndReadAll(sql, params));
    const names = reader.deduplicatedColumnNames();
    const columns = reader.getColumnsJS();
    return Array.from({length: reader.currentRowCount}, (_, r) => {
      const row: Row = {};
      for (let k = 0; k < names.length; ++k) row[names[k]] = plain(columns[k][r]);
      return row as T;
    });
  }

  /** The number in the first column of the only row. */
  async count(step: string, sql: string): Promise<number> {
    const [row] = await this.rows(step, sql);
    return Number(Object.values(row)[0]);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** How the engine says that memory is short, and not the disk that it moves to then. */
const isForMemory = /^Out of Memory Error(?!.*max_temp_directory_size)|bad_alloc|Allocation failure/s;

async function attempt<T>(step: string, sql: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw isForMemory.test(reason) ? new MemoryError(step) : new StepError(step, sql, reason);
  }
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plain(v)]));
  }
  return value;
}

/** A text as a SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as a quoted SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
