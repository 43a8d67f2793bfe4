import {quantileSorted} from "simple-statistics";
import {evaluate} from "../points/evaluate.ts";
import type {Limits} from "../points/problem.ts";
import {suggestPoints} from "../points/search.ts";
import type {Cube} from "../rules/cube.ts";
import {byGroup, type RuleBits, ruleBits} from "../rules/ruleBits.ts";
import {random} from "../statistics/random.ts";

/** A rule that is not on the card and that resamples of the leads often choose. */
export interface OftenInstead {
  rule: string;
  text: string;
  /** Share of the resamples whose best card has it, 0–1. */
  kept: number;
  /** Middle of its points there, in points of the card. */
  points: number;
  /** The card's rule that then mostly falls away, in words; null where it takes no rule's place in particular. */
  insteadOf: string | null;
}

/** What became of each rule, in the cube's order, when the leads were drawn again and a card searched anew. */
export interface Stability {
  resamples: number;
  /** Share of the resamples whose best card has the rule, 0–1. */
  kept: Float64Array;
  /** Its points in the resamples that kept it, in points of the given card: middle, and middle nine tenths. Null under five. */
  points: ({median: number; low: number; high: number} | null)[];
  /** For each rule off the card the one on it that mostly is missing where it is kept; null where there is none. */
  insteadOf: (number | null)[];
}

interface StabilityOptions {
  /** Default: `resamplesFor`. */
  resamples?: number;
  /** Default 1. */
  seed?: number;
}

/** Fewer lead folds than this, each drawn whole, make resamples too coarse to count. */
const fewestFolds = 10;
const fewestKept = 5;
/** What all resamples together may cost, in cells looked at: three to four seconds. */
const work = 2e8;
/** What a rule costs on a level of the search besides the cells, in cells. */
const overhead = 4000;

/**
 * How many resamples are searched: a hundred, fewer where one costs more than two million (cells + 4000) × rules × rules on
 * the card, at least twenty.
 */
export const resamplesFor = (cells: number, rules: number, atMost: number): number =>
  Math.max(20, Math.min(100, Math.round(work / ((cells + overhead) * rules * Math.max(1, atMost)))));

/**
 * Draws the cube's lead folds with replacement, so that a lead's observations stay together, and searches a card on each
 * draw under the same limits, starting from the given card with a small budget (cluster bootstrap: Davison & Hinkley 1997,
 * 3.8): between rules that do equally well this leans towards the given card. Points are put on its scale by the two cards'
 * slopes. Seeded: equal input gives equal output. Null with fewer than ten folds, and for a card that tells nothing.
 */
export function stability(
  cube: Cube,
  limits: Limits,
  card: ArrayLike<number>,
  {resamples, seed = 1}: StabilityOptions = {},
): Stability | null {
  const folds = [...new Set(cube.fold)].sort((u, v) => u - v);
  const {slope} = evaluate(cube, card);
  if (folds.length < fewestFolds || !(slope > 0)) return null;
  const bits = ruleBits(cube);
  const holds = groupedHolds(cube, bits);
  const draws = resamples ?? resamplesFor(bits.groups, cube.rules.length, limits.atMost);
  const next = random(seed);
  const options = {...limits, start: [Int32Array.from(card)], poolWithin: 0, budget: {width: 2, restarts: 0, pool: 1}};
  const found = Array.from({length: draws}, () => {
    const times = drawFolds(folds, next);
    const weighted = (values: Float64Array) =>
      byGroup(
        bits,
        values.map((value, r) => value * times[cube.fold[r]]),
      );
    const drawn = {...emptyOf(cube, bits.groups), holds, n: weighted(cube.n), conversions: weighted(cube.conversions)};
    const best = suggestPoints(drawn, options);
    return Float64Array.from(best.points, (points) => (points * best.slope) / slope);
  });
  return summarise(found, card);
}

function summarise(found: readonly Float64Array[], card: ArrayLike<number>): Stability {
  const rules = Array.from({length: card.length}, (_, j) => j);
  const kept = Float64Array.from(rules, (j) => found.filter((points) => points[j] !== 0).length / found.length);
  return {
    resamples: found.length,
    kept,
    points: rules.map((j) => {
      const seen = found.flatMap((points) => (points[j] === 0 ? [] : [points[j]])).sort((u, v) => u - v);
      if (seen.length < fewestKept) return null;
      return {median: quantileSorted(seen, 0.5), low: quantileSorted(seen, 0.05), high: quantileSorted(seen, 0.95)};
    }),
    insteadOf: rules.map((j) => (card[j] === 0 ? displaced(found, card, j) : null)),
  };
}

/**
 * The card's rule that is missing most of all where rule j is kept, beyond what it is missing anyway; at least half the time. A
 * minus does not take the place of a plus.
 */
function displaced(found: readonly Float64Array[], card: ArrayLike<number>, j: number): number | null {
  const withIt = found.filter((points) => points[j] !== 0);
  const share = (some: readonly Float64Array[], t: number) =>
    some.filter((points) => points[t] === 0).length / some.length;
  const way = withIt.reduce((sum, points) => sum + Math.sign(points[j]), 0);
  let most: {rule: number; beyond: number} | null = null;
  for (let t = 0; t < card.length && withIt.length > 0; ++t) {
    if (way * card[t] <= 0 || share(withIt, t) < 0.5) continue;
    const beyond = share(withIt, t) - share(found, t);
    if (beyond > 0.1 && (!most || beyond > most.beyond)) most = {rule: t, beyond};
  }
  return most?.rule ?? null;
}

/** How often each fold is in the draw, by fold. */
function drawFolds(folds: readonly number[], next: () => number): Float64Array {
  const times = new Float64Array(256);
  for (let i = 0; i < folds.length; ++i) ++times[folds[Math.floor(next() * folds.length)]];
  return times;
}

/** For each rule the groups on which it holds, ascending. */
function groupedHolds({holds}: Cube, {groups, groupOf}: RuleBits): Uint32Array[] {
  const mark = new Uint8Array(groups);
  return holds.map((rows) => {
    mark.fill(0);
    for (const r of rows) mark[groupOf[r]] = 1;
    return Uint32Array.from(mark.keys()).filter((g) => mark[g] === 1);
  });
}

const emptyOf = ({rules, periods}: Cube, rows: number): Pick<Cube, "rules" | "periods" | "fold" | "period"> => ({
  rules,
  periods,
  fold: new Uint8Array(rows),
  period: new Uint16Array(rows),
});
