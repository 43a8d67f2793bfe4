import type {RealFit} from "./realFit.ts";
import type {Bounds, Together} from "./together.ts";

/**
 * The loss of cards on fixed rules near a real-valued fit, to second order, with intercept and scale free: for points p
 * it is `floor − (r·p)² / (2 pᵀAp)` while r·p > 0 (and `floor` otherwise), A the information with the intercept profiled out.
 */
export interface Quadratic {
  readonly size: number;
  readonly a: Float64Array;
  readonly r: Float64Array;
  readonly floor: number;
}

/** Expands the loss around `fit.theta`, optimal or not. */
export function expand({theta, loss, gradient, information}: RealFit): Quadratic {
  const dim = theta.length;
  const size = dim - 1;
  const a = new Float64Array(size * size);
  const right = new Float64Array(dim);
  let atTheta = 0;
  for (let i = 0; i < dim; ++i) {
    let sum = 0;
    for (let j = 0; j < dim; ++j) sum += information[i * dim + j] * theta[j];
    right[i] = sum - gradient[i];
    atTheta += theta[i] * (sum / 2 - gradient[i]);
  }
  const r = new Float64Array(size);
  for (let i = 0; i < size; ++i) {
    const share = information[i + 1] / information[0];
    r[i] = right[i + 1] - share * right[0];
    for (let j = 0; j < size; ++j) a[i * size + j] = information[(i + 1) * dim + j + 1] - share * information[j + 1];
  }
  return {size, a, r, floor: loss + atTheta - (right[0] * right[0]) / (2 * information[0])};
}

/** What a card wins over `floor`, by the quadratic. */
export function gain({size, a, r}: Quadratic, card: ArrayLike<number>): number {
  let c = 0;
  let q = 0;
  for (let i = 0; i < size; ++i) {
    c += r[i] * card[i];
    let u = 0;
    for (let j = 0; j < size; ++j) u += a[i * size + j] * card[j];
    q += u * card[i];
  }
  return c > 0 && q > 0 ? (c * c) / (2 * q) : 0;
}

/**
 * Called with a neighbour of a card: position and points of one change, then of a second (the same twice if single).
 * Returns the gain beyond which a neighbour is of interest from now on; it never falls.
 */
type Visit = (i: number, pointsOfI: number, j: number, pointsOfJ: number, gain: number) => number;

/** What a card on some rules may be. */
export interface Scope extends Bounds {
  readonly together: Together | null;
}

/** How far rounding may move a gain that is computed in two ways, as a share of it. */
const rounding = 1e-8;
/** Two rules of which one is so nearly the other's multiple have no bound that rounding leaves alone. */
const alike = 1e-6;

/**
 * Visits a card's neighbours under the quadratic that the limits allow: every value of one rule (within `reach` steps of the
 * present one), alone and with the best value of each other rule, which has a closed form. Points can so travel from one rule
 * to another along a cap that leaves no room. Only those whose gain is more than `floor`, later than what `visit` returned:
 * most pairs could not gain so much were their points real and free of all limits, which costs little to see.
 */
export function visitNeighbours(
  {size, a, r}: Quadratic,
  card: Int32Array,
  {low, high, step, together}: Scope,
  {reach, floor}: {reach: number; floor: number},
  visit: Visit,
): void {
  const u = new Float64Array(size);
  let c0 = 0;
  let q0 = 0;
  for (let i = 0; i < size; ++i) {
    c0 += r[i] * card[i];
    for (let j = 0; j < size; ++j) u[i] += a[i * size + j] * card[j];
    q0 += u[i] * card[i];
  }
  const moved = together && card.slice();
  let least = floor;
  for (let i = 0; i < size; ++i) {
    const to = Math.min(high[i], card[i] + reach * step);
    for (let v = Math.max(low[i], card[i] - reach * step); v <= to; v += step) {
      const d = v - card[i];
      if (d === 0) continue;
      const c = c0 + r[i] * d;
      const q = q0 + 2 * u[i] * d + a[i * size + i] * d * d;
      const alone = c > 0 && q > 0 ? (c * c) / (2 * q) : 0;
      if (moved) moved[i] = v;
      if (alone > least && (!moved || together.allows(moved))) least = visit(i, v, i, v, alone);
      for (let j = 0; j < size; ++j) {
        if (j === i) continue;
        const uj = u[j] + a[j * size + i] * d;
        const rj = r[j];
        const ajj = a[j * size + j];
        const det = q * ajj - uj * uj;
        const twice = c * c * ajj - 2 * c * rj * uj + rj * rj * q;
        if (det > alike * q * ajj && twice <= 2 * least * (1 - rounding) * det) continue;
        const best = (c * uj - rj * q) / (rj * uj - c * ajj);
        if (Number.isNaN(best) || (moved && !together.leaves(moved, j))) continue;
        const from = moved ? together.low : low[j];
        const most = moved ? together.high : high[j];
        const first = Math.min(most, Math.max(from, card[j] + step * Math.floor(best / step)));
        for (let w = first; w <= first + step && w <= most; w += step) {
          const e = w - card[j];
          if (e === 0) continue;
          const cc = c + rj * e;
          const qq = q + 2 * uj * e + ajj * e * e;
          const both = cc > 0 && qq > 0 ? (cc * cc) / (2 * qq) : 0;
          if (both > least) least = visit(i, v, j, w, both);
        }
      }
    }
    if (moved) moved[i] = card[i];
  }
}
