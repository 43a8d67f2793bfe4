import {existsSync} from "node:fs";
import {join} from "node:path";
import manifest from "../package.json" with {type: "json"};
import {runSummary} from "../src/analysis/changes/runSummary.ts";
import type {Findings} from "../src/analysis/findings.ts";
import {setLanguage} from "../src/text/language.ts";
import {Engine} from "./engine/duckdb.ts";
import {Progress} from "./progress.ts";
import {mustHaveProject, readProject} from "./project/project.ts";
import type {Project} from "./project/schema.ts";
import {replaceDatabase} from "./replaceDatabase.ts";
import {keepRun} from "./results/runs.ts";
import {readFindings, run} from "./run.ts";
import {ensureSample} from "./sources/sample/ensure.ts";
import {isOurFault, UnexpectedError} from "./unexpected.ts";

/** The one local file that holds a project's tables, steps and results. */
export const warehousePath = (dir: string): string => join(dir, "warehouse.duckdb");

/** The findings of the last load; the project is loaded first where it never was, or by another version. */
export async function findingsOrLoad(dir: string): Promise<Findings> {
  const found = existsSync(warehousePath(dir)) ? await storedFindings(dir) : null;
  return found && isOfThisVersion(found) ? found : loadProject(readProject(dir), new Progress());
}

/**
 * Loads the project: the old warehouse is replaced whole when everything has worked, and stays untouched otherwise; then the
 * run's summary is kept beside it.
 */
export async function loadProject(
  project: Project,
  progress: Progress,
  options: {leads?: number} = {},
): Promise<Findings> {
  setLanguage(project.language);
  await ensureSample(project, progress, options);
  const findings = await replaceDatabase(warehousePath(project.dir), (engine) =>
    run(engine, project, progress).catch((error: unknown) => {
      throw isOurFault(error) ? new UnexpectedError(progress.current, error) : error;
    }),
  );
  keepRun(project.dir, runSummary(findings));
  return findings;
}

/** The findings of the last load. Needs neither the sources nor the project file. */
export async function findingsOf(dir: string): Promise<Findings> {
  const path = warehousePath(dir);
  const again = `run hakari load --project ${dir}`;
  if (!existsSync(path)) {
    mustHaveProject(dir);
    throw new Error(`missing warehouse: ${path}; ${again}`);
  }
  const found = await storedFindings(dir);
  if (!isOfThisVersion(found))
    throw new Error(`${path}: loaded by version ${found.run.versions.hakari}, this is ${manifest.version}; ${again}`);
  return found;
}

const isOfThisVersion = ({run}: Findings): boolean => run.versions.hakari === manifest.version;

async function storedFindings(dir: string): Promise<Findings> {
  const engine = await Engine.open(warehousePath(dir), {readOnly: true});
  try {
    const findings = await readFindings(engine);
    setLanguage(findings.run.language);
    return findings;
  } finally {
    engine.close();
  }
}
