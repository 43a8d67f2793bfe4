import type {Interval, Rate} from "../findings.ts";
import type {ScoreBins} from "../points/line.ts";
import {type Cube, scores, selectRules} from "../rules/cube.ts";
import {fitLogistic} from "../statistics/logistic.ts";
import {aucInterval} from "../statistics/metrics.ts";
import {chanceOf, type ScoreCurve} from "./chance.ts";

/** Observations at a score (the mean, where neighbours are taken together), and what the card's curve says there. */
type ScoredRate = {score: number; predicted: number} & Rate;

/** Conversions of the observations with scores from `least` to `most`, both included. */
type RateBetween = (least: number, most: number) => Rate;

/**
 * Rate at each score, neighbouring scores taken together until a group has at least `least` observations, so that no
 * picture rests on a handful. The last group may be joined to the one before it.
 */
export function ratesByScore(bins: ScoreBins, line: ScoreCurve, least: number, rate: RateBetween): ScoredRate[] {
  const groups: {from: number; to: number; sum: number; n: number}[] = [];
  for (let i = 0; i < bins.count; ++i) {
    const last = groups.at(-1);
    if (!last || last.n >= least) groups.push({from: bins.score[i], to: bins.score[i], sum: 0, n: 0});
    const group = groups[groups.length - 1];
    group.to = bins.score[i];
    group.sum += bins.score[i] * bins.n[i];
    group.n += bins.n[i];
  }
  if (groups.length > 1 && groups[groups.length - 1].n < least) {
    const last = groups.pop() as (typeof groups)[number];
    const before = groups[groups.length - 1];
    before.to = last.to;
    before.sum += last.sum;
    before.n += last.n;
  }
  return groups.map(({from, to, sum, n}) => {
    const score = n > 0 ? sum / n : 0;
    return {score, predicted: chanceOf(score, line), ...rate(from, to)};
  });
}

/** Observations in a range of scores. */
interface ScoreRange {
  /** Middle of the range. */
  score: number;
  n: number;
  conversions: number;
}

/** Observations in at most `most` ranges of the score of one width, lowest first; ranges without observations are left out. */
export function spreadOfScores(bins: ScoreBins, most: number): ScoreRange[] {
  if (bins.count === 0) return [];
  const lowest = bins.score[0];
  const width = Math.max(1, Math.ceil((bins.score[bins.count - 1] - lowest + 1) / most));
  const ranges = new Map<number, ScoreRange>();
  for (let i = 0; i < bins.count; ++i) {
    const at = Math.floor((bins.score[i] - lowest) / width);
    const range = ranges.get(at) ?? {score: lowest + at * width + (width - 1) / 2, n: 0, conversions: 0};
    range.n += bins.n[i];
    range.conversions += bins.conversions[i];
    ranges.set(at, range);
  }
  return [...ranges.values()];
}

/** What calling every lead from a score on would do. */
export interface Line {
  score: number;
  /** Conversions of those from the score on. */
  rate: Rate;
  /** Their share of all observations, and of all conversions. */
  share: number;
  caught: number;
}

/** The line at a score: the rate of those at or above it, their share of all, and of the conversions. */
export function lineAt(bins: ScoreBins, score: number, rate: RateBetween): Line {
  let [n, conversions] = [0, 0];
  for (let i = 0; i < bins.count; ++i) {
    n += bins.n[i];
    conversions += bins.conversions[i];
  }
  const above = rate(score, bins.count > 0 ? bins.score[bins.count - 1] : score);
  return {
    score,
    rate: above,
    share: n > 0 ? above.n / n : 0,
    caught: conversions > 0 ? above.conversions / conversions : 0,
  };
}

/** The lowest score from which on there are at most this share of the observations, or the highest score there is. */
export function scoreOfTop(bins: ScoreBins, share: number): number {
  const total = bins.n.subarray(0, bins.count).reduce((sum, n) => sum + n, 0);
  let above = 0;
  for (let i = bins.count - 1; i > 0; --i) {
    above += bins.n[i];
    if (above + bins.n[i - 1] > share * total) return bins.score[i];
  }
  return bins.count > 0 ? bins.score[0] : 0;
}

/** The same rules with real-valued weights (maximum likelihood): what whole points are measured against. */
export function realValued(cube: Cube, positions: readonly number[]): {logLoss: number; auc: Interval} {
  const fit = fitLogistic(selectRules(cube, positions), {penalty: "none"});
  const weights = new Float64Array(cube.rules.length);
  positions.forEach((j, i) => {
    weights[j] = fit.weights[i];
  });
  return {logLoss: fit.logLoss, auc: aucInterval(scores(cube, weights), cube.n, cube.conversions)};
}

/** One point, plus or minus, for each rule with points. */
export const onePointEach = (points: ArrayLike<number>): Int32Array => Int32Array.from(points, Math.sign);
