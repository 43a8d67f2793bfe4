import {readdir, readFile} from "node:fs/promises";
import {basename} from "node:path";
import type {Engine} from "./duckdb.ts";

const folder = new URL("../steps/", import.meta.url);

/** Runs the step `<name>.sql`, wherever under `loaders/steps` it stands, which leaves the table it is about. */
export async function runStep(engine: Engine, name: string): Promise<void> {
  const files = await readdir(folder, {recursive: true});
  const file = files.find((path) => basename(path) === `${name}.sql`);
  if (file === undefined) throw new Error(`unknown step: ${name}`);
  await engine.run(name, await readFile(new URL(file, folder), "utf8"));
}
