import {factor, solveLower, solveUpper} from "./linear.ts";
import type {Joint, Patterns} from "./patterns.ts";
import type {Problem} from "./problem.ts";

/** Real-valued logistic fit on some rules: its loss is a lower bound for every card on them (the scale is free). */
export interface RealFit {
  /** Intercept, then a weight for each rule (natural-log odds). */
  readonly theta: Float64Array;
  /** Sum of the log-loss over observations. */
  readonly loss: number;
  /** Gradient and information (lower triangle and upper) at `theta`. */
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

const farthest = 25;

/**
 * Maximum likelihood by projected Newton with step halving; a weight whose points cannot be positive (or negative) is
 * held at zero while the loss pushes it across, and the weights of a ladder are held to the sign that fits better. Weights
 * stop at ±25, which only separated data reach. Null where the rules are linearly dependent.
 */
export function fitReal(patterns: Patterns, {low, high, together}: Problem, from?: Float64Array): RealFit | null {
  const dim = patterns.rules.length + 1;
  const least = new Float64Array(dim).fill(-farthest);
  const most = new Float64Array(dim).fill(farthest);
  patterns.rules.forEach((j, t) => {
    if (low[j] >= 0) least[t + 1] = 0;
    if (high[j] <= 0) most[t + 1] = 0;
  });
  const start = new Float64Array(dim);
  if (from) start.set(from.subarray(0, dim));
  return fitSigned(patterns, start, least, most, together?.on(patterns.rules)?.ladders ?? []);
}

/** The best fit in which no ladder has weights of both signs: where the free one has, each sign is tried. */
function fitSigned(
  patterns: Patterns,
  start: Float64Array,
  least: Float64Array,
  most: Float64Array,
  ladders: readonly (readonly number[])[],
): RealFit | null {
  const fit = fitWithin(patterns, start, least, most);
  if (!fit) return null;
  const {theta} = fit;
  const mixed = ladders.find((ladder) => ladder.some((t) => theta[t + 1] > 0) && ladder.some((t) => theta[t + 1] < 0));
  if (!mixed) return fit;
  const [minus, plus] = [most.slice(), least.slice()];
  for (const t of mixed) minus[t + 1] = plus[t + 1] = 0;
  const one = fitSigned(patterns, clipped(theta, least, minus), least, minus, ladders);
  const other = fitSigned(patterns, clipped(theta, plus, most), plus, most, ladders);
  return one && other ? (one.loss < other.loss ? one : other) : (one ?? other);
}

const clipped = (theta: Float64Array, least: Float64Array, most: Float64Array): Float64Array =>
  theta.map((x, i) => Math.min(most[i], Math.max(least[i], x)));

function fitWithin(patterns: Patterns, start: Float64Array, least: Float64Array, most: Float64Array): RealFit | null {
  let theta = start;
  let at = derivatives(patterns, theta);
  for (let round = 0; round < 40; ++round) {
    const step = newtonStep(at, theta, least, most);
    if (step === null) return null;
    const decrement = -dot(step, at.gradient);
    if (decrement < 1e-9 * (1 + at.loss)) break;
    let next = theta;
    let then = at;
    for (let size = 1; size > 1e-6; size /= 2) {
      next = theta.map((x, i) => Math.min(most[i], Math.max(least[i], x + size * step[i])));
      then = derivatives(patterns, next);
      if (then.loss <= at.loss) break;
    }
    if (!(then.loss < at.loss)) break;
    theta = next;
    at = then;
  }
  return at;
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; ++i) sum += x[i] * y[i];
  return sum;
}

function newtonStep(at: RealFit, theta: Float64Array, least: Float64Array, most: Float64Array): Float64Array | null {
  const dim = theta.length;
  const h = at.information.slice();
  const step = at.gradient.map((g) => -g);
  for (let i = 0; i < dim; ++i) {
    const isHeld = (theta[i] <= least[i] && step[i] <= 0) || (theta[i] >= most[i] && step[i] >= 0);
    if (!isHeld) continue;
    for (let j = 0; j < dim; ++j) h[i * dim + j] = h[j * dim + i] = 0;
    h[i * dim + i] = 1;
    step[i] = 0;
  }
  if (!factor(h, dim)) return null;
  solveLower(h, dim, step);
  solveUpper(h, dim, step);
  return step;
}

