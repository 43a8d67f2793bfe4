import {type Cube, scores, selectRules} from "./cube.ts";
import type {Interval, Rate} from "./findings.ts";
import {wilson} from "./intervals.ts";
import {groupJackknife} from "./jackknife.ts";
import {fitLogistic} from "./logistic.ts";
import {auc, aucInterval} from "./metrics.ts";
import {evaluate, scoreBins} from "./points/evaluate.ts";
import type {ScoreBins} from "./points/line.ts";

/** Observations at a score (the mean, where neighbours are taken together), and what the card's curve says there. */
export type ScoredRate = {score: number; predicted: number} & Rate;

export interface CardLine {
  intercept: number;
  slope: number;
}

/**
 * Rate at each score, neighbouring scores taken together until a group has at least `least` observations, so that no
 * picture rests on a handful. The last group may be joined to the one before it.
 */
export function ratesByScore(bins: ScoreBins, line: CardLine, least: number): ScoredRate[] {
  const groups: {sum: number; n: number; conversions: number; isOpen: boolean}[] = [];
  for (let i = 0; i < bins.count; ++i) {
    if (!groups.at(-1)?.isOpen) groups.push({sum: 0, n: 0, conversions: 0, isOpen: true});
    const group = groups[groups.length - 1];
    group.sum += bins.score[i] * bins.n[i];
    group.n += bins.n[i];
    group.conversions += bins.conversions[i];
    group.isOpen = group.n < least;
  }
  if (groups.length > 1 && groups[groups.length - 1].isOpen) {
    const last = groups.pop();
    const before = groups[groups.length - 1];
    before.sum += last?.sum ?? 0;
    before.n += last?.n ?? 0;
    before.conversions += last?.conversions ?? 0;
  }
  return groups.map(({sum, n, conversions}) => scored(n > 0 ? sum / n : 0, n, conversions, line));
}

/** Observations in at most `most` ranges of the score of one width, lowest first. */
export function spreadOfScores(bins: ScoreBins, line: CardLine, most: number): ScoredRate[] {
  if (bins.count === 0) return [];
  const lowest = bins.score[0];
  const width = Math.max(1, Math.ceil((bins.score[bins.count - 1] - lowest + 1) / most));
  const ranges = new Map<number, {n: number; conversions: number}>();
  for (let i = 0; i < bins.count; ++i) {
    const at = Math.floor((bins.score[i] - lowest) / width);
    const {n, conversions} = ranges.get(at) ?? {n: 0, conversions: 0};
    ranges.set(at, {n: n + bins.n[i], conversions: conversions + bins.conversions[i]});
  }
  return [...ranges].map(([at, {n, conversions}]) =>
    scored(lowest + at * width + (width - 1) / 2, n, conversions, line),
  );
}

const scored = (score: number, n: number, conversions: number, {intercept, slope}: CardLine): ScoredRate => ({
  score,
  predicted: chance(score, {intercept, slope}),
  ...wilson(conversions, n),
});

/** P = 1 / (1 + exp(−(intercept + slope · score))). */
export const chance = (score: number, {intercept, slope}: CardLine): number =>
  1 / (1 + Math.exp(-(intercept + slope * score)));

/** Score bins of a card with its fitted line. */
export function weigh(cube: Cube, points: ArrayLike<number>) {
  return {...evaluate(cube, points), bins: scoreBins(cube, points)};
}

/**
 * AUC of a card with its 95 % interval by lead-grouped jackknife over the cube's folds; with fewer than two folds
 * DeLong's, which takes observations as independent.
 */
export function cardAuc(cube: Cube, points: ArrayLike<number>): Interval {
  const s = scores(cube, points);
  if (new Set(cube.fold).size < 2) return aucInterval(s, cube.n, cube.conversions);
  const {value, low, high} = groupJackknife(cube.fold, (keep) => {
    const kept = (values: Float64Array) => values.map((v, r) => (keep(r) ? v : 0));
    return auc(s, kept(cube.n), kept(cube.conversions));
  });
  return {value, low: Math.max(0, low), high: Math.min(1, high)};
}

/** The same rules with real-valued weights (maximum likelihood): what whole points are measured against. */
export function realValued(cube: Cube, positions: readonly number[]): {logLoss: number; auc: number} {
  const fit = fitLogistic(selectRules(cube, positions), {penalty: "none"});
  const weights = new Float64Array(cube.rules.length);
  positions.forEach((j, i) => {
    weights[j] = fit.weights[i];
  });
  return {logLoss: fit.logLoss, auc: auc(scores(cube, weights), cube.n, cube.conversions)};
}

/** One point, plus or minus, for each rule with points. */
export const onePointEach = (points: ArrayLike<number>): Int32Array => Int32Array.from(points, Math.sign);
