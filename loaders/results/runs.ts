import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type RunSummary, summaryFormat} from "../../src/analysis/changes/runSummary.ts";

/** A summary as a project keeps it. */
interface KeptRun extends RunSummary {
  /** Grows with every load of another run than the last: the order of runs without a clock. */
  number: number;
}

/** Where a project keeps the summaries of its runs. */
export const runsDir = (projectDir: string): string => join(projectDir, "runs");

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
  rmSync(`${file}.new`, {force: true});
  writeFileSync(`${file}.new`, `${JSON.stringify(kept)}\n`, {flag: "wx"});
  renameSync(`${file}.new`, file);
}

/** The runs that a project keeps, the last one last; those that another version wrote in another format are left out. */
export function readRuns(projectDir: string): KeptRun[] {
  const dir = runsDir(projectDir);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".json"))
    .map((name) => parsed(join(dir, name)))
    .filter(isKept)
    .sort((a, b) => a.number - b.number || (a.run.id < b.run.id ? -1 : 1));
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
  const known = runs.length > 0 ? `${projectDir} keeps ${idsOf(runs)}` : `${projectDir} keeps no run yet`;
  throw new Error(`unknown run: ${name}; give a project folder, a file of runs/, or an id: ${known}`);
}

function lastRun(projectDir: string): KeptRun {
  const last = readRuns(projectDir).at(-1);
  if (!last) throw new Error(`missing runs: ${runsDir(projectDir)}; run hakari load --project ${projectDir}`);
  return last;
}

function runFile(file: string): KeptRun {
  const run = parsed(file);
  if (!isKept(run)) throw new Error(`${file}: unsupported run file; this version reads format ${summaryFormat}`);
  return run;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file}: invalid JSON: ${(error as Error).message}; remove the file if it is not yours`);
  }
}

const isKept = (run: unknown): run is KeptRun =>
  typeof run === "object" && run !== null && (run as Partial<KeptRun>).format === summaryFormat;

const idsOf = (runs: readonly KeptRun[]): string => runs.map(({run}) => run.id).join(", ");

/** Named for the day of its data, so that a folder of runs reads as a history. */
function fileName({run: {id, asOf, timezone}}: RunSummary): string {
  const day = asOf === null ? "undated" : new Date(asOf).toLocaleDateString("sv-SE", {timeZone: timezone});
  return `${day}-${id}.json`;
}