/** Loss, gradient and information of the patterns at `theta`. */
export function derivatives(patterns: Patterns, theta: Float64Array): RealFit {
  const {count, n, conversions, start, at} = patterns;
  const dim = theta.length;
  const gradient = new Float64Array(dim);
  const information = new Float64Array(dim * dim);
  let loss = 0;
  for (let p = 0; p < count; ++p) {
    const from = start[p];
    const to = start[p + 1];
    let eta = theta[0];
    for (let i = from; i < to; ++i) eta += theta[at[i] + 1];
    const e = Math.exp(-Math.abs(eta));
    const q = 1 / (1 + e);
    loss += n[p] * (Math.log(1 + e) + (eta > 0 ? eta : 0)) - conversions[p] * eta;
    const g = n[p] * (eta > 0 ? q : e * q) - conversions[p];
    const w = n[p] * e * q * q;
    gradient[0] += g;
    information[0] += w;
    for (let i = from; i < to; ++i) {
      const row = (at[i] + 1) * dim;
      gradient[at[i] + 1] += g;
      information[row] += w;
      for (let k = from; k <= i; ++k) information[row + at[k] + 1] += w;
    }
  }
  for (let i = 0; i < dim; ++i) for (let j = 0; j < i; ++j) information[j * dim + i] = information[i * dim + j];
  return {theta, loss, gradient, information};
}

/**
 * What adding each rule would bring to a fit, by the score test's quadratic: the loss it may leave, Infinity for rules
 * already there, not allowed the needed sign, without room in their group, or determined by the others.
 */
export function screenRules(joint: Joint, fit: RealFit, {low, high, cells, together}: Problem): Float64Array {
  const dim = fit.theta.length;
  const l = fit.information.slice();
  const left = new Float64Array(cells.holds.length).fill(Number.POSITIVE_INFINITY);
  if (!factor(l, dim)) return left;
  const {mean, weight} = fitted(joint, fit.theta);
  const isIn = new Uint8Array(cells.holds.length);
  for (const j of joint.rules) isIn[j] = 1;
  const h = new Float64Array(dim);
  for (let c = 0; c < left.length; ++c) {
    if (isIn[c] || together?.hasRoom([...joint.rules, c]) === false) continue;
    h.fill(0);
    const g = crossTerms(joint, c, mean, weight, h);
    if (g > 0 ? high[c] <= 0 : low[c] >= 0) continue;
    const own = h[0];
    solveLower(l, dim, h);
    const free = own - dot(h, h);
    if (free > 1e-9 * own) left[c] = fit.loss - (g * g) / (2 * free);
  }
  return left;
}

function fitted({count, n, start, at}: Patterns, theta: Float64Array): {mean: Float64Array; weight: Float64Array} {
  const mean = new Float64Array(count);
  const weight = new Float64Array(count);
  for (let p = 0; p < count; ++p) {
    if (n[p] === 0) continue;
    let eta = theta[0];
    for (let i = start[p]; i < start[p + 1]; ++i) eta += theta[at[i] + 1];
    mean[p] = 1 / (1 + Math.exp(-eta));
    weight[p] = mean[p] * (1 - mean[p]);
  }
  return {mean, weight};
}

function crossTerms(joint: Joint, c: number, mean: Float64Array, weight: Float64Array, h: Float64Array): number {
  const {count, start, at} = joint;
  let g = 0;
  for (let p = 0, j = 2 * c * count; p < count; ++p, j += 2) {
    const n = joint.joint[j];
    if (n === 0) continue;
    g += joint.joint[j + 1] - n * mean[p];
    const w = n * weight[p];
    h[0] += w;
    for (let i = start[p]; i < start[p + 1]; ++i) h[at[i] + 1] += w;
  }
  return g;
}
