import {type Cube, filterRows, scores, selectRules} from "./cube.ts";
import {type Contender, contenders, type Validation} from "./findings.ts";
import {compileLimits, leaning, type PointLimits} from "./limits.ts";
import {fitLogistic} from "./logistic.ts";
import {evaluate} from "./points/evaluate.ts";
import {type PointsOptions, suggestPoints} from "./points/search.ts";
import {type Forecast, gains, probability, quality, reliabilityBins, total} from "./quality.ts";
import {chooseLambda} from "./ridge.ts";
import type {Rule} from "./rules.ts";

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

/** When a contest is tested. */
export interface TestPlan {
  /** First period of the test; null: a fifth of the leads is kept instead. */
  testFrom: number | null;
  /** Periods before the test whose outcome window reaches into it: not learned from. */
  embargoed: readonly number[];
}

/** A card by the cube's rules, with intercept and slope as fitted where it was learned. */
export interface LearnedCard {
  points: Float64Array;
  intercept: number;
  slope: number;
}

/** What some rows taught. */
export interface Learned {
  train: {n: number; conversions: number};
  card: LearnedCard;
  /** Forecasts of each contender for the rows of any cube of the same rules. */
  forecast: ReadonlyMap<Contender, (cube: Cube) => Forecast>;
}

/** A test on rows that were not learned from. */
export interface Trial {
  kind: "out of time" | "kept back" | "lead folds";
  /** "trained on 2025-01 to 2025-09, tested on 2025-10 to 2025-12". */
  how: string;
  train: {n: number; conversions: number};
  /** The rows tested. */
  cube: Cube;
  forecasts: ReadonlyMap<Contender, Forecast>;
  /** One, or one for each group of lead folds: rows of fold f are forecast by what number f % length has learned. */
  learned: readonly Learned[];
}

export interface Trials {
  /** By time; without times, on a fifth of the leads. Null where nothing could be learned or tested. */
  outOfTime: Trial | null;
  /** Each fifth of the leads forecast by the other four. */
  grouped: Trial | null;
}

const groups = 5;

/** Both tests of a contest: rules, penalty and points are learned anew for each of its six cards. */
export const heldOut = (contest: Contest, plan: TestPlan): Trials => ({
  outOfTime: plan.testFrom === null ? keptBack(contest) : outOfTime(contest, plan, plan.testFrom),
  grouped: leadFolds(contest),
});

function keptBack(contest: Contest): Trial | null {
  const how = "trained on four fifths of the leads, tested on the fifth kept back";
  const isKept = (fold: number) => fold % groups === 0;
  return holdOut(
    contest,
    (row) => !isKept(contest.cube.fold[row]),
    (row) => isKept(contest.cube.fold[row]),
    {kind: "kept back", how},
  );
}

function outOfTime(contest: Contest, {embargoed}: TestPlan, testFrom: number): Trial | null {
  const {cube} = contest;
  const learnable = (row: number) => cube.period[row] < testFrom && !embargoed.includes(cube.period[row]);
  const seen = new Set([...cube.period.keys()].filter(learnable).map((row) => cube.period[row]));
  if (seen.size === 0) return null;
  const name = (position: number) => cube.periods[position];
  const last = cube.period.reduce((max, p) => Math.max(max, p), 0);
  const how = `trained on ${name(Math.min(...seen))} to ${name(Math.max(...seen))}, tested on ${name(testFrom)} to ${name(last)}`;
  return holdOut(contest, learnable, (row) => cube.period[row] >= testFrom, {kind: "out of time", how});
}

function holdOut(
  contest: Contest,
  train: (row: number) => boolean,
  test: (row: number) => boolean,
  named: Pick<Trial, "kind" | "how">,
): Trial | null {
  const learned = learn(contest, filterRows(contest.cube, train));
  const cube = filterRows(contest.cube, test);
  if (!learned || !varies(cube)) return null;
  const forecasts = new Map([...learned.forecast].map(([who, forecast]) => [who, forecast(cube)]));
  return {...named, train: learned.train, cube, forecasts, learned: [learned]};
}

function leadFolds(contest: Contest): Trial | null {
  const {cube} = contest;
  const learned: Learned[] = [];
  for (let group = 0; group < groups; ++group) {
    const isTraining = (fold: number) => fold % groups !== group;
    const rows = filterRows(cube, (row) => isTraining(cube.fold[row]));
    const found = learn({...contest, usable: openIn(contest, isTraining)}, rows);
    if (!found) return null;
    learned.push(found);
  }
  if (!varies(cube)) return null;
  const each = learned.map(({forecast}) => new Map([...forecast].map(([who, of]) => [who, of(cube)])));
  const pooled = (who: Contender, what: keyof Forecast) =>
    Float64Array.from(cube.fold, (fold, row) => each[fold % groups].get(who)?.[what][row] ?? 0);
  const forecasts = new Map(
    [...each[0].keys()].map((who) => [who, {logOdds: pooled(who, "logOdds"), rank: pooled(who, "rank")}]),
  );
  return {
    kind: "lead folds",
    how: "five folds by lead, each predicted by the other four",
    train: {n: total(cube.n), conversions: total(cube.conversions)},
    cube,
    forecasts,
    learned,
  };
}

/** Rules the search may use in a fold: today's, and the candidates that the fold's own training leads would have chosen. */
function openIn({usable, rules, current, chosenIn}: Contest, isTraining: (fold: number) => boolean): readonly number[] {
  if (!chosenIn) return usable;
  const chosen = chosenIn(isTraining);
  return usable.filter((j) => current[j] !== null || chosen.has(rules[j].id));
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
  const points = spread(suggestPoints(open, {...compiled, budget}).points, usable, rules.length);
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
export function fitted(cube: Cube, points: Float64Array): LearnedCard {
  const {intercept, slope} = evaluate(cube, points);
  return {points, intercept, slope};
}

/**
 * What a card says of rows. Today's card is one and the same in every fold, and used by its score whatever a fit makes of it:
 * it ranks by score. Cards that differ between folds are comparable by the chance they give alone.
 */
function byCard({points, intercept, slope}: LearnedCard, ranksBy: "score" | "chance"): (cube: Cube) => Forecast {
  return (cube) => {
    const score = scores(cube, points);
    const logOdds = score.map((s) => intercept + slope * s);
    return {logOdds, rank: ranksBy === "score" ? score : logOdds};
  };
}

function byWeights(open: Cube, usable: readonly number[], d: number): (cube: Cube) => Forecast {
  const fit = fitLogistic(open, {penalty: "ridge", lambda: chooseLambda(open).lambda});
  const weights = spread(fit.weights, usable, d);
  return (cube) => {
    const logOdds = scores(cube, weights).map((s) => fit.intercept + s);
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

function varies({n, conversions}: Cube): boolean {
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

/** A trial in short: what the suggestion keeps of it. */
export function validation({how, train, cube, forecasts}: Trial, oneRowPerLead: boolean): Validation {
  const suggested = forecasts.get("suggested") as Forecast;
  return {
    how,
    train,
    quality: contenders.flatMap((who) => {
      const forecast = forecasts.get(who);
      return forecast ? {who, quality: quality(cube, forecast, oneRowPerLead)} : [];
    }),
    deciles: gains(cube, suggested),
    reliability: reliabilityBins(cube, suggested),
  };
}

/** Mean predicted chance over rows. */
export function meanChance({n}: Cube, {logOdds}: Forecast): number {
  const all = total(n);
  return all > 0 ? logOdds.reduce((sum, l, r) => sum + n[r] * probability(l), 0) / all : 0;
}
