import {asParents, type FittedJoint, type FittedSupport, widen} from "./beam.ts";
import {supportKey} from "./jointCache.ts";
import type {FoundCard} from "./ledger.ts";
import {factor, solveLower} from "./linear.ts";
import {patternsOf} from "./patterns.ts";
import {refine, roundFit, type Search} from "./polish.ts";
import {random} from "./random.ts";
import {fitReal} from "./realFit.ts";
import {tryMore, trySwaps} from "./swaps.ts";
import {nearestToZero} from "./together.ts";

/** Sets of rules that `exchange` starts each round from. */
const exchanged = 2;
/** Rules that it takes out of each, those first that the fit misses least. */
const exchangedRules = 10;

/** Shares of its points that a card is scaled down to, to make room under caps. */
const scales = [2 / 3, 1 / 2, 1 / 3];

/** Adds one rule after the other to the best card, each with its best points: what a search has at the least. */
export function greedy(search: Search): void {
  const {problem, ledger, cache} = search;
  const nearest = nearestToZero(problem);
  const root = problem.forced.map((j) => nearest[j]);
  let card = refine(search, cache.of(problem.forced), root);
  for (let size = card.rules.length + 1; size <= problem.atMost; ++size) {
    const more = tryMore(search, cache.of(card.rules), card);
    if (!ledger.isBetter(more, card)) return;
    card = refine(search, patternsOf(problem.cells, more.rules), more.points);
  }
}

/**
 * Takes each rule out of the best sets of the last level and widens what is left, as long as the best real-valued fit
 * improves: mends a wrong early choice of the beam. Sets whose fit could beat the best card are rounded.
 */
export function exchange(search: Search, from: readonly FittedSupport[], width: number): void {
  const {problem, ledger, cache} = search;
  const rounded = new Set(from.slice(0, width).map(({patterns}) => supportKey(patterns.rules)));
  let tops = from.slice(0, exchanged);
  for (let least = Number.POSITIVE_INFINITY; tops.length && tops[0].fit.loss < least - 1e-9 && search.mayGoOn(); ) {
    least = tops[0].fit.loss;
    const parents = new Map<string, FittedJoint>();
    for (const top of tops) {
      const {rules} = top.patterns;
      for (const j of weakest(top, exchangedRules)) {
        if (problem.forced.includes(j)) continue;
        const joint = cache.without(rules, j);
        const key = supportKey(joint.rules);
        const start = Float64Array.from([0, ...joint.rules.map((i) => rules.indexOf(i) + 1)], (t) => top.fit.theta[t]);
        const fit = parents.has(key) ? null : fitReal(joint, problem, start);
        if (fit) parents.set(key, {patterns: joint, fit});
      }
    }
    const children = widen(problem, [...parents.values()], 3 * width);
    for (const {patterns, fit} of children) {
      const best = ledger.best(problem.atMost);
      const key = supportKey(patterns.rules);
      if (rounded.has(key) || (best && fit.loss >= best.loss)) continue;
      rounded.add(key);
      roundFit(search, patterns, fit);
    }
    tops = children.slice(0, exchanged);
  }
}

/** The rules whose weights may go at the least loss, by Wald's statistic. */
function weakest({patterns: {rules}, fit: {theta, information}}: FittedSupport, most: number): number[] {
  const dim = theta.length;
  const l = information.slice();
  if (rules.length <= most || !factor(l, dim)) return rules.slice(0, most);
  const wald = rules.map((_, t) => {
    const unit = new Float64Array(dim);
    unit[t + 1] = 1;
    solveLower(l, dim, unit);
    return theta[t + 1] ** 2 / unit.reduce((sum, x) => sum + x * x, 0);
  });
  return rules
    .map((j, t) => ({j, lost: wald[t]}))
    .sort((a, b) => a.lost - b.lost || a.j - b.j)
    .slice(0, most)
    .map(({j}) => j);
}

/** Swaps and refines until neither helps. */
export function climbSwaps(search: Search, from: FoundCard, size: number): FoundCard {
  let best = from;
  while (search.mayGoOn()) {
    let swapped = trySwaps(search, search.cache.of(best.rules), best, best.rules.length < size);
    const isLast = size === search.problem.atMost;
    if (isLast && !search.ledger.isBetter(swapped, best)) swapped = swapBelowCaps(search, best, size);
    if (!search.ledger.isBetter(swapped, best)) break;
    best = improveOn(search, swapped);
  }
  return best;
}

