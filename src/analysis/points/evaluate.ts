import {type Cube, scores} from "../rules/cube.ts";
import {Workspace} from "./histogram.ts";
import {binsAuc, type Curve, fitLine, interceptCap, type Line, lossUnder, type ScoreBins} from "./line.ts";
import {separatedLine} from "./separatedLine.ts";

/** A card on a cube, intercept and slope refitted. */
export interface Evaluation {
  intercept: number;
  /** Natural-log odds a point, 0 or more. */
  slope: number;
  /** Bounds of the log-odds told, where the score (nearly) separates; else null. */
  within: Curve["within"];
  /** Mean over observations, nats. */
  logLoss: number;
  /** What a search makes least: the same, of the best line within `farthest` where the score (nearly) separates. */
  objective: number;
  /** 0.5 is chance; NaN where only one class occurs. */
  auc: number;
  n: number;
  conversions: number;
  /** The score (nearly) separates conversions from the rest: the curve is that of `separatedLine`. */
  isSeparated: boolean;
  /** Every observation converted, or none did. */
  isOneClass: boolean;
}

/** Observations and conversions at each score that occurs, ascending. */
export function scoreBins(cube: Cube, points: ArrayLike<number>): ScoreBins {
  const s = scores(cube, points);
  let [lowest, highest] = [0, 0];
  for (let j = 0; j < points.length; ++j) {
    if (points[j] < 0) lowest += points[j];
    else highest += points[j];
  }
  const work = new Workspace();
  work.all.cover(lowest, highest);
  for (let r = 0; r < s.length; ++r) {
    work.all.n[s[r] - lowest] += cube.n[r];
    work.all.conversions[s[r] - lowest] += cube.conversions[r];
  }
  return work.occupied(0);
}

/**
 * Log-loss and AUC of given points on a cube, with the best intercept and slope. All of it comes from the score
 * histogram, and equals what row-wise sums give.
 */
export const evaluate = (cube: Cube, points: ArrayLike<number>): Evaluation => evaluateBins(scoreBins(cube, points));

/** The same from a card's score bins. */
export function evaluateBins(bins: ScoreBins): Evaluation {
  const {n, conversions} = totals(bins);
  const isOneClass = conversions <= 0 || conversions >= n;
  const line: Line = {intercept: 0, slope: 0, loss: 0, isCapped: false};
  if (isOneClass) line.intercept = conversions > 0 ? interceptCap : -interceptCap;
  else {
    line.intercept = Math.log(conversions / (n - conversions));
    fitLine(bins, line);
    fitLine(bins, line);
  }
  const {intercept, slope, within = null} = line.isCapped ? separatedLine(bins) : (line as Curve);
  return {
    intercept,
    slope,
    within,
    logLoss: n > 0 ? (line.isCapped ? lossUnder(bins, {intercept, slope, within}) : line.loss) / n : Number.NaN,
    objective: n > 0 ? line.loss / n : Number.NaN,
    auc: binsAuc(bins),
    n,
    conversions,
    isSeparated: line.isCapped,
    isOneClass,
  };
}

/** Log-loss and AUC of a card with intercept and slope as they are: for rows the card was not fitted to. */
export function evaluateAs(
  cube: Cube,
  card: {points: ArrayLike<number>} & Curve,
): {n: number; conversions: number; logLoss: number; auc: number} {
  const bins = scoreBins(cube, card.points);
  const {n, conversions} = totals(bins);
  return {n, conversions, logLoss: lossUnder(bins, card) / n, auc: binsAuc(bins)};
}

function totals(bins: ScoreBins): {n: number; conversions: number} {
  let n = 0;
  let conversions = 0;
  for (let i = 0; i < bins.count; ++i) {
    n += bins.n[i];
    conversions += bins.conversions[i];
  }
  return {n, conversions};
}
