import type {Interval, Rate} from "../findings.ts";
import {type Cube, scores} from "../rules/cube.ts";
import {type Rule, ruleFamily} from "../rules/rules.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {calibrate} from "../statistics/calibrate.ts";
import {jackknifeInterval} from "../statistics/jackknife.ts";
import {type Band, type BandOptions, bands} from "./bands.ts";
import {type ScoreCells, scoreCells} from "./scoreCells.ts";
import {type Per, scoreTable} from "./threshold.ts";

/**
 * A card's points in two parts that add up to the score: `fit`, who the lead is (attribute rules), and `engagement`, what it
 * did, how lately, and how far it came (behaviour, time and stage rules: a lead reaches a stage by what it does). In the order of
 * the cube's rules.
 */
export function subScores(
  rules: readonly Rule[],
  points: ArrayLike<number>,
): {fit: Int32Array; engagement: Int32Array} {
  const part = (isFit: boolean) =>
    Int32Array.from(points, (p, j) => ((ruleFamily(rules[j]) === "attribute") === isFit ? p : 0));
  return {fit: part(true), engagement: part(false)};
}

/** Observations of one fit band and one engagement band. */
export interface MatrixCell {
  /** Name of the fit band: A is best. */
  fit: string;
  /** Name of the engagement band: 1 is best. */
  engagement: string;
  /** Null where there are fewer observations than a page may show. */
  rate: Rate | null;
  /** Fewer observations than a rate is worth giving for. */
  isTooFew: boolean;
}

/** A band of a sub-score: scores from `from` to `to`, both included. */
export type Axis = Pick<Band, "name" | "from" | "to">;

/** Fit against engagement. */
export interface Matrix {
  /** Highest first; one band where fit does not tell leads apart. */
  fit: Axis[];
  engagement: Axis[];
  /** Every pair, A1 first, row by row. */
  cells: MatrixCell[];
  /** Log-loss below that of no model at all, nats an observation: each sub-score alone, and the score. */
  gain: {fit: number; engagement: number; score: number};
  /** Engagement's gain over fit's, with its jackknife interval over lead folds. */
  difference: Interval;
}

/**
 * The A1–D4 matrix of a card: bands of fit by bands of engagement, each cut where its own histogram tells leads apart. Null
 * where one of the two sub-scores has the same value for all.
 */
export function matrix(
  cube: Cube,
  rules: readonly Rule[],
  points: ArrayLike<number>,
  {least = 30, most = 4}: BandOptions = {},
  per?: Per,
): Matrix | null {
  const parts = subScores(rules, points);
  const tables = {fit: scoreTable(cube, parts.fit, per), engagement: scoreTable(cube, parts.engagement, per)};
  if (tables.fit.thresholds.length < 2 || tables.engagement.thresholds.length < 2) return null;
  const fit = bands(tables.fit, {least, most}).map(({name, from, to}) => ({name, from, to}));
  const engagement = bands(tables.engagement, {least, most}).map(({from, to}, i) => ({name: String(i + 1), from, to}));
  const [x, y] = [scores(cube, parts.fit), scores(cube, parts.engagement)];
  const lead = (without?: number) => gain(tables.engagement.cells, without) - gain(tables.fit.cells, without);
  const folds = [...new Set(cube.fold.filter((_, r) => cube.n[r] > 0))];
  return {
    fit,
    engagement,
    cells: crossed(cube, {x, y}, {fit, engagement}, least),
    gain: {
      fit: gain(tables.fit.cells),
      engagement: gain(tables.engagement.cells),
      score: gain(scoreCells(cube, points)),
    },
    difference: jackknifeInterval(
      lead(),
      folds.map((fold) => lead(fold)),
    ),
  };
}

interface Placed {
  x: Float64Array;
  y: Float64Array;
}

function crossed(
  {n, conversions, fold}: Cube,
  {x, y}: Placed,
  {fit, engagement}: Pick<Matrix, "fit" | "engagement">,
  least: number,
): MatrixCell[] {
  const counts = fit.map(() => engagement.map((): FoldCount[] => []));
  for (let r = 0; r < n.length; ++r) {
    if (!(n[r] > 0)) continue;
    const row = counts[fit.findIndex(({from}) => x[r] >= from)];
    row[engagement.findIndex(({from}) => y[r] >= from)].push({fold: fold[r], n: n[r], conversions: conversions[r]});
  }
  return fit.flatMap((f, i) =>
    engagement.map((e, k) => {
      const rate = rateByLead(counts[i][k]);
      return {fit: f.name, engagement: e.name, rate, isTooFew: rate.n < least};
    }),
  );
}

/** What a score tells of the outcome: log-loss below that of no model, nats an observation; with one lead fold left out. */
function gain({score, folds, n, conversions}: ScoreCells, without?: number): number {
  const summed = (values: Float64Array) =>
    score.map((_, i) => {
      let sum = 0;
      for (let f = 0; f < folds; ++f) if (f !== without) sum += values[i * folds + f];
      return sum;
    });
  const [rows, hits] = [summed(n), summed(conversions)];
  return calibrate(new Float64Array(rows.length), rows, hits).logLoss - calibrate(score, rows, hits).logLoss;
}
