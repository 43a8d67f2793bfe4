import {cholesky, inverse, solve} from "./cholesky.ts";

/** Observations in groups that share the value of every column. */
export interface Groups {
  n: readonly number[];
  conversions: readonly number[];
}

export interface ColumnFit {
  /** Natural-log odds for a step of 1 in each column. */
  weights: number[];
  /** Negative log-likelihood, summed over observations. */
  loss: number;
}

/** A ridge too small to be seen: a column without conversions, or one that repeats others, still has an answer. */
const ridge = 1e-6;

/**
 * Logistic regression on columns of numbers (an intercept is a column like any other): Newton's method with halved steps.
 * For few columns over many groups; rules that hold or not are quicker with `fitLogistic`.
 */
export function fitColumns(
  columns: readonly (readonly number[])[],
  groups: Groups,
  start?: readonly number[],
): ColumnFit {
  let weights = start ? [...start] : columns.map(() => 0);
  let loss = lossOf(columns, groups, weights);
  for (let round = 0; round < 50; ++round) {
    const rate = rates(columns, weights);
    const information = informationOf(columns, groups.n, rate);
    const residual = rate.map((p, i) => groups.conversions[i] - groups.n[i] * p);
    const score = Float64Array.from(columns, (column, j) => dot(column, residual) - ridge * weights[j]);
    const step = solve(cholesky(information, columns.length), score);
    let next = {weights, loss: Number.POSITIVE_INFINITY};
    for (let share = 1; share > 1e-6 && !(next.loss <= loss); share /= 2) {
      const moved = weights.map((w, j) => w + share * step[j]);
      next = {weights: moved, loss: lossOf(columns, groups, moved)};
    }
    if (!(next.loss <= loss)) break;
    const gain = loss - next.loss;
    ({weights, loss} = next);
    if (gain < 1e-10 * loss) break;
  }
  return {weights, loss};
}

/** Variances of the weights: as of independent observations, and between folds of leads. */
export interface Spread {
  independent: number[];
  /**
   * Sandwich estimator with the folds' scores as its filling, times G/(G − 1) (Liang & Zeger 1986), and never under the
   * independent one: G folds tell little of a variance, and less than independence is no help to expect.
   */
  byFold: number[];
}

/** Spread of the weights of a fit. Columns may be more than were fitted: derivatives by further parameters. */
export function spreadOf(
  columns: readonly (readonly number[])[],
  groups: Groups,
  rate: readonly number[],
  folds: readonly Groups[],
): Spread {
  const side = columns.length;
  const covariance = inverse(cholesky(informationOf(columns, groups.n, rate), side), side);
  const between = new Float64Array(side);
  for (const {n, conversions} of folds) {
    const residual = rate.map((p, i) => conversions[i] - n[i] * p);
    const score = columns.map((column) => dot(column, residual));
    for (let j = 0; j < side; ++j)
      between[j] += score.reduce((sum, s, k) => sum + covariance[j * side + k] * s, 0) ** 2;
  }
  const correction = folds.length / (folds.length - 1);
  const independent = columns.map((_, j) => covariance[j * side + j]);
  return {independent, byFold: independent.map((variance, j) => Math.max(variance, correction * between[j]))};
}

/** Chance of converting in each group. */
export const rates = (columns: readonly (readonly number[])[], weights: readonly number[]): number[] =>
  Array.from(logOdds(columns, weights), (eta) => 1 / (1 + Math.exp(-eta)));

function lossOf(columns: readonly (readonly number[])[], {n, conversions}: Groups, weights: readonly number[]): number {
  let loss = (ridge / 2) * weights.reduce((sum, w) => sum + w * w, 0);
  logOdds(columns, weights).forEach((eta, i) => {
    loss = loss + n[i] * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)))) - conversions[i] * eta;
  });
  return loss;
}

/** Natural-log odds of each group: column by column, as columns lie in memory. */
function logOdds(columns: readonly (readonly number[])[], weights: readonly number[]): Float64Array {
  const out = new Float64Array(columns[0].length);
  columns.forEach((column, j) => {
    for (let i = 0; i < out.length; ++i) out[i] += weights[j] * column[i];
  });
  return out;
}

/** Information of the weights (columns squared), row after row, with the ridge on its diagonal. */
export function informationOf(
  columns: readonly (readonly number[])[],
  n: readonly number[],
  rate: readonly number[],
): Float64Array {
  const side = columns.length;
  const out = new Float64Array(side * side);
  const spread = rate.map((p, i) => n[i] * p * (1 - p));
  for (let j = 0; j < side; ++j) {
    // Most columns are 0 for most groups: a class each.
    const held: number[] = [];
    for (let i = 0; i < n.length; ++i) if (columns[j][i] !== 0) held.push(i);
    const weighted = held.map((i) => columns[j][i] * spread[i]);
    for (let k = 0; k <= j; ++k) {
      let sum = 0;
      for (let h = 0; h < held.length; ++h) sum += weighted[h] * columns[k][held[h]];
      out[j * side + k] = out[k * side + j] = sum;
    }
    out[j * side + j] += ridge;
  }
  return out;
}

function dot(u: readonly number[], v: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < u.length; ++i) sum += u[i] * v[i];
  return sum;
}
