import type {Interval} from "../findings.ts";
import {normalCdf} from "../statistics/distributions.ts";
import {z95} from "../statistics/intervals.ts";

/** How far two estimates lie apart, with its 95 % interval and the two-sided p of no difference. */
export interface Difference extends Interval {
  p: number;
}

/**
 * After less before, from the two intervals alone (method of variance estimates recovery: Zou & Donner 2008): each side of the
 * interval from the arms' own sides, so that intervals by lead stay by lead and lopsided ones stay lopsided.
 *
 * It takes the two samples for independent. Two runs of one project mostly share leads, and then estimates move together: the
 * variance of their difference is less by twice their covariance (of a run and the same run with newer leads added, it is the
 * difference of the two variances). Summaries do not hold who is in both, so the covariance is left out: the interval is too
 * wide wherever data are shared. What is called beyond the noise would be so with the overlap known too; what is called within
 * it may not be. Null where a bound is not known.
 */
export function differenceOf(before: Interval, after: Interval): Difference | null {
  const bounds = [before.value, before.low, before.high, after.value, after.low, after.high];
  if (bounds.some((bound) => bound === null || !Number.isFinite(bound))) return null;
  const value = after.value - before.value;
  const low = value - Math.hypot(after.value - after.low, before.high - before.value);
  const high = value + Math.hypot(after.high - after.value, before.value - before.low);
  const half = value > 0 ? value - low : high - value;
  if (value === 0) return {value, low, high, p: 1};
  return half > 0 ? {value, low, high, p: 2 * normalCdf((-z95 * Math.abs(value)) / half)} : null;
}

/** The same of ratios, on the log scale: 0 is no difference. Null too where one is 0 or without a bound. */
export const logDifferenceOf = (before: Interval, after: Interval): Difference | null =>
  differenceOf(logged(before), logged(after));

const logged = ({value, low, high}: Interval): Interval => ({
  value: Math.log(value),
  low: Math.log(low),
  high: high === null ? Number.POSITIVE_INFINITY : Math.log(high),
});
