import type {Interval} from "../findings.ts";
import {fitColumns, type Groups, rates, spreadOf} from "../statistics/columnFit.ts";
import {tQuantile} from "../statistics/distributions.ts";

/** Observations by time since an action was last done: all arrays have one entry a group. */
export interface AgeGroups extends Groups {
  /** Number from 0 of the stratum; observations of one share an intercept. */
  stratum: readonly number[];
  /** Mean days since the last time; Infinity: never done. */
  days: readonly number[];
  /** The same counts of each fold of leads, at least two. */
  folds: readonly Groups[];
}

/** Fit of log odds = intercept of the stratum + w · 2^(−days / h). */
export interface DecayFit {
  /** w, natural-log odds when just done; at h = ∞ where `halfLife` has no upper bound and for `constant`. */
  worth: Interval;
  /** h in days; Infinity: no shorter one is as good. A bound is 0 or Infinity where the data give none. */
  halfLife: Interval;
  /** w where it never fades. */
  constant: Interval;
  /** Chance of a gain in likelihood as large by luck alone, were the action worth nothing at any age. */
  p: number;
}

/** Shortest half-life looked at, in days; the longest is twice the longest time seen, and then none at all. */
const shortest = 0.5;
const gridSize = 24;

/**
 * Maximum likelihood over w and h: for each h Newton's method gives the rest; h is searched on a logarithmic grid that ends
 * with no decay at all, then refined by golden section.
 *
 * The interval of h holds what the likelihood ratio does not refuse at the squared t quantile with one degree of freedom
 * less than folds, once divided by the design effect: the variance of log h between folds over that of independent
 * observations (Kent 1982, one parameter). w has t standard errors between folds, h being unknown. `p` compares the gain
 * over w = 0, divided by w's design effect, with an F distribution of two numerator degrees of freedom: h exists only where
 * w is not 0, so that the usual one would be too few (Davies 1987).
 */
export function fitDecay(groups: AgeGroups): DecayFit {
  const profile = new Profile(groups);
  const seen = groups.days.filter((days, i) => Number.isFinite(days) && groups.n[i] > 0);
  const longest = 2 * Math.max(1, ...seen);
  const grid = Array.from({length: gridSize}, (_, i) => shortest * (longest / shortest) ** (i / (gridSize - 1)));
  const never = profile.at(Number.POSITIVE_INFINITY);
  const tried = grid.map((h) => profile.at(h));
  const best = tried.reduce((m, {loss}, i) => (loss < tried[m].loss ? i : m), 0);
  const fading = profile.between(grid[Math.max(0, best - 1)], grid[Math.min(gridSize - 1, best + 1)]);
  const peak = fading.loss < never.loss ? fading : never;

  const nu = groups.folds.length - 1;
  const t = tQuantile(0.975, nu);
  const errors = profile.errors(peak);
  const allowed = peak.loss + (t * t * errors.effectOfHalfLife) / 2;
  const shorter = grid.filter((h) => h < peak.h).reverse();
  const longer = [...grid.filter((h) => h > peak.h), Number.POSITIVE_INFINITY];
  const halfLife = {
    value: peak.h,
    low: profile.bound(peak.h, shorter, allowed, 0),
    high: profile.bound(peak.h, longer, allowed, Number.POSITIVE_INFINITY),
  };
  const around = ({w}: At, error: number): Interval => ({value: w, low: w - t * error, high: w + t * error});
  const gain = Math.max(0, (2 * (profile.nothing() - peak.loss)) / errors.effectOfWorth);
  return {
    worth: around(peak, errors.worth),
    halfLife,
    constant: around(never, profile.errors(never).worth),
    p: (1 + gain / nu) ** (-nu / 2),
  };
}

interface At {
  h: number;
  w: number;
  loss: number;
  /** Intercepts of the strata, then w. */
  weights: number[];
}

class Profile {
  private readonly strata: number[][];
  private start: number[];

  constructor(private readonly groups: AgeGroups) {
    const count = Math.max(...groups.stratum) + 1;
    this.strata = Array.from({length: count}, (_, s) => groups.stratum.map((at) => (at === s ? 1 : 0)));
    this.start = [...fitColumns(this.strata, groups).weights, 0];
  }

  at(h: number): At {
    const {weights, loss} = fitColumns(this.columns(h), this.groups, this.start);
    this.start = weights;
    return {h, w: weights[weights.length - 1], loss, weights};
  }

  /** Loss without the action. */
  nothing(): number {
    return fitColumns(this.strata, this.groups, this.start.slice(0, -1)).loss;
  }

  /** Best h between two, by golden section on the logarithm. */
  between(low: number, high: number): At {
    const ratio = (Math.sqrt(5) - 1) / 2;
    let [from, to] = [Math.log(low), Math.log(high)];
    let left = this.at(Math.exp(to - ratio * (to - from)));
    let right = this.at(Math.exp(from + ratio * (to - from)));
    while (to - from > 1e-3) {
      if (left.loss <= right.loss) {
        to = Math.log(right.h);
        right = left;
        left = this.at(Math.exp(to - ratio * (to - from)));
      } else {
        from = Math.log(left.h);
        left = right;
        right = this.at(Math.exp(from + ratio * (to - from)));
      }
    }
    return left.loss <= right.loss ? left : right;
  }

  /** Where the loss first exceeds what is allowed on the way over the steps; `open` where it never does. */
  bound(from: number, steps: readonly number[], allowed: number, open: number): number {
    let inside = from;
    for (const step of steps) {
      if (this.at(step).loss <= allowed) inside = step;
      else return step === Number.POSITIVE_INFINITY ? inside : this.crossing(inside, step, allowed);
    }
    return open;
  }

  private crossing(inside: number, outside: number, allowed: number): number {
    let [within, beyond] = [Number.isFinite(inside) ? inside : 1e6, outside];
    while (Math.abs(Math.log(beyond / within)) > 1e-3) {
      const middle = Math.sqrt(within * beyond);
      if (this.at(middle).loss <= allowed) within = middle;
      else beyond = middle;
    }
    return Math.sqrt(within * beyond);
  }

  /** Standard error of w, and by how much folds of leads widen the variances of w and of log h. */
  errors({h, w, weights}: At): {worth: number; effectOfWorth: number; effectOfHalfLife: number} {
    const columns = this.columns(h);
    const left = columns[columns.length - 1];
    const byHalfLife = left.map((x, i) => (x > 0 ? w * x * Math.LN2 * (this.groups.days[i] / h) : 0));
    const rate = rates(columns, weights);
    const all = Number.isFinite(h) ? [...columns, byHalfLife] : columns;
    const {independent, byFold} = spreadOf(all, this.groups, rate, this.groups.folds);
    const effect = byFold.map((variance, j) => variance / independent[j]);
    const at = columns.length - 1;
    return {worth: Math.sqrt(byFold[at]), effectOfWorth: effect[at], effectOfHalfLife: effect[all.length - 1]};
  }

  private columns(h: number): number[][] {
    return [...this.strata, this.groups.days.map((days) => (days === Number.POSITIVE_INFINITY ? 0 : 2 ** (-days / h)))];
  }
}
