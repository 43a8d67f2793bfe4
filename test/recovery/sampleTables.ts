import {copyFileSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {tableNames} from "../../loaders/sources/sample/files.ts";
import {generateSample, type SampleOptions} from "../../loaders/sources/sample/generate.ts";

export const sampleModel = new URL("../../data/sample/model.yaml", import.meta.url).pathname;

/** Generates a sample into a folder of its own; `remove` it afterwards. */
export async function sampleFolder(options: Omit<SampleOptions, "dir" | "model">) {
  const dir = mkdtempSync(join(tmpdir(), "hakari-sample-"));
  copyFileSync(sampleModel, join(dir, "model.yaml"));
  await generateSample({...options, dir, model: "model.yaml"});
  return {dir, file: (name: string) => join(dir, name), remove: () => rmSync(dir, {recursive: true})};
}

/** Seed of the sample that the project file names. */
export const sampleSeed = 11;

/** The files as tables of the same names, with rows as they stand, blemishes included. */
export async function sampleTables(options: {leads: number; seed?: number}): Promise<Engine> {
  const {file, remove} = await sampleFolder(options);
  const engine = await Engine.open();
  await engine.run("test", "set preserve_insertion_order = true");
  for (const table of tableNames) {
    await engine.run("test", `create table ${table} as select * from read_csv('${file(`${table}.csv`)}')`);
  }
  remove();
  return engine;
}
