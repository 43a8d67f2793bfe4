import type {Interval, Rate} from "../findings.ts";
import {type FoldCount, rateByLead} from "./byLead.ts";
import {type Calibration, calibrate} from "./calibrate.ts";
import {binned, type Histogram, histogram} from "./histogram.ts";
import {z95} from "./intervals.ts";

/**
 * Probability that a converted observation scores higher than an unconverted one, ties counted half (Mann–Whitney), with
 * its 95 % interval (DeLong, DeLong & Clarke-Pearson 1988), cut to [0, 1]. Rows count as independent: where leads give
 * several rows the interval is too narrow. Without both outcomes the value is 0.5 in [0, 1]; with one observation of
 * either the interval is [0, 1].
 */
export function aucInterval(score: ArrayLike<number>, n: ArrayLike<number>, conversions: ArrayLike<number>): Interval {
  return histogramAuc(histogram(score, n, conversions));
}

/** `aucInterval` of a histogram. */
export function histogramAuc({n, conversions}: Histogram): Interval {
  const positives = sum(conversions);
  const negatives = sum(n) - positives;
  if (!(positives > 0 && negatives > 0)) return {value: 0.5, low: 0, high: 1};
  const below = new Float64Array(n.length);
  const above = new Float64Array(n.length);
  let [negativesBelow, positivesBelow, pairs] = [0, 0, 0];
  for (let i = 0; i < n.length; ++i) {
    const rest = n[i] - conversions[i];
    below[i] = (negativesBelow + rest / 2) / negatives;
    above[i] = 1 - (positivesBelow + conversions[i] / 2) / positives;
    pairs += conversions[i] * below[i];
    negativesBelow += rest;
    positivesBelow += conversions[i];
  }
  const value = pairs / positives;
  if (positives < 2 || negatives < 2) return {value, low: 0, high: 1};
  let [squaresBelow, squaresAbove] = [0, 0];
  for (let i = 0; i < n.length; ++i) {
    squaresBelow += conversions[i] * (below[i] - value) ** 2;
    squaresAbove += (n[i] - conversions[i]) * (above[i] - value) ** 2;
  }
  const variance = squaresBelow / (positives - 1) / positives + squaresAbove / (negatives - 1) / negatives;
  const half = z95 * Math.sqrt(variance);
  return {value, low: Math.max(0, value - half), high: Math.min(1, value + half)};
}

/** The value of `aucInterval` alone. */
export function auc(score: ArrayLike<number>, n: ArrayLike<number>, conversions: ArrayLike<number>): number {
  return aucInterval(score, n, conversions).value;
}

/** Greatest distance between the cumulative shares of converted and unconverted by score; 0 without both outcomes. */
export function ks(score: ArrayLike<number>, rows: ArrayLike<number>, converted: ArrayLike<number>): number {
  const {n, conversions} = histogram(score, rows, converted);
  const positives = sum(conversions);
  const negatives = sum(n) - positives;
  if (!(positives > 0 && negatives > 0)) return 0;
  let [p, q, greatest] = [0, 0, 0];
  for (let i = 0; i < n.length; ++i) {
    p += conversions[i] / positives;
    q += (n[i] - conversions[i]) / negatives;
    greatest = Math.max(greatest, Math.abs(p - q));
  }
  return greatest;
}

/** Closest to 0 and 1 that a predicted probability counts as. */
const surest = 1e-15;

/**
 * Mean negative log-likelihood per observation, natural log, of predicted probabilities, which are cut to
 * [1e-15, 1 − 1e-15]. 0 without observations.
 */
export function logLoss(p: ArrayLike<number>, n: ArrayLike<number>, conversions: ArrayLike<number>): number {
  let [loss, total] = [0, 0];
  for (let r = 0; r < n.length; ++r) {
    loss += lossOf(p[r], n[r], conversions[r]);
    total += n[r];
  }
  return total > 0 ? loss / total : 0;
}

