import {type Histogram, histogram} from "./histogram.ts";

/** P(conversion) = 1 / (1 + exp(−(intercept + slope · score))). */
export interface Calibration {
  intercept: number;
  slope: number;
  /** Mean negative log-likelihood per observation, natural log. */
  logLoss: number;
  /** The score (nearly) parts converted from unconverted, or the outcome does not vary: the slope is not the optimum. */
  capped: boolean;
}

/** Log-odds across the range of the score past which the slope is held. */
const widest = 30;

/**
 * Best intercept and slope of the log-odds of conversion on a score: maximum likelihood over the histogram by Newton's
 * method in two dimensions. The slope is 0 where the score has one value or the outcome does not vary; in the latter case
 * the intercept is log((conversions + ½) / (rest + ½)). Never NaN; all 0 without observations.
 */
export function calibrate(scores: ArrayLike<number>, rows: ArrayLike<number>, hits: ArrayLike<number>): Calibration {
  const bins = histogram(scores, rows, hits);
  const {score, n, conversions} = bins;
  const total = n.reduce((u, v) => u + v, 0);
  const converted = conversions.reduce((u, v) => u + v, 0);
  if (!(total > 0)) return {intercept: 0, slope: 0, logLoss: 0, capped: true};
  if (!(converted > 0 && converted < total)) {
    return withLoss(bins, Math.log((converted + 0.5) / (total - converted + 0.5)), 0, true);
  }
  const flat = Math.log(converted / (total - converted));
  const range = score[score.length - 1] - score[0];
  if (!(range > 0)) return withLoss(bins, flat, 0, false);
  const middle = n.reduce((u, v, i) => u + v * score[i], 0) / total;
  const x = score.map((s) => (s - middle) / range);
  const line = newton({score: x, n, conversions}, flat);
  return withLoss(bins, line.a - (line.b * middle) / range, line.b / range, line.capped);
}

function withLoss({score, n, conversions}: Histogram, intercept: number, slope: number, capped: boolean): Calibration {
  const total = n.reduce((u, v) => u + v, 0);
  return {intercept, slope, logLoss: look({score, n, conversions}, intercept, slope).loss / total, capped};
}

/** Over a score of range 1; with |b| past the widest it is held there and a alone goes on. */
function newton(bins: Histogram, start: number): {a: number; b: number; capped: boolean} {
  let [a, b, capped] = [start, 0, false];
  let here = look(bins, a, b);
  for (let iteration = 0; iteration < 200; ++iteration) {
    const det = here.h00 * here.h11 - here.h01 * here.h01;
    const isFlat = capped || !(det > 1e-14 * here.h00 * here.h11);
    const da = isFlat ? here.g0 / here.h00 : (here.g0 * here.h11 - here.g1 * here.h01) / det;
    const db = isFlat ? 0 : (here.g1 * here.h00 - here.g0 * here.h01) / det;
    const limit = Math.max(1, Math.abs(da) / 5, Math.abs(db) / 10);
    let share = 1 / limit;
    let next = look(bins, a + share * da, b + share * db);
    while (next.loss > here.loss * (1 + 1e-12) && share > 1e-9) {
      share /= 2;
      next = look(bins, a + share * da, b + share * db);
    }
    a += share * da;
    b += share * db;
    here = next;
    if (!capped && Math.abs(b) > widest) {
      capped = true;
      b = Math.sign(b) * widest;
      here = look(bins, a, b);
    } else if (Math.abs(da) < 1e-10 && Math.abs(db) < 1e-10) break;
  }
  return {a, b, capped};
}

function look({score, n, conversions}: Histogram, a: number, b: number) {
  let [loss, g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n.length; ++i) {
    const eta = a + b * score[i];
    const e = Math.exp(-Math.abs(eta));
    const w = (n[i] * e) / ((1 + e) * (1 + e));
    const rest = conversions[i] - n[i] * (eta > 0 ? 1 / (1 + e) : e / (1 + e));
    loss += n[i] * (Math.max(eta, 0) + Math.log1p(e)) - conversions[i] * eta;
    g0 += rest;
    g1 += rest * score[i];
    h00 += w;
    h01 += w * score[i];
    h11 += w * score[i] * score[i];
  }
  return {loss, g0, g1, h00, h01, h11};
}
