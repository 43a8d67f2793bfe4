import type {Workspace} from "./histogram.ts";
import type {JointCache} from "./jointCache.ts";
import type {FoundCard, Ledger} from "./ledger.ts";
import {fitLine, type Line} from "./line.ts";
import type {Patterns} from "./patterns.ts";
import type {Problem} from "./problem.ts";
import {expand, gain, type Quadratic, type Scope, visitNeighbours} from "./quadratic.ts";
import {derivatives, type RealFit} from "./realFit.ts";

/** What a search carries along. */
export interface Search {
  readonly problem: Problem;
  readonly work: Workspace;
  readonly ledger: Ledger;
  readonly cache: JointCache;
  /** False once the search is to end with what it has. */
  readonly mayGoOn: () => boolean;
  /** Cards whose loss was computed. */
  evaluated: number;
}

const reach = 10;
const climbs = 12;
const refined = 3;
const closeLooks = 8;

/** What a card on the patterns' rules may be, in their order. */
function scopeOf({low, high, step, together}: Problem, {rules}: Patterns): Scope {
  return {
    low: Int32Array.from(rules, (j) => low[j]),
    high: Int32Array.from(rules, (j) => high[j]),
    step,
    together: together?.on(rules) ?? null,
  };
}

/** The line of no rules: the base rate for all. */
export function startLine({cells}: Problem): Line {
  const {total, totalConversions: converted} = cells;
  return {intercept: Math.log(converted / (total - converted)), slope: 0, loss: 0, isCapped: false};
}

/** Good cards on the rules of a real-valued fit: rounded at many scales, climbed on the quadratic, refined on the loss. */
export function roundFit(search: Search, patterns: Patterns, fit: RealFit): FoundCard {
  const scope = scopeOf(search.problem, patterns);
  const quadratic = expand(fit);
  const tops = new Map<string, {card: Int32Array; gain: number}>();
  roundings(fit.theta, scope)
    .map((card) => ({card, gain: gain(quadratic, card)}))
    .sort((a, b) => b.gain - a.gain)
    .slice(0, climbs)
    .forEach(({card}) => {
      const top = climb(quadratic, card, scope);
      tops.set(top.card.join(), top);
    });
  const found = [...tops.values()]
    .sort((a, b) => b.gain - a.gain)
    .slice(0, refined)
    .map(({card}) => refine(search, patterns, card));
  return found.reduce((best, next) => (search.ledger.isBetter(next, best) ? next : best));
}

/**
 * Cards from stretching the weights by the factors at which a rounded weight changes, points cut to their bounds. The
 * factors go on until nothing but bounds is left, ever coarser beyond ten steps.
 */
function roundings(theta: Float64Array, {low, high, step, together}: Scope): Int32Array[] {
  const size = theta.length - 1;
  const factors: number[] = [];
  for (let t = 0; t < size; ++t) {
    const weight = Math.abs(theta[t + 1]);
    const most = (theta[t + 1] > 0 ? high[t] : -low[t]) / step;
    if (weight <= 1e-9) continue;
    for (let h = 0; h < most; h = Math.max(h + 1, Math.floor(1.2 * h)))
      factors.push(((h + 0.5 + 1e-9) * step) / weight);
  }
  const cards = new Map<string, Int32Array>();
  for (const factor of [1, ...factors]) {
    const card = new Int32Array(size);
    for (let t = 0; t < size; ++t) {
      const rounded = step * Math.round((factor * theta[t + 1]) / step);
      card[t] = Math.min(high[t], Math.max(low[t], rounded));
    }
    together?.repair(card);
    cards.set(card.join(), card);
  }
  return [...cards.values()];
}

function climb(quadratic: Quadratic, from: Int32Array, scope: Scope) {
  let best = gain(quadratic, from);
  const card = from.slice();
  for (let round = 0; round < 50; ++round) {
    let [bi, vi, bj, vj] = [-1, 0, -1, 0];
    let most = best * (1 + 1e-9);
    visitNeighbours(quadratic, card, scope, {reach, floor: most}, (i, v, j, w, value) => {
      most = value;
      [bi, vi, bj, vj] = [i, v, j, w];
      return most;
    });
    if (bi < 0) break;
    card[bi] = vi;
    card[bj] = vj;
    best = most;
  }
  return {card, gain: best};
}

/**
 * Moves from a card to better neighbours (one rule or two at once) until the true loss finds none: the quadratic around
 * the card names the likely ones, the score histogram decides.
 */
export function refine(search: Search, patterns: Patterns, from: ArrayLike<number>): FoundCard {
  const {problem, ledger} = search;
  const scope = scopeOf(problem, patterns);
  let card: Int32Array = Int32Array.from(from);
  const line = startLine(problem);
  let found = evaluateCard(search, patterns, card, line);
  const seen = new Set([card.join()]);
  for (let round = 0; round < 100; ++round) {
    const theta = Float64Array.from([line.intercept, ...Array.from(card, (p) => p * line.slope)]);
    const quadratic = expand(derivatives(patterns, theta));
    const floor = gain(quadratic, card);
    let improved = false;
    for (const next of likely(quadratic, card, scope, seen, floor * 0.98)) {
      const trial = {...line};
      const then = evaluateCard(search, patterns, next, trial, found.loss);
      if (!ledger.isBetter(then, found)) continue;
      found = then;
      card = next;
      Object.assign(line, trial);
      improved = true;
    }
    if (!improved) break;
  }
  return found;
}

/** The unseen neighbours of greatest gain. */
function likely(quadratic: Quadratic, card: Int32Array, scope: Scope, seen: Set<string>, least: number): Int32Array[] {
  const top: {gain: number; move: [number, number, number, number]}[] = [];
  let floor = least;
  visitNeighbours(quadratic, card, scope, {reach, floor}, (i, v, j, w, value) => {
    if (j < i && isListed(top, i, v, j, w)) return floor;
    top.push({gain: value, move: [i, v, j, w]});
    if (top.length < 4 * closeLooks) return floor;
    top.sort((a, b) => b.gain - a.gain);
    top.length = 2 * closeLooks;
    floor = top[top.length - 1].gain;
    return floor;
  });
  top.sort((a, b) => b.gain - a.gain);
  const cards: Int32Array[] = [];
  for (const {move} of top) {
    const next = card.slice();
    next[move[0]] = move[1];
    next[move[2]] = move[3];
    const key = next.join();
    if (seen.has(key)) continue;
    seen.add(key);
    if (cards.push(next) === closeLooks) break;
  }
  return cards;
}

function isListed(top: {move: number[]}[], i: number, v: number, j: number, w: number): boolean {
  return top.some(({move}) => move[0] === j && move[1] === w && move[2] === i && move[3] === v);
}

/** Computes and notes the loss of a card; Infinity, and not noted, where it cannot come near `cutoff`. */
export function evaluateCard(
  search: Search,
  patterns: Patterns,
  card: ArrayLike<number>,
  line: Line,
  cutoff = Number.POSITIVE_INFINITY,
): FoundCard {
  ++search.evaluated;
  const loss = fitLine(search.work.binsOf(patterns, card), line, cutoff);
  if (loss === Number.POSITIVE_INFINITY) return {rules: [], points: [], loss};
  return search.ledger.note(patterns.rules, card, loss);
}
