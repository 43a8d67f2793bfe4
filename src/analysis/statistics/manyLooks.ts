import type {Interval} from "../findings.ts";
import {normalCdf, normalQuantile, tCdf, tQuantile} from "./distributions.ts";
import {jackknifeError} from "./jackknife.ts";

/** An estimate on a scale where it is about normal, and what is known of its error. */
export interface Estimate {
  value: number;
  /** As of independent observations. */
  variance: number;
  /** Its values without one fold of leads each; empty where each lead gives one observation. */
  without: readonly number[];
}

/** Chance that the best of `looks` shows as much where nothing is there, from the p of one (Šidák 1967). */
export const amongLooks = (p: number, looks: number): number => -Math.expm1(looks * Math.log1p(-p));

/**
 * Interval that holds for the most striking of `looks` estimates as for each other one: of level 0.95^(1/looks), so that all of
 * them hold together at 95 % (Šidák 1967: whatever normal estimates are correlated, at least so often). Its error is the
 * larger of the independent one, by the normal, and of that between folds of leads, by Student's t on folds − 1.
 */
export function intervalAmong(estimate: Estimate, looks = 1): Interval {
  const level = 1 - amongLooksInverse(looks) / 2;
  const {independent, byLead, df} = errorsOf(estimate);
  const half = Math.max(normalQuantile(level) * independent, df > 0 ? tQuantile(level, df) * byLead : 0);
  return {value: estimate.value, low: estimate.value - half, high: estimate.value + half};
}

/** Two-sided p of the estimate being 0, by the same errors. */
export function pOf(estimate: Estimate): number {
  const {independent, byLead, df} = errorsOf(estimate);
  const size = Math.abs(estimate.value);
  const p = independent > 0 ? 2 * normalCdf(-size / independent) : 1;
  return df > 0 && byLead > 0 ? Math.max(p, 2 * tCdf(-size / byLead, df)) : p;
}

/** α of one look that leaves all of them 5 %. */
const amongLooksInverse = (looks: number): number => -Math.expm1(Math.log(0.95) / Math.max(1, looks));

function errorsOf({value, variance, without}: Estimate) {
  const df = without.length - 1;
  return {independent: Math.sqrt(variance), byLead: df > 0 ? jackknifeError(value, without) : 0, df};
}

/** Whether one of `looks` differences is above 0 beyond chance, one-sided at 5 % of all: values without one fold each. */
export function isAbove(value: number, without: readonly number[], looks = 1): boolean {
  const df = without.length - 1;
  if (df < 1) return false;
  return value > tQuantile(1 - amongLooksInverse(looks), df) * jackknifeError(value, without);
}
