import {say} from "../../text/language.ts";
import {plural} from "../figures.ts";
import {evaluate} from "../points/evaluate.ts";
import {explainLimits} from "../points/explain.ts";
import {withHalves} from "../points/halves.ts";
import {suggestPoints} from "../points/search.ts";
import {type Cube, selectRules} from "../rules/cube.ts";
import {labelledLimits} from "../rules/limitLabels.ts";
import {compileLimits, leaning, limitText, type PointLimits, positionsOf} from "../rules/limits.ts";
import {type Rule, ruleText} from "../rules/rules.ts";
import {fitLogistic} from "../statistics/logistic.ts";
import {chooseLambda} from "../statistics/ridge.ts";
import {total} from "../validation/quality.ts";
import {heldOut, type Trials, validation} from "../validation/validate.ts";
import {type Contest, spread} from "../validation/validateLearn.ts";
import {describe} from "./evidence.ts";
import {
  carried,
  conversionsPerRule,
  type Deals,
  directionText,
  fewRulesText,
  type Strength,
  tooFewDeals,
} from "./fewDeals.ts";
import {interchangeable} from "./interchange.ts";
import {type OftenInstead, type Stability, stability} from "./stability.ts";
import type {Card, Suggestion} from "./suggestion.ts";
import {verdicts} from "./verdicts.ts";

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
  /** Leads with an observation that converted, and without. Default: as many as observations. */
  deals?: Deals;
  /** Patterns looked at, of which the rules were put up for choice. Default: the rules that the search may use. */
  pickedFrom?: number;
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

/** Cards within this of the best are looked through for rules that stand for each other; of these, `pool` shows the nearest. */
const lookedThrough = {poolWithin: 0.005, budget: {pool: 1000}};
const shown = {within: 0.002, most: 20};
/** Share of resamples from which a rule off the card is worth naming. */
const often = 0.2;

/** What the card is tested on, and under which limits; null where no card may be suggested. */
export function contestOf(input: SuggestInput): Contest | null {
  const {cube, rules, current, oneRowPerLead, chosenIn} = input;
  const usable = usableOf(input);
  if (refuse(input, usable)) return null;
  const {limits} = carried(dealsOf(input), input.limits);
  return {cube, rules, usable, current, limits, conversionsPerRule, oneRowPerLead, chosenIn};
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
  const {cube, rules, current, oneRowPerLead} = input;
  const usable = usableOf(input);
  const refusal = refuse(input, usable);
  if (refusal) return nothing(input, refusal);

  const deals = dealsOf(input);
  const {strength, limits, isFew} = carried(deals, input.limits);
  const open = selectRules(cube, usable);
  const openRules = usable.map((j) => rules[j]);
  const compiled = compileLimits(openRules, limits, leaning(open));
  const searched = withHalves(open);
  const found = suggestPoints(searched, {...compiled, ...lookedThrough});
  const points = spread(found.points, usable, rules.length);
  const drawn = stability(searched, compiled, found.points);
  const fit = isFew ? ({penalty: "firth"} as const) : undefined;
  const perLead = deals.each ?? total(cube.conversions) / deals.converted;
  const pickedFrom = Math.max(usable.length, input.pickedFrom ?? 0);
  const card = withStability(describe(cube, rules, points, {fit, strength, perLead, pickedFrom}), drawn, openRules);
  const today = current.some((p) => p !== null) ? Float64Array.from(current, (p) => p ?? 0) : null;
  const real = fitLogistic(open, {penalty: "ridge", lambda: chooseLambda(open).lambda});
  const onCard = usable.filter((j) => points[j] !== 0);
  const sameRules = fitLogistic(selectRules(cube, onCard), fit ?? {penalty: "none"});
  const tested = trials.outOfTime && validation(trials.outOfTime, oneRowPerLead);
  const near = found.pool.map((entry) => ({...entry, points: spread(entry.points, usable, rules.length)}));
  const sure = card.rules.filter(({isSure}) => isSure).length;
  return {
    card,
    refusal: null,
    current: today && describe(cube, rules, today, {fit, perLead}),
    verdicts: today ? verdicts({...input, strength, isFew, converted: deals.converted}, points) : [],
    strength,
    strengthText: strength === "points" ? null : directionText(deals, sure, card.rules.length, oneRowPerLead),
    resamples: drawn?.resamples ?? 0,
    oftenInstead: drawn ? oftenInstead(drawn, found.points, openRules) : [],
    interchangeable: interchangeable(cube, rules, {points, logLoss: found.logLoss}, near),
    limits: explainLimits(searched, compiled, found, labelledLimits(openRules, limits, leaning(open))),
    realValuedLogLoss: real.logLoss,
    roundingLoss: Math.max(0, (card.logLoss - sameRules.logLoss) / sameRules.logLoss),
    parsimony: found.path.map((step) => ({rules: step.rules, logLoss: step.logLoss, auc: step.auc})),
    pool: near
      .filter(({logLoss}) => logLoss <= found.logLoss + shown.within)
      .slice(0, shown.most)
      .map((entry) => poolEntry(entry, rules)),
    outOfTime: tested,
    grouped: trials.grouped && validation(trials.grouped, oneRowPerLead),
    leftOut: input.leftOut,
    notes: [
      ...notes(input, tested, limits.atMost),
      ...(evaluate(cube, points).isSeparated ? [separatedNote()] : []),
      ...luckNote(card, strength, pickedFrom),
    ],
  };
}

