import type {Cube} from "../cube.ts";
import {asParents, type FittedJoint, type FittedSupport, JointCache, rootSupport, supportKey, widen} from "./beam.ts";
import {evaluateBins} from "./evaluate.ts";
import {Workspace} from "./histogram.ts";
import {type FoundCard, Ledger} from "./ledger.ts";
import {refine, roundFit, type Search} from "./polish.ts";
import {type Limits, type Problem, statePoints, toCube} from "./problem.ts";
import {random} from "./random.ts";
import {fitReal} from "./realFit.ts";
import {trySwaps} from "./swaps.ts";

export interface PointsOptions extends Limits {
  /** Cards to start from as well, in the order of the cube's rules; points outside the bounds are moved to them. */
  start?: readonly Int32Array[];
  /** Keep cards on other rules whose mean log-loss is within this of the best. Default 0.001. */
  poolWithin?: number;
  /** Seed of the restarts. Default 1. */
  seed?: number;
  /** How hard to look. More effort can only improve the answer; it never changes what the answer means. */
  budget?: Partial<Budget>;
}

export interface Budget {
  /** Sets of rules kept at each size of the beam. Default 6. */
  width: number;
  /** Kicks of the best card (two rules out, two others in) that are polished again. Default 2, and none under 5 rules. */
  restarts: number;
  /** Cards kept in the pool, at most. Default 20. */
  pool: number;
}

export interface SizedCard {
  /** Most rules allowed for this card. */
  rules: number;
  points: Int32Array;
  /** Mean over observations, nats. */
  logLoss: number;
  auc: number;
}

export interface SuggestedPoints {
  /** Points of each rule, in the order of the cube's rules. */
  points: Int32Array;
  intercept: number;
  slope: number;
  logLoss: number;
  auc: number;
  /** The card (nearly) separates conversions from the rest; the slope is cut, and probabilities are not to be believed. */
  isSeparated: boolean;
  /** Every observation converted, or none did: nothing can be learnt. */
  isOneClass: boolean;
  /** Best card for every number of rules, from 1 (or the number forced in) to `atMost`: the parsimony curve. */
  path: SizedCard[];
  /** Cards on different rules within `poolWithin` of the best, best first, itself included. */
  pool: {points: Int32Array; logLoss: number}[];
  /** Cards whose loss was computed. */
  evaluated: number;
}

const exchanged = 2;
const usual: Budget = {width: 6, restarts: 2, pool: 20};

/**
 * Finds whole points that minimise the log-loss of P = 1 / (1 + exp(−(a + b · score))), a and b ≥ 0 refitted for every
 * card, under bounds that are honoured exactly. A beam over sets of rules gives real-valued fits; these are rounded at
 * many scales and refined on the score histogram; every rule is tried in place of every other; seeded kicks follow.
 * The answer depends neither on the order of rows nor on that of rules. Among cards of equal loss the one with fewest
 * minus points is chosen. Throws where no card meets the limits.
 */
export function suggestPoints(cube: Cube, options: PointsOptions): SuggestedPoints {
  const problem = statePoints(cube, options);
  const search: Search = {problem, work: new Workspace(), ledger: new Ledger(problem.cells.total), evaluated: 0};
  const {total, totalConversions} = problem.cells;
  const isOneClass = totalConversions <= 0 || totalConversions >= total;
  const cache = new JointCache(problem);
  if (!isOneClass) run(search, cache, options);
  return report(search, cache, options, isOneClass);
}

function run(search: Search, cache: JointCache, options: PointsOptions): void {
  const {problem, ledger} = search;
  const budget = {...usual, ...(problem.atMost < 5 ? {restarts: 0} : {}), ...options.budget};
  const root = rootSupport(search, cache);
  const forcedCard = problem.forced.map((j) => Math.max(problem.low[j], Math.min(problem.high[j], 0)));
  refine(search, cache.of(problem.forced), forcedCard);
  for (const card of options.start ?? []) startFrom(search, cache, card);
  let parents = root ? [root] : [];
  for (let size = problem.forced.length + 1; size <= problem.atMost; ++size) {
    const isLast = size === problem.atMost;
    const children = widen(problem, parents, 3 * budget.width);
    let looks = isLast ? budget.width : 3;
    for (const {patterns, fit} of children) {
      const best = ledger.best(size);
      if (looks-- === 0 || (best && fit.loss >= best.loss)) break;
      roundFit(search, patterns, fit);
    }
    const before = ledger.best(size - 1);
    if (before) trySwaps(search, cache.of(before.rules), before, before.rules.length < size);
    if (isLast) exchange(search, cache, children, budget);
    const best = ledger.best(size);
    if (best) climbSwaps(search, cache, best, size);
    parents = isLast ? [] : asParents(cache, children.slice(0, budget.width));
  }
  kick(search, cache, budget, options.seed ?? 1);
  const best = ledger.best(problem.atMost);
  const slack = withinOf(options) * problem.cells.total;
  if (best && slack > 0) trySwaps(search, cache.of(best.rules), best, best.rules.length < problem.atMost, slack);
}

