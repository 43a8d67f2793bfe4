import {readFile} from "node:fs/promises";
import type {Engine} from "./duckdb.ts";

/** Runs the step `loaders/steps/<name>.sql`, which leaves the table it is about. */
export async function runStep(engine: Engine, name: string): Promise<void> {
  const sql = await readFile(new URL(`../steps/${name}.sql`, import.meta.url), "utf8");
  await engine.run(name, sql);
}
