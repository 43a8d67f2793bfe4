import {rateByLead} from "./byLead.ts";
import {type Cube, selectRules} from "./cube.ts";
import type {Card, CardRule, Interval, Rate, Suggestion} from "./findings.ts";
import {weightIntervals} from "./jackknife.ts";
import {labelledLimits} from "./limitLabels.ts";
import {compileLimits, leaning, limitText, type PointLimits, positionsOf} from "./limits.ts";
import {fitLogistic} from "./logistic.ts";
import {evaluate} from "./points/evaluate.ts";
import {explainLimits} from "./points/explain.ts";
import {suggestPoints} from "./points/search.ts";
import {total} from "./quality.ts";
import {chooseLambda} from "./ridge.ts";
import {type Rule, ruleFamily, ruleText} from "./rules.ts";
import {heldOut, type Trials, validation} from "./validate.ts";
import {type Contest, spread} from "./validateLearn.ts";

export interface SuggestInput {
  cube: Cube;
  /** The cube's rules, in its order. */
  rules: readonly Rule[];
  /** Why the search may not use a rule; null where it may. */
  excluded: readonly (string | null)[];
  /** Points on today's card; null where a rule is not on it. */
  current: readonly (number | null)[];
  leftOut: Suggestion["leftOut"];
  /** Each lead gives one observation at most. */
  oneRowPerLead: boolean;
  /** First period of the test; null: a fifth of the leads is kept instead. */
  testFrom: number | null;
  /** Periods before the test whose outcome window reaches into it: not learned from. */
  embargoed: readonly number[];
  /** What is asked of the card. */
  limits: PointLimits;
  minSupport: number;
  /** See `Contest`. */
  chosenIn?: Contest["chosenIn"];
}

/** Fewer conversions (or fewer without) than this carry no points at all; fewer than this for each rule carry fewer rules. */
const fewestConversions = 20;
const conversionsPerRule = 10;

/** What the card is tested on, and under which limits; null where no card may be suggested. */
export function contestOf(input: SuggestInput): Contest | null {
  const {cube, rules, current, oneRowPerLead, chosenIn} = input;
  const usable = usableOf(input);
  if (refuse(cube, usable)) return null;
  return {cube, rules, usable, current, limits: input.limits, conversionsPerRule, oneRowPerLead, chosenIn};
}

/** The tests of the card on observations it has not seen. */
export function trialsOf(input: SuggestInput): Trials {
  const contest = contestOf(input);
  return contest ? heldOut(contest, input) : {outOfTime: null, grouped: null};
}

const usableOf = ({rules, excluded}: SuggestInput): number[] => [...rules.keys()].filter((j) => excluded[j] === null);

/**
 * The suggested card with all that a team needs to argue about it: evidence for each point, what whole points cost, near-equal
 * cards, what the data say of today's points, and how it does on observations it has not seen.
 */
export function suggest(input: SuggestInput, trials: Trials = trialsOf(input)): Suggestion {
  const {cube, rules, current} = input;
  const usable = usableOf(input);
  const refusal = refuse(cube, usable);
  if (refusal) return nothing(input, refusal);

  const conversions = total(cube.conversions);
  const atMost = Math.min(input.limits.atMost, Math.max(1, Math.floor(conversions / conversionsPerRule)));
  const limits = {...input.limits, atMost};
  const open = selectRules(cube, usable);
  const openRules = usable.map((j) => rules[j]);
  const options = {...compileLimits(openRules, limits, leaning(open)), poolWithin: 0.002};
  const found = suggestPoints(open, options);
  const points = spread(found.points, usable, rules.length);
  const card = describe(cube, rules, points);
  const today = current.some((p) => p !== null) ? Float64Array.from(current, (p) => p ?? 0) : null;
  const real = fitLogistic(open, {penalty: "ridge", lambda: chooseLambda(open).lambda});
  const onCard = usable.filter((j) => points[j] !== 0);
  const sameRules = fitLogistic(selectRules(cube, onCard), {penalty: "none"});
  const tested = trials.outOfTime && validation(trials.outOfTime, input.oneRowPerLead);
  return {
    card,
    refusal: null,
    current: today && describe(cube, rules, today),
    verdicts: today ? verdicts(input, today, points) : [],
    strength: "points",
    strengthText: null,
    resamples: 0,
    oftenInstead: [],
    interchangeable: [],
    limits: explainLimits(open, options, found, labelledLimits(openRules, limits, leaning(open))),
    realValuedLogLoss: real.logLoss,
    roundingLoss: (card.logLoss - sameRules.logLoss) / sameRules.logLoss,
    parsimony: found.path.map((step) => ({rules: step.rules, logLoss: step.logLoss, auc: step.auc})),
    pool: found.pool.map((near) => poolEntry(near, usable, rules)),
    outOfTime: tested,
    grouped: trials.grouped && validation(trials.grouped, input.oneRowPerLead),
    leftOut: input.leftOut,
    notes: notes(input, tested, atMost, conversions),
  };
}

