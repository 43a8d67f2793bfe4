import type {Interval} from "../findings.ts";
import {nothingKnown, oddsRatio} from "./intervals.ts";

/**
 * Odds ratio of a of n1 against c of n0 from the exact conditional distribution (Fisher's noncentral hypergeometric):
 * the value is the conditional maximum-likelihood estimate, as in R `fisher.test`; the 95 % interval is the mid-P one
 * (Rothman, Greenland & Lash 2008, ch. 14; Lancaster 1961). Counts must be whole.
 *
 * Where a is the least or the most it can be, the conditional estimate is 0 or ∞: the value is then the Haldane–Anscombe
 * one, finite, and the interval keeps its open end (low 0 or high ∞). Margins that allow one table only give 1 with [0, ∞].
 */
export function oddsRatioMidP(a: number, n1: number, c: number, n0: number): Interval {
  const table = {a, n1, n0, m: a + c};
  const isLeast = a === Math.max(0, table.m - n0);
  const isMost = a === Math.min(n1, table.m);
  if (isLeast && isMost) return nothingKnown();
  const start = Math.log(oddsRatio(a, n1, c, n0).value);
  const low = isLeast ? 0 : Math.exp(rootOfFalling((x) => tails(table, x).atMost - 0.975, start));
  const high = isMost
    ? Number.POSITIVE_INFINITY
    : Math.exp(rootOfFalling((x) => tails(table, x).atMost - 0.025, start));
  const value = Math.exp(isLeast || isMost ? start : rootOfFalling((x) => tails(table, x).shortfall, start));
  return {value: Math.min(high, Math.max(low, value)), low, high};
}

/**
 * Two-sided p of Fisher's exact test: the probability, both margins given, of all tables no likelier than this one (R
 * `fisher.test`, with its relative tolerance of 1e-7). 1 where the margins allow one table only. Counts must be whole.
 */
export function fisherP(a: number, n1: number, c: number, n0: number): number {
  const m = a + c;
  const least = Math.max(0, m - n0);
  const most = Math.min(n1, m);
  const logs = new Float64Array(most - least + 1);
  for (let x = least; x < most; ++x) logs[x + 1 - least] = logs[x - least] + Math.log(ratio({n1, n0, m}, x));
  const top = logs.reduce((u, v) => Math.max(u, v), Number.NEGATIVE_INFINITY);
  const limit = logs[a - least] + 1e-7;
  let total = 0;
  let extreme = 0;
  for (const log of logs) {
    const weight = Math.exp(log - top);
    total += weight;
    if (log <= limit) extreme += weight;
  }
  return Math.min(1, extreme / total);
}

interface Margins {
  n1: number;
  n0: number;
  /** Conversions in both arms together. */
  m: number;
}

/** P(x + 1) / P(x) of the central hypergeometric. */
const ratio = ({n1, n0, m}: Margins, x: number) => ((n1 - x) * (m - x)) / ((x + 1) * (n0 - m + x + 1));

/**
 * At log odds ratio `log`: P(X < a) + P(X = a) / 2, and a − E X times a positive factor. Weights are relative to
 * P(X = a) and summed outward until they no longer count, so that wide margins cost little.
 */
function tails({a, ...margins}: Margins & {a: number}, log: number): {atMost: number; shortfall: number} {
  const psi = Math.exp(log);
  const above = outward((k) => ratio(margins, a + k) * psi);
  const below = outward((k) => {
    const r = ratio(margins, a - k - 1);
    return a - k - 1 < Math.max(0, margins.m - margins.n0) ? 0 : 1 / (r * psi);
  });
  const total = above.weight + below.weight + 1;
  return {
    atMost: (below.weight + 0.5) / total,
    shortfall: (below.moment - above.moment) / total,
  };
}

/** Σ w and Σ k·w for k ≥ 1 with w₀ = 1 and w(k + 1) = w(k) · step(k), steps falling to 0; ends once all would pass 1e280. */
function outward(step: (k: number) => number): {weight: number; moment: number} {
  let w = 1;
  let weight = 0;
  let moment = 0;
  for (let k = 0; ; ++k) {
    const factor = step(k);
    w = Math.min(w * factor, 1e290);
    if (!(w > 0)) break;
    weight += w;
    moment += (k + 1) * w;
    if (weight > 1e280 || (factor < 1 && w * (k + 1) < 1e-18 * moment)) break;
  }
  return {weight, moment};
}

/** Where a continuous falling function crosses 0: bracket widened from `start`, then halved. */
function rootOfFalling(f: (x: number) => number, start: number): number {
  let low = start - 1;
  let high = start + 1;
  for (let reach = 1; f(low) < 0 && reach < 700; reach *= 2) low = start - 2 * reach;
  for (let reach = 1; f(high) > 0 && reach < 700; reach *= 2) high = start + 2 * reach;
  for (let i = 0; i < 100 && high - low > 1e-13 * Math.max(1, Math.abs(low)); ++i) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
