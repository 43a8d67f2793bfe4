import {type Cube, filterRows, scores, selectRules} from "./cube.ts";
import {type Contender, contenders, type Validation} from "./findings.ts";
import {compileLimits, leaning, type PointLimits} from "./limits.ts";
import {fitLogistic} from "./logistic.ts";
import {evaluate} from "./points/evaluate.ts";
import {suggestPoints} from "./points/search.ts";
import {gains, type Predicted, quality, reliabilityBins, total} from "./quality.ts";
import {chooseLambda} from "./ridge.ts";
import type {Rule} from "./rules.ts";

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
  oneRowPerLead: boolean;
}

/**
 * Learns everything (rules, penalty, points) on the rows of `train` and predicts those of `test`: the suggested card beside
 * today's, one point for each of its rules, the real-valued fit on all rules, and no model at all.
 */
export function holdOut(
  contest: Contest,
  train: (row: number) => boolean,
  test: (row: number) => boolean,
  how: string,
): Validation | null {
  const learned = learn(contest, filterRows(contest.cube, train));
  if (!learned) return null;
  const unseen = filterRows(contest.cube, test);
  const predictions = new Map([...learned.predict].map(([who, predict]) => [who, predict(unseen)]));
  return report(how, learned.size, unseen, predictions, contest.oneRowPerLead);
}

/** The same in turn for each of five folds of leads: every row is predicted by a fit that saw none of its lead's. */
export function crossValidate(contest: Contest): Validation | null {
  const {cube} = contest;
  const folds = [0, 1, 2, 3, 4];
  const pooled = new Map<Contender, Float64Array>();
  for (const f of folds) {
    const inTest = (row: number) => cube.fold[row] % 5 === f;
    const learned = learn(
      contest,
      filterRows(cube, (row) => !inTest(row)),
    );
    if (!learned) return null;
    const rows = [...cube.n.keys()].filter(inTest);
    const unseen = filterRows(cube, inTest);
    for (const [who, predict] of learned.predict) {
      const all = pooled.get(who) ?? new Float64Array(cube.n.length);
      const some = predict(unseen);
      rows.forEach((row, i) => {
        all[row] = some[i];
      });
      pooled.set(who, all);
    }
  }
  const size = {n: total(cube.n), conversions: total(cube.conversions)};
  return report("five folds by lead, each predicted by the other four", size, cube, pooled, contest.oneRowPerLead);
}

interface Learned {
  size: {n: number; conversions: number};
  predict: Map<Contender, (cube: Cube) => Float64Array>;
}

function learn({rules, usable, current, limits}: Contest, train: Cube): Learned | null {
  const size = {n: total(train.n), conversions: total(train.conversions)};
  if (size.conversions === 0 || size.conversions === size.n) return null;
  const open = selectRules(train, usable);
  const openRules = usable.map((j) => rules[j]);
  const card = suggestPoints(open, compileLimits(openRules, limits, leaning(open)));
  const points = spread(card.points, usable, train.rules.length);
  const real = fitLogistic(open, {penalty: "ridge", lambda: chooseLambda(open).lambda});
  const weights = spread(real.weights, usable, train.rules.length);
  const base = Math.log(size.conversions / (size.n - size.conversions));
  const predict: Learned["predict"] = new Map([
    ["suggested", cardPredictor(train, points)],
    ["one point each", cardPredictor(train, points.map(Math.sign))],
    ["real-valued", (cube) => scores(cube, weights).map((s) => real.intercept + s)],
    ["base rate", (cube) => new Float64Array(cube.n.length).fill(base)],
  ]);
  if (current.some((p) => p !== null))
    predict.set(
      "current",
      cardPredictor(
        train,
        Float64Array.from(current, (p) => p ?? 0),
      ),
    );
  return {size, predict};
}

/** A card's log-odds, its intercept and slope fitted where the card was. */
function cardPredictor(train: Cube, points: Float64Array): (cube: Cube) => Float64Array {
  const {intercept, slope} = evaluate(train, points);
  return (cube) => scores(cube, points).map((s) => intercept + slope * s);
}

/** Values of some rules at their places among all d rules, 0 elsewhere. */
export function spread(values: ArrayLike<number>, positions: readonly number[], d: number): Float64Array {
  const all = new Float64Array(d);
  positions.forEach((j, i) => {
    all[j] = values[i];
  });
  return all;
}

function report(
  how: string,
  train: Validation["train"],
  cube: Cube,
  predictions: ReadonlyMap<Contender, Float64Array>,
  oneRowPerLead: boolean,
): Validation | null {
  const conversions = total(cube.conversions);
  if (conversions === 0 || conversions === total(cube.n)) return null;
  const suggested: Predicted = {cube, logOdds: predictions.get("suggested") as Float64Array};
  return {
    how,
    train,
    quality: contenders.flatMap((who) => {
      const logOdds = predictions.get(who);
      return logOdds ? {who, quality: quality({cube, logOdds}, oneRowPerLead)} : [];
    }),
    deciles: gains(suggested),
    reliability: reliabilityBins(suggested),
  };
}
