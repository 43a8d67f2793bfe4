import type {Interval} from "../findings.ts";
import {type Cube, scores} from "../rules/cube.ts";
import {type Decile, ks} from "../statistics/metrics.ts";
import {type Drift, drift} from "./psi.ts";
import {
  type Forecast,
  gains,
  probability,
  type Quality,
  quality,
  type ReliabilityBin,
  reliabilityBins,
  total,
} from "./quality.ts";
import {type RocPoint, rocCurve, type ScoreRange, scoreRanges} from "./qualityCurves.ts";
import {aucDifference, logLossDifference} from "./qualityDifference.ts";
import {type PeriodTimes, type Replay, replay} from "./replay.ts";
import {type SegmentField, type SegmentRow, type Segments, segmentQualities} from "./segmentQuality.ts";
import {hotLists, type Swap, swapSet} from "./swapSet.ts";
import {type Contender, contenders, type Trial, type Trials} from "./validate.ts";
import type {Contest} from "./validateLearn.ts";

/** Would the suggested card have worked: everything that the Validate page shows. */
export interface ValidationReport {
  /** Out of time first, or the fold test where there are no times; the first is what the page's answer rests on. */
  tests: TestReport[];
  /** The card of the first test by segment. */
  segments: Segments;
  /** Null without periods. */
  drift: Drift | null;
  swap: SwapReport | null;
  /** Null without an out-of-time test. */
  replay: Replay | null;
  /** Texts of the cube's rules that any of these speaks of, by position. */
  rules: Record<number, string>;
}

export interface TestReport {
  kind: Trial["kind"];
  how: string;
  train: {n: number; conversions: number};
  n: number;
  conversions: number;
  contenders: ContenderReport[];
  /** Suggested minus each rival, on the same observations. */
  differences: Difference[];
  /** The cards tested: one, or one for each group of leads. */
  cards: {points: {rule: number; points: number}[]}[];
}

export interface ContenderReport {
  who: Contender;
  quality: Quality;
  /** Kolmogorov–Smirnov: greatest distance between the two outcomes' cumulative shares. */
  ks: number;
  roc: RocPoint[];
  /** Tenths by rank, highest first. */
  deciles: Decile[];
  /** By tenths of the chance. */
  reliability: ReliabilityBin[];
  /** Observations by score (by chance where cards differ between folds, or weights are not whole). */
  spread: {by: "score" | "chance"; ranges: ScoreRange[]};
}

export type Verdict = "ahead" | "behind" | "cannot be told apart";

export interface Difference {
  against: Contender;
  /** Order: above 0 is better. */
  auc: Interval;
  /** Truth of the chances: below 0 is better. */
  logLoss: Interval;
  /** Ahead (or behind) where an interval shows it and the other does not show the contrary. */
  verdict: Verdict;
}

export interface SwapReport extends Swap {
  /** Whose hot list the suggested card's replaces: today's, or one point for each of its rules where there is none. */
  against: "current" | "one point each";
  /** Places on a period's list: given as a capacity, or a fifth of its observations. */
  size: {capacityAMonth: number | null};
  periods: number;
  /** All observations of the test, and the share of them that converted. */
  n: number;
  base: number;
}

interface ReportInput {
  contest: Contest;
  trials: Trials;
  testFrom: number | null;
  /** Rules in words, by position in the cube. */
  texts: readonly string[];
  /** By position of the period in the cube; empty without times. */
  times: readonly PeriodTimes[];
  /** Observations of the first test by segment, and what is too rare to be among them. */
  segments: readonly SegmentRow[];
  rare: ReadonlyMap<string, SegmentField["rare"]>;
  minCell: number;
  capacityAMonth: number | null;
  /** Months in one period: 7 days are 0.23, and a quarter is 3. */
  monthsAPeriod: number;
}

/** Share of a period's observations on the hot list where no capacity is given. */
const usualShare = 0.2;

/** The test that the page's answer rests on: out of time where there are times, else the one over all leads. */
export const firstTrial = ({outOfTime, grouped}: Trials): Trial | null =>
  outOfTime?.kind === "out of time" ? outOfTime : (grouped ?? outOfTime);

/** Everything at once; null where no test could be made. */
export function validationReport(input: ReportInput): ValidationReport | null {
  const {contest, trials, testFrom, minCell} = input;
  const first = firstTrial(trials);
  if (!first) return null;
  const {oneRowPerLead} = contest;
  const second = first === trials.grouped ? null : trials.grouped;
  const tests = [first, ...(second ? [second] : [])].map((trial) => testReport(trial, contest, minCell));
  const sizeOf = placesOf(input);
  const isTimed = first.kind === "out of time" && testFrom !== null;
  const learnedFrom = new Set(isTimed ? learnedPeriods(contest.cube, input.times, testFrom) : []);
  const report = {
    tests,
    segments: segmentQualities(input.segments, {rare: input.rare, oneRowPerLead}),
    drift: isTimed ? drift(contest.cube, first.learned[0].card.points, (period) => learnedFrom.has(period)) : null,
    swap: swapReport(first, input, sizeOf),
    replay: isTimed ? replay(contest, {times: input.times, trial: first, testFrom, sizeOf}) : null,
  };
  return {...report, rules: textsOf(report, input.texts)};
}

