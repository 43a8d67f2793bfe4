import type {Interval, Rate} from "../findings.ts";
import {normalQuantile} from "./distributions.ts";

/** Half-width of a 95 % interval in standard errors. */
export const z95 = normalQuantile(0.975);

/**
 * Share of conversions with its 95 % Wilson score interval without continuity correction (Wilson 1927; R
 * `prop.test(correct = FALSE)`). With n = 0 the value is 0 and the interval is all of [0, 1].
 */
export function wilson(conversions: number, n: number): Rate {
  if (!(n > 0)) return {value: 0, low: 0, high: 1, n: 0, conversions: 0};
  const value = conversions / n;
  const z2 = z95 * z95;
  const centre = (value + z2 / (2 * n)) / (1 + z2 / n);
  const half = ((z95 / (1 + z2 / n)) * Math.sqrt(n * value * (1 - value) + z2 / 4)) / n;
  return {
    value,
    low: conversions <= 0 ? 0 : Math.max(0, centre - half),
    high: conversions >= n ? 1 : Math.min(1, centre + half),
    n,
    conversions,
  };
}

/**
 * Risk difference a/n1 − c/n0 with its 95 % interval from the two Wilson intervals (Newcombe 1998, method 10). An arm
 * without observations counts as a rate of 0 known to lie in [0, 1].
 */
export function newcombe(a: number, n1: number, c: number, n0: number): Interval {
  const first = wilson(a, n1);
  const second = wilson(c, n0);
  const value = first.value - second.value;
  return {
    value,
    low: Math.max(-1, value - Math.hypot(first.value - first.low, second.high - second.value)),
    high: Math.min(1, value + Math.hypot(first.high - first.value, second.value - second.low)),
  };
}

/**
 * Risk ratio (a/n1) / (c/n0) with its 95 % interval on the log scale (Katz et al. 1978). With any of the four cells 0,
 * 0.5 is added to every cell first (Haldane–Anscombe), the value included. An empty arm gives 1 with [0, ∞].
 */
export function riskRatio(a: number, n1: number, c: number, n0: number): Interval {
  if (!(n1 > 0 && n0 > 0)) return nothingKnown();
  const [A, B, C, D] = cells(a, n1, c, n0);
  return logInterval((A / (A + B)) * ((C + D) / C), 1 / A - 1 / (A + B) + 1 / C - 1 / (C + D));
}

/**
 * Odds ratio of a of n1 against c of n0 with its 95 % interval on the log scale (Woolf 1955). With any of the four cells
 * 0, 0.5 is added to every cell first (Haldane–Anscombe), the value included. An empty arm gives 1 with [0, ∞].
 */
export function oddsRatio(a: number, n1: number, c: number, n0: number): Interval {
  if (!(n1 > 0 && n0 > 0)) return nothingKnown();
  const [A, B, C, D] = cells(a, n1, c, n0);
  return logInterval((A * D) / (B * C), 1 / A + 1 / B + 1 / C + 1 / D);
}

/** Converted and not, with and without, each plus 0.5 where any of the four is 0. */
export function cells(a: number, n1: number, c: number, n0: number): [number, number, number, number] {
  const b = n1 - a;
  const d = n0 - c;
  const add = a === 0 || b === 0 || c === 0 || d === 0 ? 0.5 : 0;
  return [a + add, b + add, c + add, d + add];
}

/** A ratio nothing is known of. */
export const nothingKnown = (): Interval => ({value: 1, low: 0, high: Number.POSITIVE_INFINITY});

function logInterval(value: number, variance: number): Interval {
  const factor = Math.exp(z95 * Math.sqrt(Math.max(0, variance)));
  return {value, low: value / factor, high: value * factor};
}
