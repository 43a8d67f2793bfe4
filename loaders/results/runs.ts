import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type RunSummary, summaryFormat} from "../../src/analysis/changes/runSummary.ts";
import {reasonOfFile} from "../fileFaults.ts";
import {beingBuilt} from "../leftovers.ts";
import {runsDir} from "../places.ts";
import {type KeptRun, readRun} from "./runShape.ts";

/**
 * Keeps a summary in the project's folder. One run has one file: a run that was the last already keeps its number, an
 * earlier one that is loaded again becomes the last.
 */
export function keepRun(projectDir: string, summary: RunSummary): void {
  const runs = readRuns(projectDir);
  const last = runs.at(-1);
  const number = last?.run.id === summary.run.id ? last.number : (last?.number ?? 0) + 1;
  const dir = runsDir(projectDir);
  mkdirSync(dir, {recursive: true});
  const file = join(dir, fileName(summary));
  const kept: KeptRun = {number, ...summary};
  const building = beingBuilt(file);
  rmSync(building, {force: true});
  writeFileSync(building, `${JSON.stringify(kept)}\n`, {flag: "wx"});
  renameSync(building, file);
}

/** The runs that a project keeps, the last one last; those that another version wrote in another format, and broken ones, are left out. */
export function readRuns(projectDir: string): KeptRun[] {
  return filesOf(projectDir)
    .flatMap((file) => {
      const read = parsed(file);
      return "run" in read ? [read.run] : [];
    })
    .sort((a, b) => a.number - b.number || (a.run.id < b.run.id ? -1 : 1));
}

/** What is wrong with files of `runs/`, a sentence each with the file's name; the other runs can be read. */
export const runFaults = (projectDir: string): string[] =>
  filesOf(projectDir).flatMap((file) => {
    const read = parsed(file);
    return "fault" in read
      ? [`${file}: ${read.fault}; it is left out of comparisons; remove it, or put back a copy`]
      : [];
  });

function filesOf(projectDir: string): string[] {
  const dir = runsDir(projectDir);
  if (!statSync(dir, {throwIfNoEntry: false})?.isDirectory()) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(dir, name));
}

/** The last run but this one; null where it is the first. */
export const runBefore = (projectDir: string, id: string): KeptRun | null =>
  readRuns(projectDir).findLast(({run}) => run.id !== id) ?? null;

/**
 * A run by what a reader calls it: a project folder (its last run), a file of `runs/`, or the id of a run of the project, or
 * the first characters of one. Throws, naming the runs there are.
 */
export function findRun(name: string, projectDir: string): KeptRun {
  if (existsSync(name)) return statSync(name).isDirectory() ? lastRun(name) : runFile(name);
  const runs = readRuns(projectDir);
  const found = runs.filter(({run}) => run.id.startsWith(name));
  if (found.length === 1) return found[0];
  if (found.length > 1) throw new Error(`ambiguous run: ${name}; ${idsOf(found)} begin with it`);
  const faults = runFaults(projectDir);
  const broken = faults.length > 0 ? `; of its files these cannot be read: ${faults.join("; ")}` : "";
  const known = runs.length > 0 ? `${projectDir} keeps ${idsOf(runs)}` : `${projectDir} keeps no run yet`;
  throw new Error(`unknown run: ${name}; give a project folder, a file of runs/, or an id: ${known}${broken}`);
}

function lastRun(projectDir: string): KeptRun {
  const last = readRuns(projectDir).at(-1);
  if (last) return last;
  const [fault] = runFaults(projectDir);
  throw new Error(
    `missing runs: ${runsDir(projectDir)}; run hakari load --project ${projectDir}${fault === undefined ? "" : ` (${fault})`}`,
  );
}

function runFile(file: string): KeptRun {
  const read = parsed(file);
  if ("run" in read) return read.run;
  throw new Error(
    "fault" in read
      ? `${file}: ${read.fault}; name a file of runs/, or load the project again`
      : `${file}: unsupported run file: format ${read.format}; this version reads format ${summaryFormat}; load the project again`,
  );
}

function parsed(file: string): ReturnType<typeof readRun> {
  try {
    return readRun(readFileSync(file, "utf8"));
  } catch (error) {
    return {fault: `cannot be read: ${reasonOfFile(error) ?? (error as Error).message}`};
  }
}

const idsOf = (runs: readonly KeptRun[]): string => runs.map(({run}) => run.id).join(", ");

/** Named for the day of its data, so that a folder of runs reads as a history. */
function fileName({run: {id, asOf, timezone}}: RunSummary): string {
  const day = asOf === null ? "undated" : new Date(asOf).toLocaleDateString("sv-SE", {timeZone: timezone});
  return `${day}-${id}.json`;
}