function learnedPeriods({period}: Cube, times: readonly PeriodTimes[], testFrom: number): number[] {
  return [...new Set(period)].filter((p) => p < testFrom && times[p].knownAt <= times[testFrom].firstAt);
}

/** How many places a period's hot list has. */
const placesOf =
  ({capacityAMonth, monthsAPeriod}: ReportInput) =>
  (n: number): number =>
    capacityAMonth === null ? usualShare * n : Math.min(n, capacityAMonth * monthsAPeriod);

function testReport(trial: Trial, {oneRowPerLead, current}: Contest, minCell: number): TestReport {
  const {kind, how, train, cube, forecasts, learned} = trial;
  const ours = forecasts.get("suggested") as Forecast;
  const known = contenders.filter((who) => forecasts.has(who));
  const report = (who: Contender): ContenderReport => {
    const forecast = forecasts.get(who) as Forecast;
    return {
      who,
      quality: quality(cube, forecast, oneRowPerLead),
      ks: ks(forecast.rank, cube.n, cube.conversions),
      roc: rocCurve(cube, forecast.rank, minCell),
      deciles: gains(cube, forecast),
      reliability: reliabilityBins(cube, forecast),
      spread: spreadOf(who, trial, current, minCell),
    };
  };
  const reports = known.map(report);
  const {n, conversions} = reports[0].quality;
  return {
    kind,
    how,
    train,
    n,
    conversions,
    contenders: reports,
    differences: known
      .filter((who) => who !== "suggested")
      .map((against) => differenceTo(against, ours, forecasts.get(against) as Forecast, cube, oneRowPerLead)),
    cards: learned.map(({card: {points}}) => ({
      points: [...points.keys()]
        .filter((rule) => points[rule] !== 0)
        .map((rule) => ({rule, points: points[rule]}))
        .sort((a, b) => b.points - a.points),
    })),
  };
}

function spreadOf(
  who: Contender,
  {cube, forecasts, learned}: Trial,
  current: Contest["current"],
  minCell: number,
): ContenderReport["spread"] {
  const {points} = learned[0].card;
  const whole = {
    suggested: learned.length === 1 ? points : null,
    "one point each": learned.length === 1 ? points.map(Math.sign) : null,
    current: current.map((p) => p ?? 0),
    "real-valued": null,
    "base rate": null,
  }[who];
  if (whole) return {by: "score", ranges: scoreRanges(cube, scores(cube, whole), {isWhole: true, minCell})};
  const chances = (forecasts.get(who) as Forecast).logOdds.map(probability);
  return {by: "chance", ranges: scoreRanges(cube, chances, {isWhole: false, minCell})};
}

function differenceTo(
  against: Contender,
  ours: Forecast,
  theirs: Forecast,
  cube: Cube,
  oneRowPerLead: boolean,
): Difference {
  const auc = aucDifference(cube, ours, theirs, oneRowPerLead);
  const logLoss = logLossDifference(cube, ours, theirs, oneRowPerLead);
  const isAhead = auc.low > 0 || logLoss.high < 0;
  const isBehind = auc.high < 0 || logLoss.low > 0;
  const verdict = isAhead === isBehind ? "cannot be told apart" : isAhead ? "ahead" : "behind";
  return {against, auc, logLoss, verdict};
}

function swapReport(
  {cube, forecasts}: Trial,
  {capacityAMonth}: ReportInput,
  sizeOf: (n: number) => number,
): SwapReport {
  const against = forecasts.has("current") ? "current" : "one point each";
  const [ours, theirs] = ["suggested", against].map((who) => (forecasts.get(who as Contender) as Forecast).rank);
  const swap = swapSet(cube, hotLists(cube, theirs, sizeOf), hotLists(cube, ours, sizeOf));
  return {
    ...swap,
    against,
    size: {capacityAMonth},
    periods: new Set(cube.period).size,
    n: total(cube.n),
    base: total(cube.conversions) / total(cube.n),
  };
}

function textsOf(
  {tests, drift: found, replay: past}: Pick<ValidationReport, "tests" | "drift" | "replay">,
  texts: readonly string[],
): Record<number, string> {
  const positions = [
    ...tests.flatMap(({cards}) => cards.flatMap(({points}) => points.map(({rule}) => rule))),
    ...(found?.periods.flatMap(({rules}) => rules.map(({rule}) => rule)) ?? []),
    ...(past?.cards.flatMap(({points}) => points.map(({rule}) => rule)) ?? []),
  ];
  return Object.fromEntries([...new Set(positions)].sort((a, b) => a - b).map((rule) => [rule, texts[rule]]));
}
