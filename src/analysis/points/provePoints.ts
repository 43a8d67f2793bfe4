import {LossBound} from "./bound.ts";
import type {Survivor} from "./proveSupports.ts";

interface PointsTask {
  /** Allowed points of each rule, ascending. */
  readonly values: readonly (readonly number[])[];
  /** Sign of each rule's weight: see `LossBound`. */
  readonly sign: Int8Array;
  /** Whether a card obeys the limits that rules share: every one is eased by moving points towards 0. */
  readonly allows: (survivor: Survivor, points: Int32Array) => boolean;
  /** Loss of a card: sum over observations. */
  readonly lossOf: (survivor: Survivor, points: Int32Array) => number;
  readonly reach: number;
  readonly slack: number;
  /** Losses that differ by less are equal. */
  readonly tie: number;
  readonly mayGoOn: () => boolean;
}

/**
 * Looks for a card on a surviving set of rules whose loss is under a cutoff, by giving points to one rule after the other. A
 * card whose first rules have points is bounded by the real-valued loss with these rules' score as one column, its slope not
 * negative, and the other rules free. In one rule's points this bound is quasi-convex (the projection of a convex function
 * by a linear-fractional map), so a walk outwards from its best value ends at the first value that is too bad.
 */
export class PointsWalk {
  /** Cards and beginnings of cards that were bounded. */
  looked = 0;
  private readonly bounds: readonly LossBound[];

  constructor(
    private readonly task: PointsTask,
    size: number,
  ) {
    this.bounds = Array.from({length: size + 1}, () => new LossBound(2 ** size, size + 2, task.reach, task.slack));
  }

  /** Calls `found` with every better card, each under the loss of the one before; false where `mayGoOn` ended the walk. */
  walk(survivor: Survivor, cutoff: number, found: (points: Int32Array, loss: number) => void): boolean {
    const {rules, theta} = survivor;
    const {values} = this.task;
    const isOpen = (t: number) => Number(values[rules[t]].length > 1);
    const order = [...rules.keys()].sort(
      (a, b) => isOpen(a) - isOpen(b) || Math.abs(theta[b + 1]) - Math.abs(theta[a + 1]),
    );
    const nearest = rules.map((j) => nearestToZero(values[j]));
    return this.give({survivor, order, nearest, points: Int32Array.from(nearest), cutoff, found}, 0);
  }

  private give(state: Walk, depth: number): boolean {
    const {survivor, order, points} = state;
    const {task} = this;
    if (!task.mayGoOn()) return false;
    if (depth === order.length) {
      const loss = task.lossOf(survivor, points);
      if (loss < state.cutoff) {
        state.cutoff = loss - task.tie;
        state.found(points.slice(), loss);
      }
      return true;
    }
    const t = order[depth];
    const parent = this.bounds[depth];
    const weight = depth === 0 ? survivor.theta[t + 1] : parent.theta[2];
    const slope = depth === 0 ? 0 : parent.theta[1];
    const best = weight / slope;
    const values = task.values[survivor.rules[t]];
    const isPlaced = depth > 0 && slope > 0;
    const up = isPlaced ? values.filter((v) => v >= best) : values;
    const down = isPlaced ? values.filter((v) => v < best).reverse() : [];
    for (const way of [up, down]) {
      for (const v of way) {
        points[t] = v;
        if (!task.allows(survivor, points)) continue;
        if (this.lower(state, depth, v, weight, slope) < state.cutoff) {
          if (!this.give(state, depth + 1)) return false;
        } else if (isPlaced && parent.loss < state.cutoff) break;
      }
    }
    points[t] = state.nearest[t];
    return true;
  }

  /** Bounds the cards that begin with the points given so far, the one at `depth` being the latest. */
  private lower(state: Walk, depth: number, value: number, weight: number, slope: number): number {
    const {survivor, order, points, cutoff} = state;
    const {rules, n, conversions} = survivor;
    const bound = this.bounds[depth + 1];
    const dim = order.length - depth + 1;
    ++this.looked;
    bound.dim = dim;
    let rows = 0;
    for (let i = 0; i < n.length; ++i) {
      if (n[i] <= 0) continue;
      bound.n[rows] = n[i];
      bound.conversions[rows] = conversions[i];
      const at = rows++ * dim;
      let score = 0;
      for (let d = 0; d <= depth; ++d) if ((i >>> order[d]) & 1) score += points[order[d]];
      bound.x[at] = 1;
      bound.x[at + 1] = score;
      for (let d = depth + 1; d < order.length; ++d) bound.x[at + d - depth + 1] = (i >>> order[d]) & 1;
    }
    bound.rows = rows;
    const from = depth === 0 ? survivor.theta : this.bounds[depth].theta;
    bound.theta[0] = from[0];
    bound.theta[1] = depth > 0 ? slope : Math.max(0, value === 0 ? 0 : weight / value);
    bound.sign[0] = 0;
    bound.sign[1] = 1;
    for (let d = depth + 1; d < order.length; ++d) {
      bound.theta[d - depth + 1] = depth === 0 ? from[order[d] + 1] : from[d - depth + 2];
      bound.sign[d - depth + 1] = this.task.sign[rules[order[d]]];
    }
    return bound.lower(cutoff);
  }
}

interface Walk {
  readonly survivor: Survivor;
  readonly order: readonly number[];
  /** Points of rules that have none yet. */
  readonly nearest: readonly number[];
  readonly points: Int32Array;
  cutoff: number;
  readonly found: (points: Int32Array, loss: number) => void;
}

const nearestToZero = (values: readonly number[]): number =>
  values.reduce((near, v) => (Math.abs(v) < Math.abs(near) ? v : near));
