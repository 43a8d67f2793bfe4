import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Findings} from "../src/analysis/findings.ts";
import {Engine} from "./engine/duckdb.ts";
import type {Progress} from "./progress.ts";
import type {Project} from "./project/schema.ts";
import {replaceDatabase} from "./replaceDatabase.ts";
import {readFindings, run} from "./run.ts";
import {ensureSample} from "./sources/sample/ensure.ts";

/** The one local file that holds a project's tables, steps and results. */
export const warehousePath = ({dir}: {dir: string}): string => join(dir, "warehouse.duckdb");

export const isLoaded = (project: Project): boolean => existsSync(warehousePath(project));

/** Loads the project: the old warehouse is replaced whole when everything has worked, and stays untouched otherwise. */
export async function loadProject(
  project: Project,
  progress: Progress,
  options: {leads?: number} = {},
): Promise<Findings> {
  await ensureSample(project, progress, options);
  return replaceDatabase(warehousePath(project), (engine) => run(engine, project, progress));
}

/** The findings of the last load. */
export async function findingsOf(project: Project): Promise<Findings> {
  if (!isLoaded(project))
    throw new Error(`missing warehouse: ${warehousePath(project)}; run hakari load --project ${project.dir}`);
  const engine = await Engine.open(warehousePath(project), {readOnly: true});
  try {
    return await readFindings(engine);
  } finally {
    engine.close();
  }
}