function refuse({n, conversions}: Cube, usable: readonly number[]): string | null {
  const won = total(conversions);
  const rest = total(n) - won;
  if (usable.length === 0)
    return "no rule has enough observations with and without it; load more leads, or lower candidates.min_support";
  if (won < fewestConversions)
    return `${won} conversions carry no points: wait for ${fewestConversions - won} more, or lower the target to an earlier stage`;
  if (rest < fewestConversions)
    return `${rest} observations without a conversion carry no points: ${fewestConversions - rest} more are needed; are lost leads missing from the export?`;
  return null;
}

function nothing({leftOut, testFrom: _}: SuggestInput, refusal: string): Suggestion {
  return {
    card: null,
    refusal,
    current: null,
    verdicts: [],
    strength: null,
    strengthText: null,
    resamples: 0,
    oftenInstead: [],
    interchangeable: [],
    limits: [],
    realValuedLogLoss: 0,
    roundingLoss: 0,
    parsimony: [],
    pool: [],
    outOfTime: null,
    grouped: null,
    leftOut,
    notes: [],
  };
}

/** A card with the evidence for each of its points: highest points first. */
export function describe(cube: Cube, rules: readonly Rule[], points: Float64Array): Card {
  const {intercept, slope, logLoss, auc} = evaluate(cube, points);
  const on = [...points.keys()].filter((j) => points[j] !== 0);
  const intervals = inPoints(cube, on, points);
  const cardRules = on.map(
    (j, i): CardRule => ({
      rule: {...rules[j], points: points[j]},
      text: ruleText(rules[j]),
      family: ruleFamily(rules[j]),
      points: points[j],
      interval: intervals[i],
      kept: null,
      keptPoints: null,
      with: rateOf(cube, j),
    }),
  );
  return {rules: cardRules.sort((a, b) => b.points - a.points), intercept, slope, logLoss, auc};
}

/** Joint weights of the rules with their jackknife intervals, in points of a card: its slope is fitted anew without each fold. */
function inPoints(cube: Cube, positions: readonly number[], points: Float64Array): Interval[] {
  const slope = ({n, conversions}: Pick<Cube, "n" | "conversions">) =>
    evaluate({...cube, n, conversions}, points).slope;
  return weightIntervals(selectRules(cube, positions), {penalty: "ridge", lambda: 0.1}, slope);
}

function rateOf({holds, n, conversions, fold}: Cube, j: number): Rate {
  return rateByLead(Array.from(holds[j], (r) => ({fold: fold[r], n: n[r], conversions: conversions[r]})));
}

/** What the data say of each of today's points, in points of today's card (of the suggested one where today's tells nothing). */
function verdicts(
  {cube, rules, current, minSupport}: SuggestInput,
  today: Float64Array,
  suggested: Float64Array,
): Suggestion["verdicts"] {
  const on = [...rules.keys()].filter((j) => current[j] !== null);
  const tells = evaluate(cube, today).slope > 0;
  const intervals = inPoints(cube, on, tells ? today : suggested);
  const everyone = total(cube.n);
  return on.map((j, i) => {
    const points = current[j] as number;
    const {n} = rateOf(cube, j);
    const rule = {rule: rules[j].id, text: ruleText(rules[j]), points};
    if (Math.min(n, everyone - n) < minSupport) {
      return {
        ...rule,
        suggested: null,
        verdict: "too few",
        changeTo: null,
        why: `it holds on ${n} of ${everyone} observations; ${minSupport} with and without it are needed`,
      };
    }
    const {value, low, high} = intervals[i];
    const inside = low <= points && points <= high;
    const said = `the data say ${value.toFixed(1)}, between ${low.toFixed(1)} and ${high.toFixed(1)}`;
    return {...rule, suggested: intervals[i], verdict: inside ? "keep" : "change", changeTo: null, why: said};
  });
}

function poolEntry(
  near: {points: ArrayLike<number>; logLoss: number},
  usable: readonly number[],
  rules: readonly Rule[],
): Suggestion["pool"][number] {
  const on = usable
    .map((j, i) => ({text: ruleText(rules[j]), points: near.points[i]}))
    .filter(({points}) => points !== 0);
  return {rules: on.map(({text}) => text), points: on.map(({points}) => points), logLoss: near.logLoss};
}

function notes(
  {limits, rules, embargoed}: SuggestInput,
  tested: Suggestion["outOfTime"],
  atMost: number,
  conversions: number,
): string[] {
  const unseen = tested?.quality.find(({who}) => who === "suggested")?.quality;
  const few = atMost < limits.atMost;
  const idle = limits.limits.filter(({for: selector}) => positionsOf(rules, selector).length === 0);
  return [
    few
      ? `${conversions} conversions carry at most ${atMost} rules (ten conversions a rule); more would fit luck.`
      : "",
    unseen && unseen.auc.low <= 0.5
      ? `On observations it has not seen, the card does no better than chance (AUC ${unseen.auc.value.toFixed(3)}): do not use it.`
      : "",
    ...idle.map(
      (limit) =>
        `A limit of the project file speaks of no rule that was weighed (${limitText(limit)}): it does nothing.`,
    ),
    embargoed.length
      ? `${embargoed.length} periods before the test were not learned from: their outcome windows reach into it.`
      : "",
  ].filter((note) => note !== "");
}
