/** Scores that occur, ascending, with observations and conversions at each: all that the loss of a card depends on. */
export interface ScoreBins {
  score: Float64Array;
  n: Float64Array;
  conversions: Float64Array;
  count: number;
}

/** What turns a score into a chance: P = 1 / (1 + exp(−(intercept + slope · score))), its log-odds held within bounds where there are any. */
export interface Curve {
  /** Natural-log odds at a score of 0. */
  intercept: number;
  /** Natural-log odds of one point. */
  slope: number;
  /** Natural-log odds beyond which no chance is told, because so many observations carry no more; null or absent: none. */
  within?: {least: number; most: number} | null;
}

/** Natural-log odds that a curve gives a score. */
export function logOddsAt({intercept, slope, within}: Curve, score: number): number {
  const free = intercept + slope * score;
  return within ? Math.min(within.most, Math.max(within.least, free)) : free;
}

/** P(conversion) = 1 / (1 + exp(−(intercept + slope · score))), fitted to score bins. */
export interface Line {
  intercept: number;
  /** Natural-log odds a point; never negative. */
  slope: number;
  /** Sum of the log-loss over observations (nats). */
  loss: number;
  /** The free line goes beyond what is known (`farthest`): the score (nearly) separates conversions from the rest. */
  isCapped: boolean;
}

/** Intercept given where every observation converted, or none did. */
export const interceptCap = 30;

const pass = {loss: 0, g0: 0, g1: 0, h00: 0, h01: 0, h11: 0};

function look(bins: ScoreBins, a: number, b: number): void {
  const {score, n, conversions, count} = bins;
  let loss = 0;
  let g0 = 0;
  let g1 = 0;
  let h00 = 0;
  let h01 = 0;
  let h11 = 0;
  for (let i = 0; i < count; ++i) {
    const s = score[i];
    const eta = a + b * s;
    const e = Math.exp(-Math.abs(eta));
    const q = 1 / (1 + e);
    const cases = n[i];
    loss += cases * (Math.log(1 + e) + (eta > 0 ? eta : 0)) - conversions[i] * eta;
    const g = cases * (eta > 0 ? q : e * q) - conversions[i];
    const w = cases * e * q * q;
    g0 += g;
    g1 += g * s;
    h00 += w;
    h01 += w * s;
    h11 += w * s * s;
  }
  pass.loss = loss;
  pass.g0 = g0;
  pass.g1 = g1;
  pass.h00 = h00;
  pass.h01 = h01;
  pass.h11 = h11;
}

/** Sum of the log-loss of the bins under a line, in nats. */
export function lossAt(bins: ScoreBins, intercept: number, slope: number): number {
  look(bins, intercept, slope);
  return pass.loss;
}

/** The same under a curve, its bounds heeded. */
export function lossUnder(bins: ScoreBins, curve: Curve): number {
  let loss = 0;
  for (let i = 0; i < bins.count; ++i) {
    const eta = logOddsAt(curve, bins.score[i]);
    loss += bins.n[i] * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)))) - bins.conversions[i] * eta;
  }
  return loss;
}

/**
 * Fits intercept and slope (0 or more) by Newton's method with step halving, from `line`, which it overwrites. Returns the
 * loss. Where the line would tell a chance beyond what so many observations carry (`farthest`; so it is wherever the score
 * separates the classes), the best line that does not. Where a first step shows that the loss cannot come near `cutoff` it stops and returns Infinity. Both classes must occur.
 */
export function fitLine(bins: ScoreBins, line: Line, cutoff = Number.POSITIVE_INFINITY): number {
  if (!risesWithScore(bins)) return setFlat(bins, line);
  let a = line.intercept;
  let b = line.slope;
  look(bins, a, b);
  for (let round = 0; round < 60; ++round) {
    const {loss, g0, g1, h00, h01, h11} = pass;
    const det = h00 * h11 - h01 * h01;
    if (!(det > 1e-13 * h00 * h11)) return setBounded(bins, line);
    let da = (h01 * g1 - h11 * g0) / det;
    let db = (h01 * g0 - h00 * g1) / det;
    const decrement = -(da * g0 + db * g1);
    if (round === 0 && loss - 2 * decrement > cutoff) return Number.POSITIVE_INFINITY;
    const size = Math.max(Math.abs(da), Math.abs(db));
    if (size > 8) {
      da *= 8 / size;
      db *= 8 / size;
    }
    let step = 1;
    for (; step > 1e-9; step /= 2) {
      look(bins, a + step * da, b + step * db);
      if (pass.loss <= loss + 1e-14 * loss) break;
    }
    a += step * da;
    b += step * db;
    if (isBeyond(bins, a, b, 40)) return setBounded(bins, line);
    if (decrement < 1e-8 * h00 || step <= 1e-9) break;
  }
  return isBeyond(bins, a, b, 0) ? setBounded(bins, line) : set(line, a, b, pass.loss, false);
}

