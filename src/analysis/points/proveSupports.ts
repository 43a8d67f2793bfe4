import {entropy, LossBound} from "./bound.ts";
import {factor, solveLower, solveUpper} from "./linear.ts";
import type {SetCounts, Table} from "./proveCounts.ts";

/** A set of rules on which a better card cannot be ruled out by its real-valued loss. */
export interface Survivor extends Table {
  /** Places in the order of the counts, ascending. */
  readonly rules: readonly number[];
  /** No card on these rules has a lower loss (sum over observations). */
  readonly bound: number;
  /** Intercept and weights of the real-valued fit. */
  readonly theta: Float64Array;
}

export interface SupportTask {
  readonly counts: SetCounts;
  /** Rules of every set looked at. */
  readonly size: number;
  readonly ruleCount: number;
  /** The first so many rules are in every set. */
  readonly forced: number;
  /** Sign of each rule's weight: see `LossBound`. */
  readonly sign: Int8Array;
  readonly all: {n: number; conversions: number};
  readonly reach: number;
  readonly slack: number;
  readonly mayGoOn: () => boolean;
}

/** One level of the walk: a prefix of the set, its patterns, its fit. */
interface Level {
  readonly table: Table;
  readonly theta: Float64Array;
}

/**
 * Walks through all sets of `size` rules and keeps those whose real-valued loss may lie under a cutoff. Every set is
 * reached from the fit of its first rules, the most telling ones, and its last rule is added by one Newton step on at most
 * 2^size patterns: its dual bound (see `LossBound`) settles nearly all sets, a fit the rest.
 */
export class Supports {
  looked = 0;
  readonly survivors: Survivor[] = [];
  /** Where the walk was stopped: the prefix it was at; null after a whole walk. */
  stoppedAt: readonly number[] | null = null;
  private readonly levels: Level[];
  private readonly joint: Table;
  private readonly bound: LossBound;
  private readonly last: LastRule;

  constructor(
    private readonly task: SupportTask,
    private readonly cutoff: number,
  ) {
    const {size, reach, slack, all} = task;
    this.levels = Array.from({length: size + 1}, (_, m) => ({
      table: emptyTable(2 ** m),
      theta: new Float64Array(m + 1),
    }));
    this.levels[0].table.n[0] = all.n;
    this.levels[0].table.conversions[0] = all.conversions;
    this.levels[0].theta[0] = Math.log(all.conversions / (all.n - all.conversions));
    this.joint = emptyTable(2 ** Math.max(0, size - 1));
    this.bound = new LossBound(2 ** size, size + 1, reach, slack);
    this.last = new LastRule(size, reach, slack);
  }

  /** Returns false where `mayGoOn` ended the walk. */
  walk(): boolean {
    return this.visit([]);
  }

  private visit(rules: readonly number[]): boolean {
    const {task, levels, joint} = this;
    const {counts, size, ruleCount, forced} = task;
    const m = rules.length;
    const level = levels[m];
    if (m === size) return this.settle(rules);
    if (!task.mayGoOn()) {
      this.stoppedAt = rules;
      return false;
    }
    const places = counts.places(rules);
    const isLast = m === size - 1;
    if (isLast) this.prepareLast(rules);
    const from = m > 0 ? rules[m - 1] + 1 : 0;
    const to = m < forced ? from + 1 : ruleCount - (size - 1 - m);
    const {table} = levels[m + 1];
    for (let c = from; c < to; ++c) {
      counts.joint(places, c, level.table, joint);
      if (isLast) {
        ++this.looked;
        if (this.last.lower(joint, this.cutoff) >= this.cutoff) continue;
      }
      const half = 2 ** m;
      for (let i = 0; i < half; ++i) {
        table.n[i] = level.table.n[i] - joint.n[i];
        table.n[i + half] = joint.n[i];
        table.conversions[i] = level.table.conversions[i] - joint.conversions[i];
        table.conversions[i + half] = joint.conversions[i];
      }
      const theta = levels[m + 1].theta;
      theta.set(level.theta);
      theta[m + 1] = 0;
      const next = [...rules, c];
      if (!isLast) {
        fillBound(this.bound, table, m + 1);
        this.bound.sign.fill(0);
        this.bound.theta.set(theta);
        this.bound.fit(1e-6);
        theta.set(this.bound.theta.subarray(0, m + 2));
      }
      if (!this.visit(next)) return false;
    }
    return true;
  }

  private prepareLast(rules: readonly number[]): void {
    const {table, theta} = this.levels[rules.length];
    this.last.start(table, theta);
  }

  /** Fits a set that one step did not settle. */
  private settle(rules: readonly number[]): boolean {
    const {bound, levels, task, survivors} = this;
    const {table, theta} = levels[rules.length];
    fillBound(bound, table, rules.length);
    bound.theta.set(theta);
    bound.sign[0] = 0;
    rules.forEach((j, t) => {
      bound.sign[t + 1] = task.sign[j];
      if (task.sign[j] * theta[t + 1] < 0) bound.theta[t + 1] = 0;
    });
    const lower = bound.lower(this.cutoff, 1e-9);
    if (lower >= this.cutoff) return true;
    survivors.push({
      rules,
      bound: lower,
      theta: bound.theta.slice(0, rules.length + 1),
      n: table.n.slice(),
      conversions: table.conversions.slice(),
    });
    return true;
  }
}

const emptyTable = (size: number): Table => ({n: new Float64Array(size), conversions: new Float64Array(size)});

/** Sets the rows of a bound to the patterns that occur, the columns to 1 and the rules. */
export function fillBound(bound: LossBound, {n, conversions}: Table, rules: number): void {
  bound.dim = rules + 1;
  let rows = 0;
  for (let i = 0; i < 2 ** rules; ++i) {
    if (n[i] <= 0) continue;
    bound.n[rows] = n[i];
    bound.conversions[rows] = conversions[i];
    const at = rows++ * bound.dim;
    bound.x[at] = 1;
    for (let t = 0; t < rules; ++t) bound.x[at + t + 1] = (i >>> t) & 1;
  }
  bound.rows = rows;
}

/**
 * The dual bound of a fitted prefix and one more rule after a single Newton step. Mostly it is seen without a logarithm, from
 * `H(u) ≥ H(p) + H′(p)(u − p) − (u − p)² / 2m`, m the lesser of p(1 − p) and u(1 − u), which holds as −H″ = 1 / t(1 − t) is
 * largest at an end of the way from p to u.
 */
class LastRule {
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