/** What `logLoss` adds up, by row. */
export const rowLosses = (p: Float64Array, n: ArrayLike<number>, conversions: ArrayLike<number>): Float64Array =>
  p.map((chance, r) => lossOf(chance, n[r], conversions[r]));

function lossOf(p: number, n: number, conversions: number): number {
  const q = Math.min(1 - surest, Math.max(surest, p));
  return -(conversions * Math.log(q) + (n - conversions) * Math.log1p(-q));
}

/** Mean squared distance of predicted probability and outcome (Brier 1950). 0 without observations. */
export function brier(p: ArrayLike<number>, n: ArrayLike<number>, conversions: ArrayLike<number>): number {
  let [squares, total] = [0, 0];
  for (let r = 0; r < n.length; ++r) {
    squares += conversions[r] * (1 - p[r]) ** 2 + (n[r] - conversions[r]) * p[r] * p[r];
    total += n[r];
  }
  return total > 0 ? squares / total : 0;
}

/**
 * Intercept and slope of the outcome's logistic regression on the predicted log-odds (Cox 1958): 0 and 1 where the
 * predictions are true, a slope under 1 where they are too extreme. See `calibrate` for what cannot be fitted.
 */
export function reliability(
  logOdds: ArrayLike<number>,
  n: ArrayLike<number>,
  conversions: ArrayLike<number>,
): Calibration {
  return calibrate(logOdds, n, conversions);
}

/** One tenth of the observations by score. Counts need not be whole: a score that spans two tenths is split by share. */
export interface Decile extends Rate {
  /** 1 is the highest tenth. */
  decile: number;
  /** Share of all conversions in this tenth and those above it. */
  cumulativeShare: number;
  /** Rate over the base rate; 1 without conversions. */
  lift: number;
}

/**
 * Tenths of the observations, highest score first, all of the same n; none without observations.
 *
 * @param fold lead fold of each row: intervals are by lead; without it, as of independent observations
 */
export function deciles(
  score: ArrayLike<number>,
  rows: ArrayLike<number>,
  hits: ArrayLike<number>,
  fold: ArrayLike<number> = new Uint8Array(score.length),
): Decile[] {
  const {binOf, ...bins} = binned(score, rows, hits);
  const total = sum(bins.n);
  const converted = sum(bins.conversions);
  if (!(total > 0)) return [];
  const parts = tenthsOf(bins, total);
  const counts = Array.from({length: 10}, () => new Map<number, FoldCount>());
  for (let r = 0; r < score.length; ++r) {
    for (const {tenth, share} of parts[binOf[r]] ?? []) {
      const count = counts[tenth].get(fold[r]) ?? {fold: fold[r], n: 0, conversions: 0};
      count.n += share * rows[r];
      count.conversions += share * hits[r];
      counts[tenth].set(fold[r], count);
    }
  }
  let cumulative = 0;
  return counts.map((folds, k) => {
    const rate = rateByLead([...folds.values()]);
    cumulative += rate.conversions;
    return {
      ...rate,
      decile: k + 1,
      cumulativeShare: converted > 0 ? Math.min(1, cumulative / converted) : 0,
      lift: converted > 0 ? rate.value / (converted / total) : 1,
    };
  });
}

/** For each score, ascending, into which tenths its observations fall, and by what share. */
function tenthsOf({n}: Histogram, total: number): {tenth: number; share: number}[][] {
  const parts: {tenth: number; share: number}[][] = [];
  let before = 0;
  for (let i = n.length - 1; i >= 0; --i) {
    const after = before + n[i];
    parts[i] = [];
    for (let k = Math.min(9, Math.floor((before / total) * 10)); k < 10 && (k / 10) * total < after; ++k) {
      const upTo = k === 9 ? after : Math.min(after, ((k + 1) / 10) * total);
      const part = Math.max(0, upTo - Math.max(before, (k / 10) * total));
      if (part > 0) parts[i].push({tenth: k, share: part / n[i]});
    }
    before = after;
  }
  return parts;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; ++i) total += values[i];
  return total;
}
