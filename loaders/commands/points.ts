import {readFile} from "node:fs/promises";
import {boundReal} from "../../src/analysis/points/boundReal.ts";
import {tableDoubts} from "../../src/analysis/points/doubts.ts";
import {evaluate, evaluateAs} from "../../src/analysis/points/evaluate.ts";
import type {Limits} from "../../src/analysis/points/problem.ts";
import {type Proof, proveBest} from "../../src/analysis/points/prove.ts";
import {type SuggestedPoints, suggestPoints} from "../../src/analysis/points/search.ts";
import {type Cube, filterRows} from "../../src/analysis/rules/cube.ts";
import {fileFault} from "../fileFaults.ts";
import {readYesNoTable} from "../yesNoTable.ts";
import {type CardOptions, tableLimits} from "./pointsLimits.ts";
import {doubtText, pointsText} from "./pointsText.ts";

interface PointsCommandOptions extends CardOptions {
  csv: string;
  label: string;
  /** JSON file `{"fold": [...]}`: a number for each row, in the file's order. */
  folds?: string;
  /** Train on the other folds, test on this one. */
  fold?: number;
  /** Search for so long, from ever new starts, and give a proof so long at most. */
  seconds?: number;
  prove?: boolean;
  json: boolean;
}

interface Figures {
  n: number;
  conversions: number;
  /** Mean over rows, nats. */
  logLoss: number;
  auc: number;
}

/** What `hakari points --json` prints. */
export interface PointsResult {
  /** Points of each rule that has any, in the order of the table's columns. */
  points: Record<string, number>;
  intercept: number;
  slope: number;
  train: Figures;
  /** Null without a test fold. */
  test: Figures | null;
  /** Reasons not to take the points at their word. */
  cautions: string[];
  /** From the table in memory to the answer; the proof has its own. */
  seconds: number;
  k: number;
  min: number;
  max: number;
  isSeparated: boolean;
  /** What whole points, few rules and limits cost against real-valued weights of all rules, on the rows trained on. */
  realValued: {rules: number; logLoss: number; cost: number};
  /** Null where none was asked for. */
  proof: (Omit<Proof, "points"> & {seconds: number}) | null;
  /** The best card for each number of rules, on the rows trained on. */
  path: {rules: number; points: Record<string, number>; logLoss: number; auc: number}[];
  /** Cards on other rules that are nearly as good. */
  pool: {points: Record<string, number>; logLoss: number}[];
}

/** Seconds that a proof may take where none are given. */
const proofSeconds = 60;

/** `hakari points`: whole points for any table of yes/no columns. Throws on a table, fold or limit that cannot be used. */
export async function pointsCommand(options: PointsCommandOptions): Promise<void> {
  const result = await pointsOf(options);
  console.log(options.json ? JSON.stringify(result, null, 2) : pointsText(result));
}

/** What `pointsCommand` prints. */
export async function pointsOf(options: PointsCommandOptions): Promise<PointsResult> {
  const {csv, label, k, min, max, folds, fold, seconds: budget, prove} = options;
  checkFoldOptions(folds, fold);
  const table = await readYesNoTable(csv, label);
  const split = folds === undefined ? null : splitAt(table, folds, await readFolds(folds), fold as number);
  const train = split?.train ?? table;
  const limits = tableLimits(train, options);
  const {n, conversions, isOneClass} = evaluate(train, new Int32Array(train.rules.length));
  if (isOneClass)
    throw new Error(
      `${csv}: every ${label} among the ${n} rows to learn from is ${conversions ? "yes" : "no"}; points need both`,
    );
  const searched = timed("searching", budget, ({mayGoOn, onProgress}) =>
    suggestPoints(train, {
      ...limits,
      onProgress,
      ...(budget === undefined ? {} : {mayGoOn, budget: {restarts: Number.MAX_SAFE_INTEGER}}),
    }),
  );
  const proved = prove
    ? timed("proving", budget ?? proofSeconds, (watch) => proveBest(train, limits, searched.result.points, watch))
    : null;
  const found = proved ? withProved(train, limits, searched.result, proved.result) : searched.result;
  const realValued = boundReal(train, limits);
  return {
    points: named(table.rules, found.points),
    intercept: found.intercept,
    slope: found.slope,
    train: {n, conversions, logLoss: found.logLoss, auc: found.auc},
    cautions: tableDoubts(train, found.points.filter((given) => given !== 0).length).map((doubt) =>
      doubtText(doubt, label),
    ),
    test: split && evaluateAs(split.test, found),
    seconds: searched.seconds,
    k,
    min,
    max,
    isSeparated: found.isSeparated,
    realValued: {rules: train.rules.length, logLoss: realValued, cost: found.logLoss - realValued},
    proof: proved && {...withoutPoints(proved.result), seconds: proved.seconds},
    path: found.path.map((card) => ({...card, points: named(table.rules, card.points)})),
    pool: found.pool.map((card) => ({...card, points: named(table.rules, card.points)})),
  };
}

