import type {Cube} from "../cube.ts";
import {boundsOf, type GroupLimit, type Limits} from "./problem.ts";
import {type PointsOptions, type SuggestedPoints, suggestPoints} from "./search.ts";
import {extremes} from "./together.ts";

/** A limit that people set, by what the limits are without it. */
export interface LabelledLimit {
  /** How the reader knows it. */
  label: string;
  /** All the limits, this one taken away. */
  without: Limits;
}

/** What a limit takes from the card. */
export interface LimitCost {
  label: string;
  /** A better card was found without it. */
  binds: boolean;
  /** Mean log-loss (nats) that the card would save without it; 0 where it does not bind. */
  cost: number;
  /** The same as a share of the card's log-loss. */
  share: number;
  /** AUC that the card would gain without it; may be below 0, as it is the log-loss that the search improves. */
  aucGained: number;
}

/** Gains below this share of the log-loss are rounding. */
const least = 1e-9;
/** A shorter search: it starts from the card whose limits are explained. */
const budget = {width: 3, restarts: 0, pool: 1};

/**
 * Says of each limit whether it binds, and what it costs: searches again without it, starting from the card found under all
 * of them. Without a limit that the card does not touch, its points are only refined. Once `options.mayGoOn` says false, the
 * limits that are left are reported as not binding; `options.onProgress` is told the share of limits done.
 *
 * @param options the limits under which `found` was found
 * @param found the card
 */
export function explainLimits(
  cube: Cube,
  options: PointsOptions,
  found: Pick<SuggestedPoints, "points" | "logLoss" | "auc">,
  limits: readonly LabelledLimit[],
): LimitCost[] {
  const goesOn = options.mayGoOn ?? (() => true);
  const costs = limits.map(({label, without}, i): LimitCost => {
    options.onProgress?.(i / limits.length);
    const free = {label, binds: false, cost: 0, share: 0, aucGained: 0};
    if (!goesOn()) return free;
    const mayGoOn = isTouched(found.points, options, without) ? goesOn : () => false;
    const other = suggestPoints(cube, {...without, start: [found.points], poolWithin: 0, budget, mayGoOn});
    const cost = found.logLoss - other.logLoss;
    if (!(cost > least * found.logLoss)) return free;
    return {label, binds: true, cost, share: cost / found.logLoss, aucGained: other.auc - found.auc};
  });
  options.onProgress?.(1);
  return costs;
}

/** Whether a card stands at a limit that is given up: a step further would break it. */
function isTouched(points: Int32Array, limits: Limits, without: Limits): boolean {
  const {step = 1, groups = [], exclusive = []} = limits;
  if ((without.step ?? 1) !== step || JSON.stringify(without.exclusive ?? []) !== JSON.stringify(exclusive))
    return true;
  if (without.atMost > limits.atMost && points.filter((p) => p !== 0).length >= limits.atMost) return true;
  const isAtBound = points.some((p, j) => {
    const [low, high] = boundsOf(limits, j);
    const [freeLow, freeHigh] = boundsOf(without, j);
    return (freeLow < low && p - step < low) || (freeHigh > high && p + step > high);
  });
  const kept = new Set((without.groups ?? []).map((group) => JSON.stringify(group)));
  return (
    isAtBound || groups.some((group) => !kept.has(JSON.stringify(group)) && isFull(group, exclusive, points, step))
  );
}

/** Whether one more step, or one more rule, may be too much for a group. */
function isFull(
  {rules, atMost, max, min, sameSign}: GroupLimit,
  exclusive: Limits["exclusive"],
  points: Int32Array,
  step: number,
): boolean {
  const on = rules.filter((j) => points[j] !== 0);
  const {plus, minus} = extremes(rules, exclusive ?? [], points);
  return (
    (sameSign === true && on.length > 0) ||
    (atMost !== undefined && on.length >= atMost) ||
    (max !== undefined && plus + step > max) ||
    (min !== undefined && minus - step < min)
  );
}
