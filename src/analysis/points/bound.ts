import type {Limits} from "./problem.ts";

/**
 * A lower bound on the log-loss of every logistic model on given columns, good at any moment of its own fit.
 *
 * Logistic loss and entropy are dual: for any shares u in [0, 1] of the rows and any weights θ,
 * `Σ n·(log(1 + e^η) − ȳ·η) ≥ Σ n·H(u) + rᵀθ`, with η = Xθ, H the binary entropy and r = Xᵀ n(u − ȳ), because
 * `log(1 + e^η) = max over u of H(u) + uη` (Jaakkola & Haussler 1999, "Probabilistic kernel regression models"; Yu, Huang &
 * Lin 2011, "Dual coordinate descent methods for logistic regression and maximum entropy models"). Shares with r = 0 bound
 * every θ at once. One Newton step from any θ names some: u = p + p(1 − p)·Xδ has r = g + Hδ = 0, and a gap to the optimum
 * of fourth order in the step. What rounding, clipping to [0, 1] or a dependent column leave in r is computed and paid for
 * by `reach`, the largest weight a card can have, so that the bound holds in floating point, and for rules that (nearly)
 * separate the classes.
 */
export class LossBound {
  rows = 0;
  /** Columns, the first of them 1 in every row. */
  dim = 0;
  readonly n: Float64Array;
  readonly conversions: Float64Array;
  /** Row after row, `dim` numbers each. */
  readonly x: Float64Array;
  /** Where the fit starts, then where it ended. */
  readonly theta: Float64Array;
  /** 1 where a weight may not be negative, −1 where it may not be positive, 0 where it is free. */
  readonly sign: Int8Array;
  /** Loss at `theta`. */
  loss = 0;
  /** Gradient and information (lower triangle) at `theta`. */
  readonly gradient: Float64Array;
  readonly information: Float64Array;
  private readonly mean: Float64Array;
  private readonly factor: Float64Array;
  private readonly step: Float64Array;
  private readonly from: Float64Array;

  /**
   * @param reach most that a weight of a card can be in size: the price of what is left in r
   * @param slack taken off every bound for rounding in the counts and sums
   */
  constructor(
    mostRows: number,
    mostDim: number,
    private readonly reach: number,
    private readonly slack: number,
  ) {
    this.n = new Float64Array(mostRows);
    this.conversions = new Float64Array(mostRows);
    this.mean = new Float64Array(mostRows);
    this.x = new Float64Array(mostRows * mostDim);
    this.theta = new Float64Array(mostDim);
    this.sign = new Int8Array(mostDim);
    this.gradient = new Float64Array(mostDim);
    this.step = new Float64Array(mostDim);
    this.from = new Float64Array(mostDim);
    this.information = new Float64Array(mostDim * mostDim);
    this.factor = new Float64Array(mostDim * mostDim);
  }

  /**
   * Fits until the bound is at least `cutoff`, or the loss at `theta` is under it and cannot fall much further (by a tenth
   * of what it lies below), and returns the best bound met, −Infinity if none was needed to see that. With `exact` the fit
   * goes on until a step would win less than this share of the loss, and there is a bound. Sum over observations.
   */
  lower(cutoff: number, exact?: number): number {
    let best = Number.NEGATIVE_INFINITY;
    this.look();
    for (let round = 0; round < 60; ++round) {
      const decrement = this.newton();
      const isSettled = decrement < (exact ?? 1e-12) * this.loss;
      if (isSettled || this.loss - decrement / 2 >= cutoff) {
        best = Math.max(best, this.dual());
        if (best >= cutoff || isSettled) break;
      }
      if (exact === undefined && this.loss < cutoff && decrement < 0.1 * (cutoff - this.loss)) break;
      if (this.advance()) continue;
      if (exact !== undefined) best = Math.max(best, this.dual());
      break;
    }
    return best;
  }

  /** Fits until another step would lower the loss by less than a share of it. */
  fit(exact: number): void {
    this.look();
    for (let round = 0; round < 60; ++round) if (this.newton() < exact * this.loss || !this.advance()) break;
  }

