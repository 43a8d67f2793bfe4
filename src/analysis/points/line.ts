/** Scores that occur, ascending, with observations and conversions at each: all that the loss of a card depends on. */
export interface ScoreBins {
  score: Float64Array;
  n: Float64Array;
  conversions: Float64Array;
  count: number;
}

/** P(conversion) = 1 / (1 + exp(−(intercept + slope · score))), fitted to score bins. */
export interface Line {
  intercept: number;
  /** Natural-log odds a point; never negative. */
  slope: number;
  /** Sum of the log-loss over observations (nats). */
  loss: number;
  /** The slope ran into `slopeCap`: the score (nearly) separates conversions from the rest. */
  isCapped: boolean;
}

/** Most natural-log odds a point may carry: a factor of three million. Only data a card separates asks for more. */
export const slopeCap = 15;
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

/**
 * Fits intercept and slope (0 to `slopeCap`) by Newton's method with step halving, from `line`, which it overwrites.
 * Returns the loss. Where a first step shows that the loss cannot come near `cutoff` it stops and returns Infinity.
 * Both classes must occur.
 */
export function fitLine(bins: ScoreBins, line: Line, cutoff = Number.POSITIVE_INFINITY): number {
  let a = line.intercept;
  let b = line.slope;
  let isCapped = false;
  let isFlat = bins.count < 2;
  if (isFlat) b = 0;
  look(bins, a, b);
  const total = pass.h00 + 1;
  for (let round = 0; round < 60; ++round) {
    const {loss, g0, g1, h00, h01, h11} = pass;
    const det = h00 * h11 - h01 * h01;
    const isOneWay = isCapped || isFlat || det <= 1e-12 * h00 * h11;
    let da = isOneWay ? -g0 / Math.max(h00, 1e-300) : -(h11 * g0 - h01 * g1) / det;
    let db = isOneWay ? 0 : -(h00 * g1 - h01 * g0) / det;
    const decrement = -(da * g0 + db * g1);
    if (round === 0 && loss - 2 * decrement > cutoff) return Number.POSITIVE_INFINITY;
    const size = Math.max(Math.abs(da), Math.abs(db));
    if (size > 8) {
      da *= 8 / size;
      db *= 8 / size;
    }
    if (b + db > slopeCap) {
      db = slopeCap - b;
      isCapped = true;
    }
    let step = 1;
    do {
      look(bins, a + step * da, b + step * db);
      if (pass.loss <= loss + 1e-13 * total) break;
      step /= 2;
    } while (step > 1e-9);
    a += step * da;
    b += step * db;
    if (isCapped && pass.g1 > 0 && step === 1 && Math.abs(pass.g0) < 1e-9 * total) isCapped = false;
    else if (decrement < 1e-8 * total || step <= 1e-9) break;
  }
  if (b < 0) {
    isFlat = true;
    b = 0;
  }
  if (isFlat) {
    a = baseLogOdds(bins);
    look(bins, a, 0);
  }
  line.intercept = a;
  line.slope = b;
  line.isCapped = isCapped;
  line.loss = pass.loss;
  return pass.loss;
}

function baseLogOdds({n, conversions, count}: ScoreBins): number {
  let all = 0;
  let converted = 0;
  for (let i = 0; i < count; ++i) {
    all += n[i];
    converted += conversions[i];
  }
  return Math.log(converted / (all - converted));
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