/** Swaps again where caps left no room, from the card scaled down and with each rule a step nearer to 0. */
function swapBelowCaps(search: Search, card: FoundCard, size: number): FoundCard {
  const {problem, ledger, cache} = search;
  const {step, together, low, high} = problem;
  const {rules, points} = card;
  if (!together?.on(rules)?.isFull(points)) return card;
  const nearest = (j: number) => Math.max(low[j], Math.min(high[j], 0));
  const towards0 = (j: number, p: number, share: number) => {
    const to = step * Math.round((share * p) / step);
    return p > 0 ? Math.max(nearest(j), Math.min(p, to)) : Math.min(nearest(j), Math.max(p, to));
  };
  const lower = [
    ...scales.map((share) => points.map((p, t) => towards0(rules[t], p, share))),
    ...points.map((_, u) => points.map((p, t) => (t === u ? towards0(rules[t], p, 1 - step / Math.abs(p)) : p))),
  ];
  let best = card;
  for (const next of lower) {
    if (!search.mayGoOn()) break;
    const joint = cache.of(rules.filter((_, t) => next[t] !== 0));
    const kept = {rules: joint.rules, points: next.filter((p) => p !== 0), loss: Number.POSITIVE_INFINITY};
    const swapped = trySwaps(search, joint, kept, joint.rules.length < size);
    if (ledger.isBetter(swapped, best)) best = swapped;
  }
  return best;
}

/** A card's rules with the best points found for them: refined, and rounded anew. */
export function improveOn(search: Search, card: Pick<FoundCard, "rules" | "points">): FoundCard {
  const {problem} = search;
  const patterns = patternsOf(problem.cells, card.rules);
  const refined = refine(search, patterns, card.points);
  const fit = fitReal(patterns, problem);
  const rounded = fit && fit.loss < refined.loss ? roundFit(search, patterns, fit) : refined;
  return search.ledger.isBetter(rounded, refined) ? rounded : refined;
}

/** Takes two rules at random out of the best card, fills up with others, and climbs again: `restarts` times. */
export function kick(search: Search, restarts: number, seed: number, onKick: () => void): void {
  const {problem, ledger, cache} = search;
  const next = random(seed);
  for (let i = 0; i < restarts && search.mayGoOn(); ++i) {
    onKick();
    const best = ledger.best(problem.atMost);
    if (!best) return;
    const free = best.rules.filter((j) => !problem.forced.includes(j));
    if (free.length < 2) return;
    const out = [
      free.splice(Math.floor(next() * free.length), 1)[0],
      free.splice(Math.floor(next() * free.length), 1)[0],
    ];
    let kept = cache.of(best.rules.filter((j) => !out.includes(j)));
    let fit = fitReal(kept, problem);
    let banned = out;
    while (fit && kept.rules.length < problem.atMost) {
      const parent: FittedJoint = {patterns: kept, fit};
      const child = widen(problem, [parent], 3).find(
        ({patterns}) => !banned.includes(patterns.rules[patterns.rules.length - 1]),
      );
      if (!child) break;
      banned = [];
      const [widened] = asParents(cache, [child]);
      kept = widened.patterns;
      fit = widened.fit;
    }
    if (fit) climbSwaps(search, roundFit(search, kept, fit), problem.atMost);
  }
}

/** Improves a given card after moving it into the limits and dropping its smallest points beyond `atMost` rules. */
export function startFrom(search: Search, card: Int32Array): void {
  const {positions, low, high, step, atMost, forced, together} = search.problem;
  const points = Int32Array.from(positions, (at, j) =>
    Math.min(high[j], Math.max(low[j], step * Math.round(card[at] / step))),
  );
  together?.repair(points);
  const rules = [...points.keys()]
    .filter((j) => points[j] !== 0)
    .sort(
      (a, b) => Number(forced.includes(b)) - Number(forced.includes(a)) || Math.abs(points[b]) - Math.abs(points[a]),
    )
    .slice(0, atMost)
    .sort((a, b) => a - b);
  improveOn(search, {rules, points: rules.map((j) => points[j])});
}
