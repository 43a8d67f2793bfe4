import {statSync} from "node:fs";
import {dirname} from "node:path";
import manifest from "../package.json" with {type: "json"};
import {runSummary} from "../src/analysis/changes/runSummary.ts";
import type {Findings} from "../src/analysis/findings.ts";
import {setLanguage} from "../src/text/language.ts";
import {removeLeftovers} from "./leftovers.ts";
import {loadApart} from "./loadApart.ts";
import {askWarehouse, notOne} from "./openWarehouse.ts";
import {runsDir, warehousePath} from "./places.ts";
import type {Progress} from "./progress.ts";
import {mustHaveProject, readProject} from "./project/project.ts";
import type {Project} from "./project/schema.ts";
import {replaceDatabase} from "./replaceDatabase.ts";
import {keepRun} from "./results/runs.ts";
import {checkMemory, checkSpace} from "./room.ts";
import {readFindings, run} from "./run.ts";
import {ensureSample} from "./sources/sample/ensure.ts";
import {told} from "./unexpected.ts";
import {lookAt, warehouseTarget} from "./warehouseFile.ts";

/** The findings of the last load; the project is loaded first where it never was, or by another version. */
export async function findingsOrLoad(dir: string): Promise<Findings> {
  const found = lookAt(warehousePath(dir)).kind === "nothing" ? null : await storedFindings(dir);
  if (found && isOfThisVersion(found)) return found;
  readProject(dir);
  await loadApart(dir, {});
  return storedFindings(dir);
}

/**
 * Loads the project: the old warehouse is replaced whole when everything has worked, and stays untouched otherwise; then the
 * run's summary is kept beside it.
 * @throws Error before any work where the results could not be kept
 */
export async function loadProject(
  project: Project,
  progress: Progress,
  options: {leads?: number} = {},
): Promise<Findings> {
  setLanguage(project.language);
  try {
    checkRoom(project.dir);
    removeLeftovers(project.dir, "partial-");
    removeLeftovers(runsDir(project.dir), "");
    await ensureSample(project, progress, options);
    const findings = await replaceDatabase(warehousePath(project.dir), (engine) => run(engine, project, progress), {
      onKept: (text) => progress.say(text),
    });
    keepRun(project.dir, runSummary(findings));
    return findings;
  } catch (error) {
    throw told(error, progress.current);
  }
}

/** The findings of the last load. Needs neither the sources nor the project file. */
export async function findingsOf(dir: string): Promise<Findings> {
  const path = warehousePath(dir);
  const again = `run hakari load --project ${dir}`;
  if (lookAt(path).kind === "nothing") {
    mustHaveProject(dir);
    throw new Error(`${notOne(path, {kind: "nothing"})}; ${again}`);
  }
  const found = await storedFindings(dir);
  if (!isOfThisVersion(found))
    throw new Error(`${path}: loaded by version ${found.run.versions.hakari}, this is ${manifest.version}; ${again}`);
  return found;
}

const isOfThisVersion = ({run}: Findings): boolean => run.versions.hakari === manifest.version;

async function storedFindings(dir: string): Promise<Findings> {
  const findings = await askWarehouse(dir, readFindings);
  setLanguage(findings.run.language);
  return findings;
}

/** Bytes of the smallest warehouse, nearly. */
const leastSpace = 16 * 2 ** 20;

/**
 * Whether what a load makes can be kept, before it is made.
 * @throws Error where the folder of the runs is none, the disk has less room than the old warehouse takes, or memory is short
 */
function checkRoom(dir: string): void {
  const runs = lookAt(runsDir(dir));
  if (runs.kind !== "nothing" && runs.kind !== "folder")
    throw new Error(`not a folder: ${runsDir(dir)}, where runs are kept; move the file away`);
  const target = warehouseTarget(warehousePath(dir));
  const old = statSync(target, {throwIfNoEntry: false})?.size ?? 0;
  checkSpace(dirname(target), Math.max(leastSpace, old), "the load, beside the old warehouse");
  checkMemory();
}
