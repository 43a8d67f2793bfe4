import type {Interval, Rate} from "../findings.ts";
import type {Contrast} from "./contrast.ts";
import {normalCdf, normalQuantile, tQuantile} from "./distributions.ts";
import {groupBy} from "./groupBy.ts";
import {wilson, z95} from "./intervals.ts";

/** Observations and conversions of one fold of leads. A fold holds whole leads. */
export interface FoldCount {
  fold: number;
  n: number;
  conversions: number;
}

/**
 * A rate over observations of which one lead may give several. The interval is Wilson's on the effective number of
 * observations, n over the design effect (Korn & Graubard 1998): the delete-a-fold jackknife variance over the one that
 * independent observations would have, at least 1. `n` and `conversions` stay what was counted.
 */
export function rateByLead(rows: readonly FoldCount[]): Rate {
  const {n, conversions} = sumOf(rows);
  return rateWithin(conversions, n, rateEffect(rows));
}

/** The design effect of a rate: by how much its variance exceeds that of independent observations, at least 1. */
export function rateEffect(rows: readonly FoldCount[]): number {
  const {n, conversions, without} = leaveOut(rows);
  const value = n > 0 ? conversions / n : 0;
  const independent = (value * (1 - value)) / n;
  const rates = without.filter((rest) => rest.n > 0).map((rest) => rest.conversions / rest.n);
  return designEffect(rates, value, independent);
}

/** The rate with the interval that a design effect asks for. */
export function rateWithin(conversions: number, n: number, effect: number): Rate {
  const {low, high} = wilson(conversions / effect, n / effect);
  return {...wilson(conversions, n), low, high};
}

/** Counts of a pattern in one fold: where it holds, and in all. */
export interface FoldTally extends FoldCount {
  all: {n: number; conversions: number};
}

/**
 * By how much the standard error of a pattern's log odds ratio exceeds that of independent observations: the square root of
 * the design effect from the delete-a-fold jackknife, at least 1.
 */
export function errorRatio(rows: readonly FoldTally[]): number {
  const {value, variance, without} = logOddsByLead(rows);
  return Math.sqrt(designEffect(without, value, variance));
}

/**
 * Log odds ratio of a pattern with its variance as of independent observations, and its values without one fold each. ½ is
 * added to every cell, so that no fold's absence leaves it without a value.
 */
export function logOddsByLead(rows: readonly FoldTally[]): {value: number; variance: number; without: number[]} {
  const inside = leaveOut(rows);
  const outside = leaveOut(
    rows.map(({fold, n, conversions, all}) => ({fold, n: all.n - n, conversions: all.conversions - conversions})),
  );
  const variance = [inside, outside].reduce(
    (sum, {n, conversions}) => sum + 1 / (conversions + 0.5) + 1 / (n - conversions + 0.5),
    0,
  );
  return {
    value: logOdds(inside) - logOdds(outside),
    variance,
    without: inside.without.map((rest, i) => logOdds(rest) - logOdds(outside.without[i])),
  };
}

/** The contrast with every interval widened, and the p-value raised, as standard errors `ratio` times as large ask for. */
export function widened(contrast: Contrast, ratio: number): Contrast {
  const {riskDifference, riskRatio, oddsRatio, p} = contrast;
  const {value, low, high} = oddsRatio;
  const wald = (z95 * Math.abs(Math.log(value))) / Math.log(value > 1 ? value / low : high / value);
  const z = p < 1e-6 && Number.isFinite(wald) ? wald : -normalQuantile(Math.max(p, 1e-12) / 2);
  return {
    ...contrast,
    riskDifference: stretched(riskDifference, ratio),
    riskRatio: stretchedRatio(riskRatio, ratio),
    oddsRatio: stretchedRatio(oddsRatio, ratio),
    p: Math.min(1, 2 * normalCdf(-z / ratio)),
  };
}

/** An interval on the log scale, widened. */
export function stretchedRatio({value, low, high}: Interval, ratio: number): Interval {
  if (!(value > 0 && Number.isFinite(value))) return {value, low, high};
  const logs = stretched({value: Math.log(value), low: Math.log(low), high: Math.log(high)}, ratio);
  return {value, low: Math.exp(logs.low), high: Math.exp(logs.high)};
}

function stretched({value, low, high}: Interval, ratio: number): Interval {
  return {value, low: value - ratio * (value - low), high: value + ratio * (high - value)};
}

function leaveOut(rows: readonly FoldCount[]): {
  n: number;
  conversions: number;
  without: {n: number; conversions: number}[];
} {
  const all = sumOf(rows);
  const folds = [...groupBy(rows, ({fold}) => fold).values()].map(sumOf);
  return {...all, without: folds.map((f) => ({n: all.n - f.n, conversions: all.conversions - f.conversions}))};
}

const sumOf = (rows: readonly FoldCount[]) => ({
  n: rows.reduce((total, {n}) => total + n, 0),
  conversions: rows.reduce((total, {conversions}) => total + conversions, 0),
});

const logOdds = ({n, conversions}: {n: number; conversions: number}): number =>
  Math.log((conversions + 0.5) / (n - conversions + 0.5));

/** Jackknife variance over the independent one, with the t quantile of its G − 1 degrees of freedom; at least 1. */
function designEffect(without: readonly number[], value: number, independent: number): number {
  const G = without.length;
  if (G < 2 || !(independent > 0)) return 1;
  const variance = ((G - 1) / G) * without.reduce((sum, estimate) => sum + (estimate - value) ** 2, 0);
  return Math.max(1, (variance / independent) * (tQuantile(0.975, G - 1) / z95) ** 2);
}