  private look(): void {
    const {rows, dim, n, conversions, x, theta, gradient, information, mean} = this;
    gradient.fill(0, 0, dim);
    information.fill(0, 0, dim * dim);
    let loss = 0;
    for (let i = 0, row = 0; i < rows; ++i, row += dim) {
      let eta = theta[0];
      for (let j = 1; j < dim; ++j) eta += theta[j] * x[row + j];
      const e = Math.exp(-Math.abs(eta));
      const q = 1 / (1 + e);
      const p = eta > 0 ? q : e * q;
      loss += n[i] * (Math.log(1 + e) + (eta > 0 ? eta : 0)) - conversions[i] * eta;
      const g = n[i] * p - conversions[i];
      const w = n[i] * e * q * q;
      mean[i] = p;
      for (let j = 0, at = 0; j < dim; ++j, at += dim) {
        const xj = x[row + j];
        if (xj === 0) continue;
        gradient[j] += g * xj;
        const wx = w * xj;
        for (let k = 0; k <= j; ++k) information[at + k] += wx * x[row + k];
      }
    }
    this.loss = loss;
  }

  /** The Newton step, columns at their bound or dependent on earlier ones left where they are. Returns its decrement. */
  private newton(): number {
    const {dim, theta, sign, gradient, information, factor, step} = this;
    for (let i = 0; i < dim; ++i) {
      const row = i * dim;
      const isHeld = sign[i] !== 0 && theta[i] === 0 && gradient[i] * sign[i] >= 0;
      step[i] = isHeld ? 0 : -gradient[i];
      for (let j = 0; j < i; ++j) {
        let sum = isHeld ? 0 : information[row + j];
        for (let k = 0; k < j; ++k) sum -= factor[row + k] * factor[j * dim + k];
        factor[row + j] = isHeld ? 0 : sum / factor[j * dim + j];
      }
      let own = information[row + i];
      for (let k = 0; k < i; ++k) own -= factor[row + k] * factor[row + k];
      factor[row + i] = !isHeld && own > 1e-11 * information[row + i] ? Math.sqrt(own) : Number.POSITIVE_INFINITY;
      for (let k = 0; k < i; ++k) step[i] -= factor[row + k] * step[k];
      step[i] /= factor[row + i];
    }
    for (let i = dim - 1; i >= 0; --i) {
      for (let k = i + 1; k < dim; ++k) step[i] -= factor[k * dim + i] * step[k];
      step[i] /= factor[i * dim + i];
    }
    let decrement = 0;
    for (let i = 0; i < dim; ++i) decrement -= step[i] * gradient[i];
    return decrement;
  }

  /** The bound that the shares after the step give. */
  private dual(): number {
    const {rows, dim, n, conversions, x, step, mean, sign, from: r} = this;
    let sum = 0;
    r.fill(0, 0, dim);
    for (let i = 0, row = 0; i < rows; ++i, row += dim) {
      let move = step[0];
      for (let j = 1; j < dim; ++j) move += step[j] * x[row + j];
      const p = mean[i];
      const u = Math.min(1, Math.max(0, p + p * (1 - p) * move));
      sum += n[i] * entropy(u);
      const v = n[i] * u - conversions[i];
      for (let j = 0; j < dim; ++j) r[j] += v * x[row + j];
    }
    let left = 0;
    for (let j = 0; j < dim; ++j) if (sign[j] * r[j] <= 0) left += Math.abs(r[j]);
    return sum - left * this.reach - this.slack;
  }

  /** Takes the step, halved until the loss does not rise and cut to the signs; false where that is not to be had. */
  private advance(): boolean {
    const {dim, theta, sign, step, from, loss} = this;
    from.set(theta);
    for (let share = 1; share > 1e-7; share /= 2) {
      for (let j = 0; j < dim; ++j) {
        const to = from[j] + share * step[j];
        theta[j] = sign[j] * to < 0 ? 0 : to;
      }
      this.look();
      if (this.loss <= loss) return this.loss < loss || share === 1;
    }
    theta.set(from);
    this.look();
    return false;
  }
}

/** Most natural-log odds a point needs: beyond it a loss is at its limit to the last digit. */
const farthest = 40;

/** The largest weight, in natural-log odds, that a card under the limits can give to its intercept or a rule. */
export function reachOf({atMost, min, max, fixed = []}: Pick<Limits, "atMost" | "min" | "max" | "fixed">): number {
  const largest = [min, max, fixed].flat().reduce<number>((most, p) => Math.max(most, Math.abs(p ?? 0)), 1);
  return farthest * (1 + atMost * largest);
}

/** −u log u − (1 − u) log(1 − u), nats; 0 at 0 and 1. */
export function entropy(u: number): number {
  return u > 0 && u < 1 ? -u * Math.log(u) - (1 - u) * Math.log(1 - u) : 0;
}