const withinOf = ({poolWithin}: PointsOptions): number => poolWithin ?? 0.001;

/**
 * Takes each rule out of the best sets of the last level and widens what is left, as long as the best real-valued fit
 * improves: mends a wrong early choice of the beam. Sets whose fit could beat the best card are rounded.
 */
function exchange(search: Search, cache: JointCache, from: readonly FittedSupport[], {width}: Budget): void {
  const {problem, ledger} = search;
  const rounded = new Set(from.slice(0, width).map(({patterns}) => supportKey(patterns.rules)));
  let tops = from.slice(0, exchanged);
  for (let least = Number.POSITIVE_INFINITY; tops.length && tops[0].fit.loss < least - 1e-9; ) {
    least = tops[0].fit.loss;
    const parents = new Map<string, FittedJoint>();
    for (const {patterns} of tops) {
      for (const j of patterns.rules) {
        if (problem.forced.includes(j)) continue;
        const joint = cache.of(patterns.rules.filter((i) => i !== j));
        const key = supportKey(joint.rules);
        const fit = parents.has(key) ? null : fitReal(joint, problem);
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

/** Swaps and refines until neither helps. */
function climbSwaps(search: Search, cache: JointCache, from: FoundCard, size: number): FoundCard {
  const {problem, ledger} = search;
  let best = from;
  for (;;) {
    const swapped = trySwaps(search, cache.of(best.rules), best, best.rules.length < size);
    if (!ledger.isBetter(swapped, best)) return best;
    best = improveOn(search, cache, swapped, problem);
  }
}

function improveOn(search: Search, cache: JointCache, card: FoundCard, problem: Problem): FoundCard {
  const patterns = cache.of(card.rules);
  const refined = refine(search, patterns, card.points);
  const fit = fitReal(patterns, problem);
  const rounded = fit && fit.loss < refined.loss ? roundFit(search, patterns, fit) : refined;
  return search.ledger.isBetter(rounded, refined) ? rounded : refined;
}

function kick(search: Search, cache: JointCache, {restarts}: Budget, seed: number): void {
  const {problem, ledger} = search;
  const next = random(seed);
  for (let i = 0; i < restarts; ++i) {
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
    if (fit) climbSwaps(search, cache, roundFit(search, kept, fit), problem.atMost);
  }
}

/** Refines a given card after moving it into the bounds and dropping its smallest points beyond `atMost` rules. */
function startFrom(search: Search, cache: JointCache, card: Int32Array): void {
  const {problem} = search;
  const {positions, low, high, atMost, forced} = problem;
  const points = positions.map((at, j) => Math.min(high[j], Math.max(low[j], card[at])));
  const rules = points
    .map((_, j) => j)
    .filter((j) => points[j] !== 0)
    .sort(
      (a, b) => Number(forced.includes(b)) - Number(forced.includes(a)) || Math.abs(points[b]) - Math.abs(points[a]),
    )
    .slice(0, atMost)
    .sort((a, b) => a - b);
  refine(
    search,
    cache.of(rules),
    rules.map((j) => points[j]),
  );
}

function report(search: Search, cache: JointCache, options: PointsOptions, isOneClass: boolean): SuggestedPoints {
  const {problem, ledger, evaluated, work} = search;
  const {atMost, forced, cells} = problem;
  const nearest = forced.map((j) => (problem.low[j] > 0 ? problem.low[j] : problem.high[j]));
  const best = ledger.best(atMost) ?? {rules: forced, points: nearest, loss: 0};
  const sized = (rules: number, card: FoundCard) => ({
    rules,
    points: toCube(problem, card.rules, card.points),
    ...evaluateBins(work.binsOf(cache.of(card.rules), card.points)),
  });
  const {points, intercept, slope, logLoss, auc, isSeparated} = sized(atMost, best);
  const path: SizedCard[] = [];
  for (let size = Math.max(1, forced.length); size <= atMost; ++size) {
    const {rules, points, logLoss, auc} = sized(size, ledger.best(size) ?? best);
    path.push({rules, points, logLoss, auc});
  }
  const pool = ledger
    .within(best.loss + withinOf(options) * cells.total)
    .slice(0, options.budget?.pool ?? usual.pool)
    .map(({rules, points, loss}) => ({points: toCube(problem, rules, points), logLoss: loss / cells.total}));
  return {points, intercept, slope, logLoss, auc, isSeparated, isOneClass, path, pool, evaluated};
}
