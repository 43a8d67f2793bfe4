import type {Cube} from "../rules/cube.ts";
import {mergeRows} from "./cells.ts";
import type {Limits} from "./problem.ts";
import {type PointsOptions, type SuggestedPoints, suggestPoints} from "./search.ts";

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
 * of them. (That a card stays clear of a cap does not mean that the cap is free: with more room all its points may be finer.)
 * Once `options.mayGoOn` says false, the limits that are left are reported as not binding; `options.onProgress` is told the
 * share of limits done.
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
  const {mayGoOn = () => true, onProgress} = options;
  const merged = mergeRows(cube);
  const costs = limits.map(({label, without}, i): LimitCost => {
    onProgress?.(i / limits.length);
    const free = {label, binds: false, cost: 0, share: 0, aucGained: 0};
    if (!mayGoOn()) return free;
    const other = suggestPoints(merged, {...without, start: [found.points], poolWithin: 0, budget, mayGoOn});
    const cost = found.logLoss - other.logLoss;
    if (!(cost > least * found.logLoss)) return free;
    return {label, binds: true, cost, share: cost / found.logLoss, aucGained: other.auc - found.auc};
  });
  onProgress?.(1);
  return costs;
}
