import type {Interval} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import {aucWithout, sumsWithout} from "../statistics/foldSums.ts";
import {histogram} from "../statistics/histogram.ts";
import {z95} from "../statistics/intervals.ts";
import {groupJackknife} from "../statistics/jackknife.ts";
import {auc, logLoss, rowLosses} from "../statistics/metrics.ts";
import {type Forecast, probability, total} from "./quality.ts";

/**
 * AUC of `ours` minus AUC of `theirs` on the same observations, with its 95 % interval. Paired: what is easy or hard for both
 * cancels out. DeLong, DeLong & Clarke-Pearson (1988) where each lead gives one observation; otherwise a jackknife of the
 * difference over lead folds.
 */
export function aucDifference(cube: Cube, ours: Forecast, theirs: Forecast, oneRowPerLead: boolean): Interval {
  if (oneRowPerLead) return deLong(cube, ours.rank, theirs.rank);
  const [a, b] = [ours, theirs].map(({rank}) => aucWithout(cube.fold, rank, cube));
  return groupJackknife(cube.fold, (left) => a(left) - b(left));
}

/** Log-loss of `ours` minus that of `theirs`, nats per observation, with its 95 % interval: below 0 is better. */
export function logLossDifference(cube: Cube, ours: Forecast, theirs: Forecast, oneRowPerLead: boolean): Interval {
  const {n, conversions, fold} = cube;
  const [p, q] = [ours.logOdds.map(probability), theirs.logOdds.map(probability)];
  if (oneRowPerLead) return meanDifference(cube, p, q);
  const [a, b] = [p, q].map((chances) => rowLosses(chances, n, conversions));
  const sums = sumsWithout(fold, [n, a.map((loss, r) => loss - b[r])]);
  return groupJackknife(fold, (left) => {
    const [rows, lost] = sums(left);
    return rows > 0 ? lost / rows : 0;
  });
}

/** Mean of the observations' own differences in loss, ± 1.96 standard errors of a mean. */
function meanDifference({n, conversions}: Cube, p: Float64Array, q: Float64Array): Interval {
  const all = total(n);
  const value = logLoss(p, n, conversions) - logLoss(q, n, conversions);
  let squares = 0;
  for (let r = 0; r < n.length; ++r) {
    squares += conversions[r] * (Math.log(q[r] / p[r]) - value) ** 2;
    squares += (n[r] - conversions[r]) * (Math.log((1 - q[r]) / (1 - p[r])) - value) ** 2;
  }
  return around(value, squares / (all - 1) / all);
}

function deLong({n, conversions}: Cube, ours: Float64Array, theirs: Float64Array): Interval {
  const positives = total(conversions);
  const negatives = total(n) - positives;
  const [a, b] = [placements(ours, n, conversions), placements(theirs, n, conversions)];
  const value = auc(ours, n, conversions) - auc(theirs, n, conversions);
  if (positives < 2 || negatives < 2) return {value, low: -1, high: 1};
  let [converted, unconverted] = [0, 0];
  for (let r = 0; r < n.length; ++r) {
    converted += conversions[r] * (a.below[r] - b.below[r] - value) ** 2;
    unconverted += (n[r] - conversions[r]) * (a.above[r] - b.above[r] - value) ** 2;
  }
  return around(value, converted / (positives - 1) / positives + unconverted / (negatives - 1) / negatives);
}

/** For each row the share of unconverted observations that rank below it, and of converted ones above it, ties half. */
function placements(rank: Float64Array, rows: Float64Array, won: Float64Array) {
  const {score, n, conversions} = histogram(rank, rows, won);
  const positives = total(conversions);
  const negatives = total(n) - positives;
  const at = new Map<number, {below: number; above: number}>();
  let [negativesBelow, positivesBelow] = [0, 0];
  for (let i = 0; i < score.length; ++i) {
    const rest = n[i] - conversions[i];
    at.set(score[i], {
      below: (negativesBelow + rest / 2) / negatives,
      above: 1 - (positivesBelow + conversions[i] / 2) / positives,
    });
    negativesBelow += rest;
    positivesBelow += conversions[i];
  }
  return {below: rank.map((s) => at.get(s)?.below ?? 0), above: rank.map((s) => at.get(s)?.above ?? 0)};
}

function around(value: number, variance: number): Interval {
  const half = z95 * Math.sqrt(variance);
  return {value, low: value - half, high: value + half};
}
