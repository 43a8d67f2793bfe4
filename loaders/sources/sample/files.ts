import {type FileHandle, open, rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {Engine, identifier, literal} from "../../engine/duckdb.ts";
import {beingBuilt} from "../../leftovers.ts";

export type Format = "csv" | "parquet";

/** Columns of each table with their types; DuckDB reads and writes them so. */
export const tables = {
  leads: {
    lead_id: "varchar",
    created_at: "timestamp",
    email: "varchar",
    industry: "varchar",
    role: "varchar",
    size: "varchar",
    employees: "integer",
    region: "varchar",
    source: "varchar",
    first_campaign: "varchar",
    budget_confirmed: "varchar",
    lost_reason: "varchar",
  },
  activities: {
    lead_id: "varchar",
    occurred_at: "timestamp",
    activity: "varchar",
    topic: "varchar",
    channel: "varchar",
    campaign: "varchar",
    actor: "varchar",
  },
  stage_visits: {lead_id: "varchar", stage: "varchar", entered_at: "timestamp", left_at: "timestamp"},
  outcomes: {lead_id: "varchar", outcome: "varchar", decided_at: "timestamp", amount: "bigint"},
} as const;

export type Table = keyof typeof tables;
export const tableNames = Object.keys(tables) as Table[];

const formats: readonly Format[] = ["csv", "parquet"];

/** One CSV file for each table, written beside the final names until all are whole. */
export class Files {
  private constructor(
    private readonly dir: string,
    private readonly handles: Record<Table, FileHandle>,
  ) {}

  static async create(dir: string): Promise<Files> {
    const handles: Partial<Record<Table, FileHandle>> = {};
    for (const table of tableNames) {
      await rm(partial(dir, table, "csv"), {force: true});
      handles[table] = await open(partial(dir, table, "csv"), "wx");
      await handles[table].write(`${Object.keys(tables[table]).join(",")}\n`);
    }
    return new Files(dir, handles as Record<Table, FileHandle>);
  }

  async append(table: Table, text: string): Promise<void> {
    if (text) await this.handles[table].write(text);
  }

  /** Gives the files their final names, as `format`; files of the other format are removed. */
  async finish(format: Format): Promise<void> {
    await this.close();
    if (format === "parquet") for (const table of tableNames) await this.toParquet(table);
    for (const table of tableNames) {
      for (const other of formats) await rm(join(this.dir, `${table}.${other}`), {force: true});
      await rename(partial(this.dir, table, format), join(this.dir, `${table}.${format}`));
    }
  }

  /** Removes what was written. */
  async abandon(): Promise<void> {
    await this.close();
    for (const table of tableNames)
      for (const format of formats) await rm(partial(this.dir, table, format), {force: true});
  }

  private async close(): Promise<void> {
    for (const table of tableNames) await this.handles[table].close();
  }

  private async toParquet(table: Table): Promise<void> {
    const csv = partial(this.dir, table, "csv");
    const columns = Object.entries(tables[table]).map(([name, type]) => `${identifier(name)}: ${literal(type)}`);
    const engine = await Engine.open();
    try {
      await engine.run("sample", "set memory_limit = '1GB'; set preserve_insertion_order = true");
      await engine.run(
        "sample",
        `copy (select * from read_csv(${literal(csv)}, header = true, columns = {${columns.join(", ")}}))
        to ${literal(partial(this.dir, table, "parquet"))} (format parquet, compression zstd)`,
      );
    } finally {
      engine.close();
    }
    await rm(csv);
  }
}

const partial = (dir: string, table: Table, format: Format): string =>
  beingBuilt(join(dir, `partial-${table}.${format}`));
