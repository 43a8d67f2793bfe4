import {readFile} from "node:fs/promises";
import {type Cube, filterRows} from "../../src/analysis/cube.ts";
import {evaluate, evaluateAs} from "../../src/analysis/points/evaluate.ts";
import {type SuggestedPoints, suggestPoints} from "../../src/analysis/points/search.ts";
import {readYesNoTable} from "../yesNoTable.ts";
import {columns} from "./columns.ts";

export interface PointsCommandOptions {
  csv: string;
  label: string;
  k: number;
  min: number;
  max: number;
  /** JSON file `{"fold": [...]}`: a number for each row, in the file's order. */
  folds?: string;
  /** Train on the other folds, test on this one. */
  fold?: number;
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
  /** From the table in memory to the answer. */
  seconds: number;
  k: number;
  min: number;
  max: number;
  isSeparated: boolean;
  /** The best card for each number of rules, on the rows trained on. */
  path: {rules: number; points: Record<string, number>; logLoss: number; auc: number}[];
  /** Cards on other rules that are nearly as good. */
  pool: {points: Record<string, number>; logLoss: number}[];
}

/** `hakari points`: whole points for any table of yes/no columns. Throws on a table, fold or bound that cannot be used. */
export async function pointsCommand(options: PointsCommandOptions): Promise<void> {
  const result = await pointsOf(options);
  console.log(options.json ? JSON.stringify(result, null, 2) : pointsText(result));
}

export async function pointsOf({csv, label, k, min, max, folds, fold}: PointsCommandOptions): Promise<PointsResult> {
  checkFoldOptions(folds, fold);
  const table = await readYesNoTable(csv, label);
  const split = folds === undefined ? null : splitAt(table, folds, await readFolds(folds), fold as number);
  const train = split?.train ?? table;
  const {n, conversions, isOneClass} = evaluate(train, new Int32Array(train.rules.length));
  if (isOneClass)
    throw new Error(
      `${csv}: every ${label} among the ${n} rows to learn from is ${conversions ? "yes" : "no"}; points need both`,
    );
  const start = performance.now();
  const found = suggestPoints(train, {atMost: k, min, max});
  const seconds = (performance.now() - start) / 1000;
  return {
    points: named(table.rules, found.points),
    intercept: found.intercept,
    slope: found.slope,
    train: {n, conversions, logLoss: found.logLoss, auc: found.auc},
    test: split && evaluateAs(split.test, found),
    seconds,
    k,
    min,
    max,
    isSeparated: found.isSeparated,
    path: found.path.map((card) => ({...card, points: named(table.rules, card.points)})),
    pool: found.pool.map((card) => ({...card, points: named(table.rules, card.points)})),
  };
}

function named(rules: readonly string[], points: SuggestedPoints["points"]): Record<string, number> {
  return Object.fromEntries(rules.flatMap((name, j) => (points[j] ? [[name, points[j]]] : [])));
}

function checkFoldOptions(folds: string | undefined, fold: number | undefined): void {
  if (folds === undefined && fold !== undefined) throw new Error("missing --folds: --fold needs the file of folds");
  if (folds !== undefined && fold === undefined) throw new Error("missing --fold: say which fold to test on");
}

async function readFolds(file: string): Promise<number[]> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`missing file: ${file}; give the path of a JSON file of folds`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: invalid JSON: ${(error as Error).message}`);
  }
  const fold = (parsed as {fold?: unknown} | null)?.fold;
  if (!Array.isArray(fold) || !fold.every((x) => Number.isInteger(x)))
    throw new Error(`${file}: invalid folds; expected {"fold": [1, 2, …]}, a whole number for each row`);
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

/** The result as plain text. */
export function pointsText({
  points,
  intercept,
  slope,
  train,
  test,
  seconds,
  k,
  min,
  max,
  isSeparated,
  path,
}: PointsResult): string {
  const card = Object.entries(points)
    .sort(([, a], [, b]) => b - a)
    .map(([rule, p]) => [signed(p), rule]);
  const figures = (name: string, {n, conversions, logLoss, auc}: Figures) => [
    name,
    n.toLocaleString("en"),
    conversions.toLocaleString("en"),
    logLoss.toFixed(6),
    Number.isNaN(auc) ? "-" : auc.toFixed(4),
  ];
  return [
    card.length ? columns([["points", "rule"], ...card]) : "No rule earns a point: none lowers the log-loss.",
    `P = 1 / (1 + exp(−(${intercept.toFixed(4)} + ${slope.toFixed(4)} × score)))`,
    columns([
      ["", "rows", "conversions", "log-loss", "AUC"],
      figures("train", train),
      ...(test ? [figures("test", test)] : []),
    ]),
    columns([
      ["rules", "log-loss", "AUC"],
      ...path.map(({rules, logLoss, auc}) => [String(rules), logLoss.toFixed(6), auc.toFixed(4)]),
    ]),
    isSeparated
      ? "These rules (nearly) separate the conversions: the slope is cut, and probabilities are not to be believed."
      : "",
    `At most ${k} rules, points ${signed(min)} to ${signed(max)}; found in ${seconds.toFixed(2)} seconds.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace("-", "−"));
