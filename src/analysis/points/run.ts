import {asParents, rootSupport, widen} from "./beam.ts";
import {Ledger} from "./ledger.ts";
import {climbSwaps, exchange, greedy, improveOn, kick, startFrom} from "./moves.ts";
import {patternsOf} from "./patterns.ts";
import {refine, roundFit, type Search} from "./polish.ts";
import type {Problem} from "./problem.ts";
import type {Budget, PointsOptions} from "./search.ts";
import {tryMore, trySwaps} from "./swaps.ts";

const usual: Budget = {width: 6, restarts: 2, pool: 20};
/** Under group limits: the real-valued fits that lead the beam know nothing of caps. */
const usualInGroups: Budget = {width: 12, restarts: 6, pool: 20};
/** So many near-equal cards, within so much mean log-loss, are then refined before the pool is filled: points travel along caps. */
const nearInGroups = {cards: 40, within: 0.004};
/** Mean log-loss within which cards are near-equal. */
export const usualWithin = 0.001;
/** Up to so many rules the beam keeps its full width; beyond, swaps find as much and cost less. */
const broad = 10;
const narrowest = 2;
/** Pool cards that are refined: so many for each one that is kept, and so many at most. */
export const polishedShare = 1.5;
const polishedMost = 60;

/** The whole search on the cells of a problem. */
export function run(search: Search, options: PointsOptions): void {
  const {problem} = search;
  const budget = budgetOf(problem, options);
  const steps = Math.max(0, problem.atMost - problem.forced.length) + budget.restarts + 2;
  let done = 0;
  const advance = () => options.onProgress?.(done++ / steps);
  advance();
  greedy(search);
  for (const card of options.start ?? []) startFrom(search, card);
  climbLevels(search, budget.width, advance);
  if (budget.restarts > 0) {
    searchClearOfCaps(search);
    kick(search, budget.restarts, options.seed ?? 1, advance);
    if (problem.together) refineNear(search, nearInGroups.within, nearInGroups.cards);
  }
  refineNear(search, withinOf(options), polishedShare * budget.pool);
}

/** The beam, one more rule a level: the best sets are rounded, the best card of each size is swapped and refined. */
function climbLevels(search: Search, mostWidth: number, advance: () => void): void {
  const {problem, ledger, cache} = search;
  const {forced, atMost} = problem;
  const root = rootSupport(search);
  let parents = root ? [root] : [];
  for (let size = forced.length + 1; size <= atMost && search.mayGoOn(); ++size) {
    const isLast = size === atMost;
    const width = Math.min(mostWidth, Math.max(narrowest, Math.floor((broad * mostWidth) / size)));
    const children = widen(problem, parents, (size > broad ? 2 : 3) * width);
    let looks = isLast ? mostWidth : 3;
    for (const {patterns, fit} of children) {
      const best = ledger.best(size);
      if (looks-- === 0 || (best && fit.loss >= best.loss) || !search.mayGoOn()) break;
      roundFit(search, patterns, fit);
    }
    const before = ledger.best(size - 1);
    if (before) tryMore(search, cache.of(before.rules), before);
    if (isLast) exchange(search, children, width);
    const best = ledger.best(size);
    if (best) climbSwaps(search, best, size);
    parents = isLast ? [] : asParents(cache, children.slice(0, width));
    advance();
  }
}

/**
 * Where the best card uses up a cap or a floor, searches among cards without the points that these limit, and climbs on from
 * what it finds: how coarse a cap makes all points is nothing that one swap could change.
 */
function searchClearOfCaps(search: Search): void {
  const {problem, ledger} = search;
  const {together, atMost} = problem;
  const best = ledger.best(atMost);
  if (!best || !together?.on(best.rules)?.isFull(best.points)) return;
  for (const sign of [1, -1] as const) {
    const bounds = together.clearOf(sign);
    if (!bounds || !search.mayGoOn()) continue;
    const clear: Search = {...search, problem: {...problem, ...bounds}, ledger: new Ledger(problem.cells.total)};
    climbLevels(clear, usual.width, () => {});
    search.evaluated = clear.evaluated;
    const found = clear.ledger.best(atMost);
    if (found) climbSwaps(search, improveOn(search, found), atMost);
  }
}

/**
 * Looks for cards whose mean log-loss is within so much of the best, and refines some of them, the best first; again where one
 * of them turns out to be better.
 */
export function refineNear(search: Search, within: number, cards: number): void {
  const {problem, ledger, cache} = search;
  const {cells, atMost} = problem;
  const slack = within * cells.total;
  for (let best = ledger.best(atMost); best && slack > 0 && search.mayGoOn(); ) {
    const from = best;
    trySwaps(search, cache.of(best.rules), best, best.rules.length < atMost, slack);
    for (const {rules, points} of ledger.within(best.loss + slack).slice(0, Math.min(polishedMost, cards))) {
      if (!search.mayGoOn()) return;
      refine(search, patternsOf(cells, rules), points);
    }
    best = ledger.best(atMost) ?? best;
    if (!ledger.isBetter(best, from)) return;
    best = climbSwaps(search, best, atMost);
  }
}

/** Mean log-loss by which cards of the pool may be worse than the best, nats. */
export const withinOf = ({poolWithin}: PointsOptions): number => poolWithin ?? usualWithin;

/** How far to search: the usual for the problem's kind, but for what is asked otherwise. */
export const budgetOf = ({together, atMost}: Problem, {budget}: PointsOptions): Budget => ({
  ...(together ? usualInGroups : atMost < 5 ? {...usual, restarts: 0} : usual),
  ...budget,
});
