import type {Cube} from "../rules/cube.ts";
import {evaluateBins} from "./evaluate.ts";
import {Workspace} from "./histogram.ts";
import {JointCache} from "./jointCache.ts";
import {type FoundCard, Ledger} from "./ledger.ts";
import {climbSwaps, improveOn, startFrom} from "./moves.ts";
import {patternsOf} from "./patterns.ts";
import type {Search} from "./polish.ts";
import {type Limits, type Problem, statePoints, toCube} from "./problem.ts";
import {budgetOf, polishedShare, refineNear, run, usualWithin, withinOf} from "./run.ts";
import {sampleCells} from "./sample.ts";
import {nearestToZero} from "./together.ts";

export interface PointsOptions extends Limits {
  /** Cards to start from as well, in the order of the cube's rules; points outside the bounds are moved to them. */
  start?: readonly Int32Array[];
  /** Keep cards on other rules whose mean log-loss is within this of the best. Default 0.001. */
  poolWithin?: number;
  /** Seed of the restarts. Default 1. */
  seed?: number;
  /** How hard to look. More effort can only improve the answer; it never changes what the answer means. */
  budget?: Partial<Budget>;
  /**
   * Asked again and again; once it says false the search ends with the best so far. Every part of the result is complete
   * even then: cards found by adding one rule at a time come first.
   */
  mayGoOn?: () => boolean;
  /** Told now and then which share of the search is done, 0–1, never falling. */
  onProgress?: (share: number) => void;
}

export interface Budget {
  /** Sets of rules kept at each size of the beam. Default 6, and 12 under group limits. */
  width: number;
  /**
   * Kicks of the best card (two rules out, two others in) that are polished again. Default 2, none under 5 rules, 6 under group
   * limits.
   */
  restarts: number;
  /** Cards kept in the pool, at most. Default 20. */
  pool: number;
}

interface SizedCard {
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
  /** The card (nearly) separates conversions from the rest; see `Evaluation`. */
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

/** More cells than this are searched on a sample first, of about so many. */
const manyCells = 2 ** 18;
const sampledCells = 2 ** 17;
/** Near-equal cards of a sample that are improved on all cells: so many at most, and so many more than the pool asked for. */
const sampledPool = 20;
const sampledMore = 4;

/**
 * Finds whole points that minimise the log-loss of P = 1 / (1 + exp(−(a + b · score))), a and b ≥ 0 refitted for every
 * card, under limits that are honoured exactly. A beam over sets of rules gives real-valued fits; these are rounded at
 * many scales and refined on the score histogram; every rule is tried in place of every other; seeded kicks follow. Where
 * more than 262,144 distinct sets of rules occur, half as many are searched first and what they give is improved on all.
 * The answer depends neither on the order of rows nor on that of rules. Among cards of equal loss the one with fewest
 * minus points is chosen. Throws where no card meets the limits.
 */
export function suggestPoints(cube: Cube, options: PointsOptions): SuggestedPoints {
  const search = newSearch(statePoints(cube, options), options.mayGoOn);
  const {cells} = search.problem;
  const isOneClass = cells.totalConversions <= 0 || cells.totalConversions >= cells.total;
  if (!isOneClass) {
    if (cells.n.length > manyCells) runOnSample(search, options);
    else run(search, options);
  }
  options.onProgress?.(1);
  return report(search, options, isOneClass);
}

function newSearch(problem: Problem, mayGoOn: () => boolean = () => true): Search {
  return {
    problem,
    work: new Workspace(),
    ledger: new Ledger(problem.cells.total),
    cache: new JointCache(problem),
    mayGoOn,
    evaluated: 0,
  };
}

/** Searches on some of the cells, then improves what it found on all of them: every loss is from all observations. */
function runOnSample(search: Search, options: PointsOptions): void {
  const {problem, ledger} = search;
  const {cells, atMost, forced} = problem;
  const rough = newSearch({...problem, cells: sampleCells(cells, sampledCells)}, options.mayGoOn);
  const budget = budgetOf(problem, options);
  const poolWithin = Math.max(withinOf(options), usualWithin);
  run(rough, {...options, poolWithin, onProgress: (share) => options.onProgress?.(share / 2)});
  search.evaluated = rough.evaluated;
  for (const card of options.start ?? []) startFrom(search, card);
  const best = rough.ledger.best(atMost);
  const near = best
    ? rough.ledger
        .within(best.loss + poolWithin * rough.problem.cells.total)
        .slice(0, Math.min(sampledPool, budget.pool + sampledMore))
    : [];
  for (let size = forced.length; size <= atMost; ++size) {
    const card = rough.ledger.best(size);
    if (card) improveOn(search, card);
  }
  for (const card of near) if (search.mayGoOn()) improveOn(search, card);
  options.onProgress?.(0.75);
  const found = ledger.best(atMost);
  if (found) climbSwaps(search, found, atMost);
  refineNear(search, withinOf(options), polishedShare * budget.pool);
}

function report(search: Search, options: PointsOptions, isOneClass: boolean): SuggestedPoints {
  const {problem, ledger, evaluated, work} = search;
  const {atMost, forced, cells} = problem;
  const nearest = nearestToZero(problem);
  const best = ledger.best(atMost) ?? {rules: forced, points: forced.map((j) => nearest[j]), loss: 0};
  const sized = (rules: number, card: FoundCard) => {
    const evaluation = evaluateBins(work.binsOf(patternsOf(cells, card.rules), card.points));
    const points = toCube(problem, card.rules, card.points);
    return {rules, points, ...evaluation, logLoss: evaluation.objective};
  };
  const {points, intercept, slope, logLoss, auc, isSeparated} = sized(atMost, best);
  const path: SizedCard[] = [];
  for (let size = Math.max(1, forced.length); size <= atMost; ++size) {
    const {rules, points, logLoss, auc} = sized(size, ledger.best(size) ?? best);
    path.push({rules, points, logLoss, auc});
  }
  const pool = ledger
    .within(best.loss + withinOf(options) * cells.total)
    .slice(0, budgetOf(problem, options).pool)
    .map(({rules, points, loss}) => ({points: toCube(problem, rules, points), logLoss: loss / cells.total}));
  return {points, intercept, slope, logLoss, auc, isSeparated, isOneClass, path, pool, evaluated};
}
