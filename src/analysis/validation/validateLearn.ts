import {evaluate} from "../points/evaluate.ts";
import {withHalves} from "../points/halves.ts";
import {type Curve, logOddsAt} from "../points/line.ts";
import {type PointsOptions, suggestPoints} from "../points/search.ts";
import {type Cube, scores, selectRules} from "../rules/cube.ts";
import {compileLimits, leaning, type PointLimits} from "../rules/limits.ts";
import type {Rule} from "../rules/rules.ts";
import {fitLogistic, type LogisticFit} from "../statistics/logistic.ts";
import {chooseLambda} from "../statistics/ridge.ts";
import {type Forecast, total} from "./quality.ts";
import type {Contender} from "./validate.ts";

/** What every card of a test is learned from, and under which limits. */
export interface Contest {
  cube: Cube;
  /** The cube's rules, in its order. */
  rules: readonly Rule[];
  /** Positions of the rules the search may use. */
  usable: readonly number[];
  /** Points on today's card by rule; null where a rule is not on it. */
  current: readonly (number | null)[];
  /** What is asked of the card. */
  limits: PointLimits;
  /** A card has one rule at most for so many of the conversions it is learned from. */
  conversionsPerRule: number;
  oneRowPerLead: boolean;
  /**
   * Ids of the candidate rules that leads of these folds alone would have chosen; without it, all usable rules are open in
   * every fold.
   */
  chosenIn?: (isTraining: (fold: number) => boolean) => ReadonlySet<string>;
}

/** A card by the cube's rules, with intercept and slope as fitted where it was learned. */
export interface LearnedCard extends Curve {
  points: Float64Array;
}

/** What some rows taught. */
export interface Learned {
  train: {n: number; conversions: number};
  card: LearnedCard;
  /** Forecasts of each contender for the rows of any cube of the same rules. */
  forecast: ReadonlyMap<Contender, (cube: Cube) => Forecast>;
}

/** Rules, penalty and points from these rows alone; null without both outcomes or without a rule. */
export function learn(contest: Contest, train: Cube, budget?: PointsOptions["budget"]): Learned | null {
  if (!varies(train) || contest.usable.length === 0) return null;
  const {rules, usable, current} = contest;
  const size = {n: total(train.n), conversions: total(train.conversions)};
  const open = selectRules(train, usable);
  const most = Math.max(1, Math.floor(size.conversions / contest.conversionsPerRule));
  const limits = {...contest.limits, atMost: Math.min(contest.limits.atMost, most)};
  const compiled = compileLimits(
    usable.map((j) => rules[j]),
    limits,
    leaning(open),
  );
  const points = spread(suggestPoints(withHalves(open), {...compiled, budget}).points, usable, rules.length);
  const card = fitted(train, points);
  const forecast: Learned["forecast"] = new Map([
    ["suggested", byCard(card, "chance")],
    ...todays(train, current),
    ["one point each", byCard(fitted(train, points.map(Math.sign)), "chance")],
    ["real-valued", byWeights(open, usable, rules.length)],
    ["base rate", byRate(size)],
  ]);
  return {train: size, card, forecast};
}

function todays(train: Cube, current: Contest["current"]): [Contender, (cube: Cube) => Forecast][] {
  if (current.every((p) => p === null)) return [];
  const points = Float64Array.from(current, (p) => p ?? 0);
  return [["current", byCard(fitted(train, points), "score")]];
}

/** A card with its intercept and slope on these rows. */
function fitted(cube: Cube, points: Float64Array): LearnedCard {
  const {intercept, slope, within} = evaluate(cube, points);
  return {points, intercept, slope, within};
}

/**
 * What a card says of rows. Today's card is one and the same in every fold, and used by its score whatever a fit makes of it:
 * it ranks by score. Cards that differ between folds are comparable by the chance they give alone.
 */
function byCard({points, ...curve}: LearnedCard, ranksBy: "score" | "chance"): (cube: Cube) => Forecast {
  return (cube) => {
    const score = scores(cube, points);
    const logOdds = score.map((s) => logOddsAt(curve, s));
    return {logOdds, rank: ranksBy === "score" ? score : logOdds};
  };
}

/** Fitted when it is first asked: a replay never does. */
function byWeights(open: Cube, usable: readonly number[], d: number): (cube: Cube) => Forecast {
  let fit: LogisticFit | undefined;
  return (cube) => {
    fit ??= fitLogistic(open, {penalty: "ridge", lambda: chooseLambda(open).lambda});
    const weights = spread(fit.weights, usable, d);
    const {intercept} = fit;
    const logOdds = scores(cube, weights).map((s) => intercept + s);
    return {logOdds, rank: logOdds};
  };
}

function byRate({n, conversions}: Learned["train"]): (cube: Cube) => Forecast {
  const logOdds = Math.log(conversions / (n - conversions));
  return (cube) => ({
    logOdds: new Float64Array(cube.n.length).fill(logOdds),
    rank: new Float64Array(cube.n.length),
  });
}

/** Both outcomes occur. */
export function varies({n, conversions}: Cube): boolean {
  const converted = total(conversions);
  return converted > 0 && converted < total(n);
}

/** Values of some rules at their places among all d rules, 0 elsewhere. */
export function spread(values: ArrayLike<number>, positions: readonly number[], d: number): Float64Array {
  const all = new Float64Array(d);
  positions.forEach((j, i) => {
    all[j] = values[i];
  });
  return all;
}
