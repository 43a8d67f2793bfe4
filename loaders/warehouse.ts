import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Findings} from "../src/analysis/findings.ts";
import {Engine} from "./engine/duckdb.ts";
import {Progress} from "./progress.ts";
import {readProject} from "./project/project.ts";
import type {Project} from "./project/schema.ts";
import {replaceDatabase} from "./replaceDatabase.ts";
import {readFindings, run} from "./run.ts";
import {ensureSample} from "./sources/sample/ensure.ts";

/** The one local file that holds a project's tables, steps and results. */
export const warehousePath = (dir: string): string => join(dir, "warehouse.duckdb");

/** The findings of the last load; the project is loaded first where it never was. */
export async function findingsOrLoad(dir: string): Promise<Findings> {
  return existsSync(warehousePath(dir)) ? findingsOf(dir) : loadProject(readProject(dir), new Progress());
}

/** Loads the project: the old warehouse is replaced whole when everything has worked, and stays untouched otherwise. */
export async function loadProject(
  project: Project,
  progress: Progress,
  options: {leads?: number} = {},
): Promise<Findings> {
  await ensureSample(project, progress, options);
  return replaceDatabase(warehousePath(project.dir), (engine) => run(engine, project, progress));
}

/** The findings of the last load. Needs neither the sources nor the project file. */
export async function findingsOf(dir: string): Promise<Findings> {
  const path = warehousePath(dir);
  if (!existsSync(path)) throw new Error(`missing warehouse: ${path}; run hakari load --project ${dir}`);
  const engine = await Engine.open(path, {readOnly: true});
  try {
    return await readFindings(engine);
  } finally {
    engine.close();
  }
}