const withoutPoints = ({points, ...rest}: Proof): Omit<Proof, "points"> => rest;

/** What was found, searched once more from the card of the proof where that is the better one. */
function withProved(train: Cube, limits: Limits, found: SuggestedPoints, {points}: Proof): SuggestedPoints {
  const isSame = points.every((p, j) => p === found.points[j]);
  return isSame ? found : suggestPoints(train, {...limits, start: [points]});
}

interface Watch {
  mayGoOn: () => boolean;
  onProgress: (share: number) => void;
}

/** Runs work under a clock; a terminal is told how far it is once it takes longer than a second. */
function timed<T>(what: string, budget: number | undefined, work: (watch: Watch) => T): {result: T; seconds: number} {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  let shown = 0.8;
  const onProgress = (share: number) => {
    if (!process.stderr.isTTY || elapsed() < shown + 0.2) return;
    shown = elapsed();
    process.stderr.write(`\r\x1b[2K${what} … ${Math.floor(100 * share)} % ${shown.toFixed(0)} s`);
  };
  const result = work({mayGoOn: () => budget === undefined || elapsed() < budget, onProgress});
  const seconds = elapsed();
  if (shown > 0.8) process.stderr.write("\r\x1b[2K");
  return {result, seconds};
}

function named(rules: readonly string[], points: SuggestedPoints["points"]): Record<string, number> {
  return Object.fromEntries(rules.flatMap((name, j) => (points[j] ? [[name, points[j]]] : [])));
}

function checkFoldOptions(folds: string | undefined, fold: number | undefined): void {
  if (folds === undefined && fold !== undefined) throw new Error("missing --folds: --fold needs the file of folds");
  if (folds !== undefined && fold === undefined) throw new Error("missing --fold: say which fold to test on");
}

const foldsExpected = 'expected {"fold": [1, 2, …]}, a whole number for each row';

async function readFolds(file: string): Promise<number[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw fileFault(error) ?? error;
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error(`${file}: invalid JSON; ${foldsExpected}`);
  }
  const fold = (parsed as {fold?: unknown} | null)?.fold;
  if (!Array.isArray(fold) || !fold.every((x) => Number.isInteger(x)))
    throw new Error(`${file}: invalid folds; ${foldsExpected}`);
  return fold;
}

function splitAt(table: Cube, file: string, folds: readonly number[], fold: number): {train: Cube; test: Cube} {
  if (folds.length !== table.n.length)
    throw new Error(`${file}: ${folds.length} folds for ${table.n.length} rows; give one for each row`);
  if (!folds.includes(fold))
    throw new Error(`unknown fold: ${fold}; ${file} has ${[...new Set(folds)].sort((a, b) => a - b).join(", ")}`);
  const train = filterRows(table, (r) => folds[r] !== fold);
  if (train.n.length === 0) throw new Error(`${file}: every row is in fold ${fold}; points need rows to learn from`);
  return {train, test: filterRows(table, (r) => folds[r] === fold)};
}