function dealsOf({deals, cube: {n, conversions}}: SuggestInput): Deals {
  const converted = total(conversions);
  return deals ?? {converted, rest: total(n) - converted};
}

function refuse(input: SuggestInput, usable: readonly number[]): string | null {
  if (total(input.cube.n) === 0)
    return say({
      en: "no lead is followed to a known result: add outcomes with their dates, or shorten observe.horizon_days",
      ja: "結果が分かるまで追えたリードがありません。日付のある結果を加えるか、observe.horizon_daysを短くしてください",
    });
  const few = tooFewDeals(dealsOf(input), input.oneRowPerLead);
  if (few !== null && input.deals?.instead !== undefined) return few;
  return usable.length === 0
    ? say({
        en: "no rule has enough observations with and without it; load more leads, or lower candidates.min_support",
        ja: "当てはまる観測と当てはまらない観測がともに十分にあるルールがありません。リードを増やすか、candidates.min_supportを下げてください",
      })
    : few;
}

function nothing({leftOut}: SuggestInput, refusal: string): Suggestion {
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

/** The card with how often each of its rules was kept. `rules` are those that were open to the search. */
function withStability(card: Card, drawn: Stability | null, rules: readonly Rule[]): Card {
  if (!drawn) return card;
  const place = new Map(rules.map(({id}, i) => [id, i]));
  return {
    ...card,
    rules: card.rules.map((entry) => {
      const i = place.get(entry.rule.id) as number;
      const points = drawn.points[i];
      return {...entry, kept: drawn.kept[i], keptPoints: points && {low: points.low, high: points.high}};
    }),
  };
}

function oftenInstead(drawn: Stability, card: ArrayLike<number>, rules: readonly Rule[]): OftenInstead[] {
  return rules
    .flatMap((rule, i): OftenInstead[] => {
      const [kept, points, lost] = [drawn.kept[i], drawn.points[i], drawn.insteadOf[i]];
      if (card[i] !== 0 || kept < often || !points) return [];
      const insteadOf = lost === null ? null : ruleText(rules[lost]);
      return [{rule: rule.id, text: ruleText(rule), kept, points: points.median, insteadOf}];
    })
    .sort((a, b) => b.kept - a.kept);
}

function poolEntry(
  {points, logLoss}: {points: ArrayLike<number>; logLoss: number},
  rules: readonly Rule[],
): Suggestion["pool"][number] {
  const on = rules.flatMap((rule, j) => (points[j] === 0 ? [] : [{text: ruleText(rule), points: points[j]}]));
  return {rules: on.map(({text}) => text), points: on.map((entry) => entry.points), logLoss};
}

const separatedNote = (): string =>
  say({
    en: "The card's score (nearly) parts conversions from the rest: chances near 0 % and 100 % are no farther out than so many observations carry. Ask whether a rule's field is known before the outcome.",
    ja: "この配点表のスコアで、転換とそれ以外が（ほぼ）分かれます。0%や100%に近い確率は、観測の件数から言える範囲に抑えています。ルールの項目が結果の前に分かっているかを確認してください。",
  });

function luckNote({rules}: Card, strength: Strength, pickedFrom: number): string[] {
  if (strength !== "points" || rules.length === 0 || rules.some(({isSure}) => isSure)) return [];
  return [
    say({
      en: `No rule's direction is sure, as they were picked as the best of ${pickedFrom}: the card may be luck.`,
      ja: `ルールは${pickedFrom}個の候補から選んだもので、向きが確かなものは1つもありません。この配点表は偶然かもしれません。`,
    }),
  ];
}

function notes(input: SuggestInput, tested: Suggestion["outOfTime"], atMost: number): string[] {
  const {limits, rules, embargoed, oneRowPerLead} = input;
  const unseen = tested?.quality.find(({who}) => who === "suggested")?.quality;
  const few = atMost < limits.atMost;
  const idle = limits.limits.filter(({for: selector}) => positionsOf(rules, selector).length === 0);
  return [
    few ? fewRulesText(dealsOf(input), atMost, oneRowPerLead) : "",
    unseen && unseen.auc.low <= 0.5
      ? say({
          en: `On observations it has not seen, the card is not shown to do better than chance (AUC ${unseen.auc.value.toFixed(3)}): do not rely on it.`,
          ja: `学習に使っていない観測では、この配点表が偶然を上回るとは言えません（AUC ${unseen.auc.value.toFixed(3)}）。頼らないでください。`,
        })
      : "",
    ...idle.map((limit) =>
      say({
        en: `A limit of the project file speaks of no rule that was weighed (${limitText(limit)}): it does nothing.`,
        ja: `プロジェクトファイルの制限「${limitText(limit)}」は、検討したどのルールにも当てはまらないため、何の効果もありません。`,
      }),
    ),
    embargoed.length
      ? say({
          en: `${plural(embargoed.length, "period")} before the test ${embargoed.length === 1 ? "was" : "were"} not learned from: the outcome window reaches into it.`,
          ja: `検証期間の直前の${embargoed.length}期間は、判定期間が検証期間に重なるため学習に使っていません。`,
        })
      : "",
  ].filter((note) => note !== "");
}
