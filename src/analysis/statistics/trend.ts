import type {Interval} from "../findings.ts";
import {groupBy} from "./groupBy.ts";
import {nothingKnown, z95} from "./intervals.ts";

/** So many conversions among n observations at one dose of one stratum. */
export interface DoseCount {
  stratum: number;
  dose: number;
  n: number;
  conversions: number;
}

/** Furthest that one step moves the log odds across the widest stratum. */
const longestStep = 20;

/**
 * Odds ratio of converting per further unit of dose, at equal stratum: logistic regression on the dose with an intercept for
 * each stratum, with its 95 % Wald interval (Breslow & Day 1980, 6.2). Newton's method with step halving on the likelihood
 * of the dose's weight, each intercept at its best. Strata without both outcomes or without two doses say nothing and are
 * passed over. Meant for few strata with many observations each. 1 with [0, ∞] where nothing is left or the dose separates
 * the outcomes.
 */
export function trendOddsRatio(counts: readonly DoseCount[]): Interval {
  const filled = counts.filter(({n}) => n > 0);
  const strata = [...groupBy(filled, ({stratum}) => stratum).values()].filter(isInformative);
  if (strata.every((rows) => isParted(rows, 1)) || strata.every((rows) => isParted(rows, -1))) return nothingKnown();
  const reach = strata.reduce((most, rows) => Math.max(most, range(rows)), 0);
  let beta = 0;
  let here = profile(strata, beta);
  for (let iteration = 0; iteration < 500; ++iteration) {
    const step = Math.max(-longestStep / reach, Math.min(longestStep / reach, here.score / here.information));
    if (Math.abs(step) * reach < 1e-9) return waldInterval(beta + step, here.information);
    let share = 1;
    let next = profile(strata, beta + step);
    while (next.loss > here.loss * (1 + 1e-12) && share > 1e-9) {
      share /= 2;
      next = profile(strata, beta + share * step);
    }
    if (share <= 1e-9) return waldInterval(beta, here.information);
    beta += share * step;
    here = next;
  }
  return nothingKnown();
}

/** Loss of beta with the best intercept in every stratum, and the score and information of that. */
function profile(strata: readonly DoseCount[][], beta: number): {loss: number; score: number; information: number} {
  const all = {loss: 0, score: 0, information: 0};
  for (const rows of strata) {
    const at = atBestIntercept(rows, beta);
    all.loss += at.loss;
    all.score += at.slope;
    all.information += at.wxx - (at.wx * at.wx) / at.w;
  }
  return all;
}

/** The intercept is that at the stratum's mean dose, from which doses are counted here. */
function atBestIntercept(rows: readonly DoseCount[], beta: number) {
  const n = sum(rows, ({n}) => n);
  const rate = sum(rows, ({conversions}) => conversions) / n;
  const middle = sum(rows, ({n, dose}) => n * dose) / n;
  let alpha = Math.log(rate / (1 - rate));
  let at = sumsAt(rows, alpha, beta, middle);
  for (let iteration = 0; iteration < 200; ++iteration) {
    const step = Math.max(-2, Math.min(2, at.rest / at.w));
    alpha += step;
    at = sumsAt(rows, alpha, beta, middle);
    if (Math.abs(step) < 1e-12) break;
  }
  return at;
}

function sumsAt(rows: readonly DoseCount[], alpha: number, beta: number, middle: number) {
  const sums = {loss: 0, rest: 0, slope: 0, w: 0, wx: 0, wxx: 0};
  for (const {dose, n, conversions} of rows) {
    const x = dose - middle;
    const eta = alpha + beta * x;
    const e = Math.exp(-Math.abs(eta));
    const w = (n * e) / (1 + e) ** 2;
    const rest = conversions - n * (eta > 0 ? 1 / (1 + e) : e / (1 + e));
    sums.loss += n * (Math.max(eta, 0) + Math.log1p(e)) - conversions * eta;
    sums.rest += rest;
    sums.slope += rest * x;
    sums.w += w;
    sums.wx += w * x;
    sums.wxx += w * x * x;
  }
  return sums;
}

function waldInterval(beta: number, information: number): Interval {
  const half = z95 / Math.sqrt(information);
  return {value: Math.exp(beta), low: Math.exp(beta - half), high: Math.exp(beta + half)};
}

function isInformative(rows: readonly DoseCount[]): boolean {
  const conversions = sum(rows, (row) => row.conversions);
  return conversions > 0 && conversions < sum(rows, ({n}) => n) && range(rows) > 0;
}

/** No converted observation has a lower dose (a higher one for direction −1) than an unconverted one. */
function isParted(rows: readonly DoseCount[], direction: 1 | -1): boolean {
  const unconverted = rows.flatMap((row) => (row.conversions < row.n ? [row.dose * direction] : []));
  const converted = rows.flatMap((row) => (row.conversions > 0 ? [row.dose * direction] : []));
  return unconverted.reduce((u, v) => Math.max(u, v)) <= converted.reduce((u, v) => Math.min(u, v));
}

const sum = (rows: readonly DoseCount[], of: (row: DoseCount) => number) => rows.reduce((s, row) => s + of(row), 0);

function range(rows: readonly DoseCount[]): number {
  const ends = rows.reduce(([low, high], {dose}) => [Math.min(low, dose), Math.max(high, dose)], [Infinity, -Infinity]);
  return ends[1] - ends[0];
}