function set(line: Line, intercept: number, slope: number, loss: number, isCapped: boolean): number {
  line.intercept = intercept;
  line.slope = slope;
  line.loss = loss;
  line.isCapped = isCapped;
  return loss;
}

/** Whether an end of the line lies by more than so much beyond what is known. */
function isBeyond(bins: ScoreBins, a: number, b: number, by: number): boolean {
  const {least, most} = farthest(bins);
  return a + b * bins.score[0] < least - by || a + b * bins.score[bins.count - 1] > most + by;
}

/** Whether conversions go with higher scores at all; if not the best slope is 0. */
function risesWithScore({score, n, conversions, count}: ScoreBins): boolean {
  let all = 0;
  let converted = 0;
  let sum = 0;
  let convertedSum = 0;
  for (let i = 0; i < count; ++i) {
    all += n[i];
    converted += conversions[i];
    sum += n[i] * score[i];
    convertedSum += conversions[i] * score[i];
  }
  return convertedSum * all - converted * sum > 1e-12 * all * converted;
}

function setFlat(bins: ScoreBins, line: Line): number {
  let all = 0;
  let converted = 0;
  for (let i = 0; i < bins.count; ++i) {
    all += bins.n[i];
    converted += bins.conversions[i];
  }
  return set(line, Math.log(converted / (all - converted)), 0, entropy(all, converted), false);
}

/**
 * The best line whose log-odds at the lowest and the highest score are as far from 0 as so many misses and conversions carry
 * (`farthest`). The loss is convex, so that where the free line goes beyond, one end lies at its bound: each is tried.
 */
function setBounded(bins: ScoreBins, line: Line): number {
  const {least, most} = farthest(bins);
  const [low, high] = [bins.score[0], bins.score[bins.count - 1]];
  const across = high - low;
  let best = Number.POSITIVE_INFINITY;
  for (const isLowFixed of [true, false]) {
    let other = isLowFixed ? most : least;
    let [from, to] = [least, most];
    for (let round = 0; round < 60; ++round) {
      const [u, v] = isLowFixed ? [least, other] : [other, most];
      const slope = (v - u) / across;
      look(bins, u - slope * low, slope);
      // Derivatives by the free end: the line there is 1, at the fixed end 0.
      const [at, per] = isLowFixed ? [-low / across, 1 / across] : [high / across, -1 / across];
      const g = at * pass.g0 + per * pass.g1;
      const h = at * at * pass.h00 + 2 * at * per * pass.h01 + per * per * pass.h11;
      if (g > 0) to = other;
      else from = other;
      const next = other - g / h;
      const moved = next >= from && next <= to ? next : (from + to) / 2;
      if (Math.abs(moved - other) < 1e-12 * (1 + Math.abs(other))) break;
      other = moved;
    }
    const [u, v] = isLowFixed ? [least, other] : [other, most];
    const slope = (v - u) / across;
    const intercept = u - slope * low;
    look(bins, intercept, slope);
    if (pass.loss < best) {
      best = pass.loss;
      set(line, intercept, slope, best, true);
    }
  }
  return best;
}

/** Log-odds of half a conversion beside all misses, and of half a miss beside all conversions: beyond these nothing is known. */
export function farthest({n, conversions, count}: ScoreBins): {least: number; most: number} {
  let [all, converted] = [0, 0];
  for (let i = 0; i < count; ++i) {
    all += n[i];
    converted += conversions[i];
  }
  return {least: -Math.log(2 * (all - converted) + 1), most: Math.log(2 * converted + 1)};
}

/** Sum of the log-loss of n observations at their own rate. */
function entropy(n: number, conversions: number): number {
  const others = n - conversions;
  return (
    (conversions > 0 ? conversions * Math.log(n / conversions) : 0) + (others > 0 ? others * Math.log(n / others) : 0)
  );
}

/** Area under the ROC curve: share of (conversion, other) pairs with the higher score on the conversion, ties half. */
export function binsAuc({n, conversions, count}: ScoreBins): number {
  let below = 0;
  let pairs = 0;
  let converted = 0;
  for (let i = 0; i < count; ++i) {
    const others = n[i] - conversions[i];
    pairs += conversions[i] * (below + others / 2);
    below += others;
    converted += conversions[i];
  }
  return pairs / (below * converted);
}
