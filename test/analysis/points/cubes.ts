import type {Cube} from "../../../src/analysis/rules/cube.ts";

/** A cube of one row an observation from rows of 0/1, the outcome first. */
export function cubeOf(rows: readonly (readonly number[])[], names?: readonly string[]): Cube {
  const d = rows[0].length - 1;
  return {
    rules: names ?? Array.from({length: d}, (_, j) => `rule ${String.fromCharCode(97 + j)}`),
    holds: Array.from({length: d}, (_, j) => Uint32Array.from(rows.flatMap((row, r) => (row[j + 1] ? [r] : [])))),
    n: new Float64Array(rows.length).fill(1),
    conversions: Float64Array.from(rows, ([y]) => y),
    fold: new Uint8Array(rows.length),
    period: new Uint16Array(rows.length),
    periods: ["all"],
  };
}

/** Small seeded generator: a linear congruential one, so that it shares nothing with the search's. */
export function uniform(seed: number): () => number {
  let state = BigInt(seed) * 7919n + 12345n;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    return Number(state >> 33n) / 2 ** 31;
  };
}

/** Rows whose outcome follows whole weights on some rules, some of them correlated. */
export function randomRows(seed: number, d: number, count: number): number[][] {
  const next = uniform(seed);
  const share = Array.from({length: d}, () => 0.15 + 0.7 * next());
  const weight = Array.from({length: d}, () => (next() < 0.3 ? 0 : 1.6 * (next() - 0.5) * 2));
  return Array.from({length: count}, () => {
    const x: number[] = [];
    for (let j = 0; j < d; ++j) x.push(j > 0 && next() < 0.25 ? x[j - 1] : next() < share[j] ? 1 : 0);
    const eta = -0.4 + x.reduce((sum, held, j) => sum + held * weight[j], 0);
    return [next() < 1 / (1 + Math.exp(-eta)) ? 1 : 0, ...x];
  });
}

/**
 * Mean log-loss of a card by plain gradient-free means, row by row: golden sections over the slope, bisection for the
 * intercept at each. Shares no code with what it checks.
 */
export function plainLoss(rows: readonly (readonly number[])[], points: ArrayLike<number>): number {
  const score = rows.map((row) => row.slice(1).reduce((sum, x, j) => sum + x * points[j], 0));
  const lossAt = (b: number): number => {
    let [low, high] = [-400, 400];
    for (let i = 0; i < 90; ++i) {
      const a = (low + high) / 2;
      const excess = rows.reduce((sum, [y], r) => sum + 1 / (1 + Math.exp(-(a + b * score[r]))) - y, 0);
      if (excess > 0) high = a;
      else low = a;
    }
    return rows.reduce((sum, [y], r) => sum + rowLoss(y, low + b * score[r]), 0) / rows.length;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [from, to] = [0, 15];
  for (let i = 0; i < 80; ++i) {
    const [x, z] = [to - ratio * (to - from), from + ratio * (to - from)];
    if (lossAt(x) < lossAt(z)) to = z;
    else from = x;
  }
  return lossAt((from + to) / 2);
}

/** Log-loss of one row at log-odds eta. */
export const rowLoss = (y: number, eta: number): number =>
  Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(eta, 0) - y * eta;
