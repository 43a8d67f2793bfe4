import {entropy} from "./bound.ts";
import {factor, solveLower, solveUpper} from "./linear.ts";
import {emptyTable, type Table} from "./proveCounts.ts";

/**
 * The dual bound of a fitted prefix and one more rule after a single Newton step. Mostly it is seen without a logarithm, from
 * `H(u) ≥ H(p) + H′(p)(u − p) − (u − p)² / 2m`, m the lesser of p(1 − p) and u(1 − u), which holds as −H″ = 1 / t(1 − t) is
 * largest at an end of the way from p to u.
 */
export class LastRule {
  private readonly mean: Float64Array;
  private readonly spread: Float64Array;
  private readonly eta: Float64Array;
  /** Conversions that the prefix expects beyond those there are. */
  private readonly excess: Float64Array;
  private readonly own: Float64Array;
  private readonly l: Float64Array;
  private readonly h: Float64Array;
  private readonly step: Float64Array;
  private readonly move: Float64Array;
  private readonly v: Float64Array;
  private table: Table = emptyTable(0);
  private dim = 0;
  private loss = 0;
  private entropy = 0;

  constructor(
    size: number,
    private readonly reach: number,
    private readonly slack: number,
  ) {
    const patterns = 2 ** Math.max(0, size - 1);
    const dim = size + 1;
    this.mean = new Float64Array(patterns);
    this.spread = new Float64Array(patterns);
    this.eta = new Float64Array(patterns);
    this.excess = new Float64Array(patterns);
    this.move = new Float64Array(patterns);
    this.v = new Float64Array(patterns);
    this.own = new Float64Array(dim);
    this.h = new Float64Array(dim);
    this.step = new Float64Array(dim);
    this.l = new Float64Array(dim * dim);
  }

  /** Sets the prefix: its patterns and its fit. */
  start(table: Table, theta: Float64Array): void {
    const {mean, spread, own, l, excess} = this;
    const dim = theta.length;
    const count = 2 ** (dim - 1);
    this.table = table;
    this.dim = dim;
    this.loss = 0;
    this.entropy = 0;
    own.fill(0);
    l.fill(0);
    for (let i = 0; i < count; ++i) {
      const t = i === 0 ? 0 : 31 - Math.clz32(i);
      const eta = i === 0 ? theta[0] : this.eta[i ^ (1 << t)] + theta[t + 1];
      const e = Math.exp(-Math.abs(eta));
      const q = 1 / (1 + e);
      const softplus = Math.log(1 + e) + (eta > 0 ? eta : 0);
      this.eta[i] = eta;
      mean[i] = eta > 0 ? q : e * q;
      spread[i] = e * q * q;
      excess[i] = table.n[i] * mean[i] - table.conversions[i];
      this.loss += table.n[i] * softplus - table.conversions[i] * eta;
      this.entropy += table.n[i] * (softplus - mean[i] * eta);
      const w = table.n[i] * spread[i];
      for (let a = 0; a < dim; ++a) {
        if (a > 0 && !((i >>> (a - 1)) & 1)) continue;
        own[a] -= excess[i];
        for (let b = 0; b <= a; ++b) if (b === 0 || (i >>> (b - 1)) & 1) l[a * dim + b] += w;
      }
    }
    if (!factor(l, dim)) {
      this.dim = 0;
      return;
    }
    solveLower(l, dim, own);
    solveUpper(l, dim, own);
  }

  /** A lower bound (sum over observations) with the rule that holds on `joint`; −Infinity where a fit is called for. */
  lower(joint: Table, cutoff: number): number {
    const {table, mean, spread, eta, excess, own, l, h, step, move, v, dim, loss, reach} = this;
    if (dim === 0) return Number.NEGATIVE_INFINITY;
    const count = 2 ** (dim - 1);
    let g = 0;
    for (let i = 0; i < count; ++i) {
      g += joint.n[i] * mean[i] - joint.conversions[i];
      v[i] = joint.n[i] * spread[i];
    }
    marginals(v, dim, h);
    const whole = h[0];
    for (let j = 0; j < dim; ++j) g += h[j] * own[j];
    solveLower(l, dim, h);
    let free = whole;
    for (let j = 0; j < dim; ++j) free -= h[j] * h[j];
    const last = free > 1e-9 * whole ? -g / free : 0;
    if (loss + (g * last) / 2 < cutoff) return Number.NEGATIVE_INFINITY;
    solveUpper(l, dim, h);
    for (let j = 0; j < dim; ++j) step[j] = own[j] - last * h[j];
    move[0] = step[0];
    for (let t = 1; t < dim; ++t) {
      const bit = 1 << (t - 1);
      for (let i = 0; i < bit; ++i) move[i | bit] = move[i] + step[t];
    }
    let left = 0;
    let curved = 0;
    let moved = 0;
    for (let i = 0; i < count; ++i) {
      const n1 = joint.n[i];
      const n0 = table.n[i] - n1;
      const p = mean[i];
      const u0 = clip(p + spread[i] * move[i]);
      const u1 = clip(p + spread[i] * (move[i] + last));
      const d = n0 * (u0 - p) + n1 * (u1 - p);
      moved += eta[i] * d;
      curved += (n0 * (u0 - p) ** 2) / Math.min(spread[i], u0 - u0 * u0);
      curved += (n1 * (u1 - p) ** 2) / Math.min(spread[i], u1 - u1 * u1);
      v[i] = d + excess[i];
      left += n1 * u1 - joint.conversions[i];
    }
    left = Math.abs(left);
    marginals(v, dim, h);
    for (let j = 0; j < dim; ++j) left += Math.abs(h[j]);
    const paid = left * reach + this.slack;
    const rough = this.entropy - moved - curved / 2 - paid;
    return rough >= cutoff ? rough : this.entropyAfter(joint, last) - paid;
  }

  /** Entropy of the shares after the step. */
  private entropyAfter(joint: Table, last: number): number {
    const {table, mean, spread, move} = this;
    let sum = 0;
    for (let i = 0; i < 2 ** (this.dim - 1); ++i) {
      const n1 = joint.n[i];
      const n0 = table.n[i] - n1;
      if (n0 > 0) sum += n0 * entropy(clip(mean[i] + spread[i] * move[i]));
      if (n1 > 0) sum += n1 * entropy(clip(mean[i] + spread[i] * (move[i] + last)));
    }
    return sum;
  }
}

const clip = (u: number): number => (u < 0 ? 0 : u > 1 ? 1 : u);

/** Sums of `v` over all patterns and over those with each bit, into `into`; overwrites `v`. */
function marginals(v: Float64Array, dim: number, into: Float64Array): void {
  for (let t = dim - 1; t > 0; --t) {
    const bit = 1 << (t - 1);
    let sum = 0;
    for (let i = 0; i < bit; ++i) {
      sum += v[i | bit];
      v[i] += v[i | bit];
    }
    into[t] = sum;
  }
  into[0] = v[0];
}
