import type {Interval} from "./findings.ts";
import {groupBy} from "./groupBy.ts";
import {nothingKnown, z95} from "./intervals.ts";

/** So many conversions among n observations at one dose of one stratum. */
export interface DoseCount {
  stratum: number;
  dose: number;
  n: number;
  conversions: number;
}

/**
 * Odds ratio of converting per further unit of dose, at equal stratum: logistic regression on the dose with an intercept for
 * each stratum, by Newton's method, with its 95 % Wald interval (Breslow & Day 1980, 6.2). Strata without both outcomes or
 * without two doses say nothing and are passed over. 1 with [0, ∞] where nothing is left or the dose separates the outcomes.
 */
export function trendOddsRatio(counts: readonly DoseCount[]): Interval {
  const strata = [...groupBy(counts, ({stratum}) => stratum).values()].filter(isInformative);
  const alphas = strata.map(() => 0);
  let beta = 0;
  for (let iteration = 0; iteration < 50; ++iteration) {
    let [score, information] = [0, 0];
    const sums = strata.map((rows, s) => sumsAt(rows, alphas[s], beta));
    for (const {rest, slope, w, wx, wxx} of sums) {
      score += slope - (wx * rest) / w;
      information += wxx - (wx * wx) / w;
    }
    const step = score / information;
    if (!Number.isFinite(step) || Math.abs(beta + step) > 15) return nothingKnown();
    sums.forEach(({rest, w, wx}, s) => {
      alphas[s] += Math.max(-4, Math.min(4, (rest - wx * step) / w));
    });
    beta += step;
    if (Math.abs(step) > 1e-10) continue;
    const half = z95 / Math.sqrt(information);
    return {value: Math.exp(beta), low: Math.exp(beta - half), high: Math.exp(beta + half)};
  }
  return nothingKnown();
}

function isInformative(rows: readonly DoseCount[]): boolean {
  const filled = rows.filter(({n}) => n > 0);
  const n = filled.reduce((sum, row) => sum + row.n, 0);
  const conversions = filled.reduce((sum, row) => sum + row.conversions, 0);
  return conversions > 0 && conversions < n && new Set(filled.map(({dose}) => dose)).size > 1;
}

function sumsAt(rows: readonly DoseCount[], alpha: number, beta: number) {
  const sums = {rest: 0, slope: 0, w: 0, wx: 0, wxx: 0};
  for (const {dose, n, conversions} of rows) {
    const p = 1 / (1 + Math.exp(-(alpha + beta * dose)));
    const w = n * p * (1 - p);
    sums.rest += conversions - n * p;
    sums.slope += dose * (conversions - n * p);
    sums.w += w;
    sums.wx += w * dose;
    sums.wxx += w * dose * dose;
  }
  return sums;
}
