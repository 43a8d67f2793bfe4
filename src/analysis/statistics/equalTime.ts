import type {Interval} from "../findings.ts";
import {cholesky, inverse} from "./cholesky.ts";
import {fitColumns, informationOf, rates} from "./columnFit.ts";
import {groupBy} from "./groupBy.ts";
import {z95} from "./intervals.ts";

/** Leads of one stratum and one class, and how many of them were won. */
export interface StratumCount {
  stratum: number;
  /** Place of the class, from 0. */
  at: number;
  n: number;
  won: number;
}

/**
 * What the win rate of each class would be if the leads of all classes were spread over the strata alike: logistic regression
 * on class and stratum, and the rate of each class averaged over the strata of all leads (marginal standardisation, Lane &
 * Nelder 1982), with its 95 % interval by the delta method on the log odds. One row a lead. Null for a class without both
 * outcomes. Strata without both outcomes tell nothing and are passed over.
 */
export function ratesAtEqualStrata(counts: readonly StratumCount[], classes: number): (Interval | null)[] {
  const varies = (rows: readonly StratumCount[]) => {
    const won = rows.reduce((sum, row) => sum + row.won, 0);
    return won > 0 && won < rows.reduce((sum, {n}) => sum + n, 0);
  };
  const known = new Set([...groupBy(counts, ({at}) => at)].filter(([, rows]) => varies(rows)).map(([at]) => at));
  const strata = [
    ...groupBy(
      counts.filter(({at, n}) => known.has(at) && n > 0),
      ({stratum}) => stratum,
    ).values(),
  ].filter(varies);
  const rows = strata.flatMap((some, s) => some.map((row) => ({...row, s})));
  const present = [...known].filter((at) => rows.some((row) => row.at === at)).sort((a, b) => a - b);
  const none = Array.from({length: classes}, () => null);
  if (present.length < 2) return none;
  const columns = [
    ...strata.map((_, s) => rows.map((row) => Number(row.s === s))),
    ...present.slice(1).map((at) => rows.map((row) => Number(row.at === at))),
  ];
  const n = rows.map((row) => row.n);
  const {weights} = fitColumns(columns, {n, conversions: rows.map(({won}) => won)});
  const side = columns.length;
  const covariance = inverse(cholesky(informationOf(columns, n, rates(columns, weights)), side), side);
  const shares = strata.map(
    (some) => some.reduce((sum, row) => sum + row.n, 0) / n.reduce((sum, count) => sum + count, 0),
  );
  return none.map((_, at) => {
    const place = present.indexOf(at);
    if (place < 0) return null;
    const own = place === 0 ? -1 : strata.length + place - 1;
    const rate = shares.map((_, s) => 1 / (1 + Math.exp(-(weights[s] + (own < 0 ? 0 : weights[own])))));
    const slopes = rate.map((p, s) => shares[s] * p * (1 - p));
    const gradient = columns.map((_, j) => (j < strata.length ? slopes[j] : 0));
    if (own >= 0) gradient[own] = slopes.reduce((sum, slope) => sum + slope, 0);
    const variance = gradient.reduce(
      (sum, g, j) => sum + g * gradient.reduce((total, h, k) => total + h * covariance[j * side + k], 0),
      0,
    );
    const value = rate.reduce((sum, p, s) => sum + shares[s] * p, 0);
    return onLogOdds(value, Math.sqrt(variance));
  });
}

function onLogOdds(value: number, error: number): Interval {
  const half = (z95 * error) / (value * (1 - value));
  const shifted = (by: number) => 1 / (1 + Math.exp(-(Math.log(value / (1 - value)) + by)));
  return {value, low: shifted(-half), high: shifted(half)};
}
