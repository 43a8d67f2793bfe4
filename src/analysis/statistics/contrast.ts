import type {Driver} from "../drivers/driver.ts";
import type {Interval} from "../findings.ts";
import {chiSquareUpper} from "./distributions.ts";
import {fisherP, oddsRatioMidP} from "./exact.ts";
import {cells, newcombe, oddsRatio, riskRatio, wilson} from "./intervals.ts";

/** Counts of a pattern: a conversions among the n1 observations where it holds, c among the n0 where it does not. */
export interface Table {
  a: number;
  n1: number;
  c: number;
  n0: number;
}

export type Contrast = Pick<
  Driver,
  "with" | "without" | "riskDifference" | "riskRatio" | "oddsRatio" | "p" | "informationValue"
>;

/**
 * Observations where a pattern holds beside the rest. Rates with Wilson, their difference with Newcombe, ratios with
 * log-scale 95 % intervals; the odds ratio is exact (conditional, mid-P) where an observed cell is under 5. p is
 * two-sided: Fisher's where an observed or expected cell is under 5, else Pearson's chi-square without continuity
 * correction.
 *
 * Never NaN. Where an arm is empty or the outcome does not vary, p is 1 and the information value 0; an empty arm's
 * ratios are 1 with [0, ∞], and a bound of an exact odds ratio may be 0 or ∞. Counts must be whole.
 */
export function contrast({a, n1, c, n0}: Table): Contrast {
  return {
    with: wilson(a, n1),
    without: wilson(c, n0),
    riskDifference: newcombe(a, n1, c, n0),
    riskRatio: riskRatio(a, n1, c, n0),
    oddsRatio: bestOddsRatio({a, n1, c, n0}),
    p: twoSidedP({a, n1, c, n0}),
    informationValue: informationValue({a, n1, c, n0}),
  };
}

function bestOddsRatio({a, n1, c, n0}: Table): Interval {
  return Math.min(a, n1 - a, c, n0 - c) < 5 ? oddsRatioMidP(a, n1, c, n0) : oddsRatio(a, n1, c, n0);
}

function twoSidedP({a, n1, c, n0}: Table): number {
  const b = n1 - a;
  const d = n0 - c;
  const smaller = (Math.min(n1, n0) * Math.min(a + c, b + d)) / (n1 + n0);
  if (!(smaller > 0)) return 1;
  if (smaller < 5 || Math.min(a, b, c, d) < 5) return fisherP(a, n1, c, n0);
  const cross = a * d - b * c;
  return chiSquareUpper(((cross * cross) / (n1 * n0)) * ((n1 + n0) / ((a + c) * (b + d))), 1);
}

/**
 * Information value Σ (share of conversions − share of the rest) · ln(their ratio) over with and without, natural log
 * (Siddiqi 2006). With a cell of 0, 0.5 is added to every cell; 0 where an arm is empty or the outcome does not vary.
 */
function informationValue({a, n1, c, n0}: Table): number {
  const converted = a + c;
  if (!(n1 > 0 && n0 > 0 && converted > 0 && converted < n1 + n0)) return 0;
  const [A, B, C, D] = cells(a, n1, c, n0);
  const term = (good: number, bad: number) => (good - bad) * Math.log(good / bad);
  return term(A / (A + C), B / (B + D)) + term(C / (A + C), D / (B + D));
}
