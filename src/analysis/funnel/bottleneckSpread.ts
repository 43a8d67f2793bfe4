import type {Interval} from "../findings.ts";

/**
 * A value with the middle 95 % of its resamples, stretched to hold it: the order statistics (R + 1) p of R resamples (Davison &
 * Hinkley 1997, 5.2.1), which no interpolating quantile is.
 */
export function spread(value: number, drawn: readonly number[]): Interval {
  const sorted = [...drawn].sort((a, b) => a - b);
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(p * (sorted.length + 1)) - 1))];
  return {value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975))};
}

/** How often each place has the largest value above 0, as a share of the draws; empty without draws. */
export function firstShares(draws: readonly (readonly (number | null)[])[]): number[] {
  const firsts = (draws[0] ?? []).map(() => 0);
  for (const values of draws) {
    const most = Math.max(0, ...values.map((value) => value ?? 0));
    if (most > 0) ++firsts[values.indexOf(most)];
  }
  return firsts.map((n) => n / draws.length);
}

/** How often each block of leads is in a resample. */
export function timesDrawn(blocks: number, next: () => number): Float64Array {
  const times = new Float64Array(blocks);
  for (let i = 0; i < blocks; ++i) ++times[Math.floor(next() * blocks)];
  return times;
}
