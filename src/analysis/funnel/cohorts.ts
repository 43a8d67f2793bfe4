import type {Rate} from "../findings.ts";
import {chiSquareUpper} from "../statistics/distributions.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {holm} from "../statistics/holm.ts";
import {wilson} from "../statistics/intervals.ts";
import type {EventTime} from "../statistics/survival.ts";
import type {StageFlow} from "./funnel.ts";

/** Leads that entered a stage in a month, by seconds until they first moved on: see `loaders/steps/funnel/pathsMonths.ts`. */
export interface MonthCount {
  stage_no: number;
  month: string;
  seconds: number | null;
  n: number;
  /** Seconds for which the least followed of them could be seen. */
  followed: number;
}

/** Leads by the month in which they first entered a stage. */
export interface CohortMonth {
  /** Month of the first entry into the stage, in the project's zone: 2026-04. */
  month: string;
  entered: number;
  /** Days for which every lead of the month could be followed. */
  followedDays: number;
  /** Leads that had moved on for the first time within each of the stage's windows. */
  movedOn: number[];
}

/** Median days to move on, of the leads that did so within the main window, for entries in months `from` to `to`. */
interface SpanMedian {
  from: string;
  to: string;
  n: number;
  median: EventTime;
}

/** How the leads that entered a stage fared, by month of entry. */
export interface StageCohorts {
  stage: string;
  name: string;
  /** Days after entry at which the share moved on is told, ascending; `mainDays`, one of them, is the one compared by. */
  windowsDays: number[];
  mainDays: number;
  months: CohortMonth[];
  /** Leads that entered, but at a time not known, or moved on at one. */
  undated: number;
  /** Whether the ripe months differ beyond chance; null with fewer than two of enough leads. */
  spread: Spread | null;
  medians: SpanMedian[];
}

interface Spread {
  /** Ripe months of enough leads that were compared. */
  months: number;
  /** Chi-square test of one share for all months, after Holm over the stages. */
  p: number;
  lowest: {month: string; rate: Rate};
  highest: {month: string; rate: Rate};
}

const [minute, hour] = [1 / 1440, 1 / 24];
/** Lengths of time that people use, in days. */
export const naturalDays = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 540, 730],
];
const upTo = (days: number): number => naturalDays.find((n) => n >= days * (1 - 1e-9)) ?? Math.ceil(days);

/** The 80th percentile of exponential times over their median. */
const lateOverMedian = Math.log(5) / Math.log(2);

/**
 * Days after entry at which a stage's months are told: about the median, the 80th percentile (the main one, within which most who
 * move on have done so) and twice that, rounded up to lengths people use. Where so many still wait that the percentile cannot
 * be told, it is taken from the median so far as of exponential times. Null without times.
 */
export function followUpWindows({dwell}: Pick<StageFlow, "dwell">): {windowsDays: number[]; mainDays: number} | null {
  const half = dwell?.median.value ?? dwell?.medianOfAdvanced ?? null;
  if (half === null) return null;
  const mainDays = upTo(dwell?.p80 ?? half * lateOverMedian);
  return {windowsDays: [...(upTo(half) < mainDays ? [upTo(half)] : []), mainDays, upTo(2 * mainDays)], mainDays};
}

/** Every lead of the month was followed for so many days. */
export const isRipe = ({followedDays}: Pick<CohortMonth, "followedDays">, days: number): boolean =>
  followedDays >= days;

/** Share of a month's leads that had moved on within the main window; so far, where the month is not ripe. */
export const rateOf = ({mainDays, windowsDays}: StageCohorts, {movedOn, entered}: CohortMonth): Rate =>
  wilson(movedOn[windowsDays.indexOf(mainDays)], entered);

/** Months told; earlier ones are left out. */
const mostMonths = 36;
/** Longest span of months with a median. */
const longestSpan = 12;

/**
 * The stages that have times, by month of entry. A lead counts as moved on when it first entered a later stage, or was won; what
 * became of it then does not matter, so that early and late months are looked at alike. Lost leads did not move on.
 */
export function stageCohorts(
  stages: readonly StageFlow[],
  counts: readonly MonthCount[],
  minSupport: number,
): StageCohorts[] {
  const cohorts = stages.flatMap((stage, stageNo) => {
    const windows = followUpWindows(stage);
    const rows = counts.filter(({stage_no}) => stage_no === stageNo);
    return windows && rows.length > 0 ? [cohortsOf(stage, windows, rows, minSupport)] : [];
  });
  const tested = cohorts.filter(({spread}) => spread !== null);
  holm(tested.map(({spread}) => spread?.p ?? 1)).forEach((p, i) => {
    const {spread} = tested[i];
    if (spread) spread.p = p;
  });
  return cohorts;
}

function cohortsOf(
  {stage, name, entered}: StageFlow,
  {windowsDays, mainDays}: {windowsDays: number[]; mainDays: number},
  rows: readonly MonthCount[],
  minSupport: number,
): StageCohorts {
  const dated = rows.reduce((sum, {n}) => sum + n, 0);
  const byMonth = [...groupBy(rows, ({month}) => month)].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-mostMonths);
  const months = byMonth.map(
    ([month, of]): CohortMonth => ({
      month,
      entered: of.reduce((sum, {n}) => sum + n, 0),
      followedDays: of.reduce((least, {followed}) => Math.min(least, followed), Number.POSITIVE_INFINITY) / 86400,
      movedOn: windowsDays.map((days) => movedWithin(of, days)),
    }),
  );
  const cohorts = {stage, name, windowsDays, mainDays, months, undated: entered - dated, spread: null, medians: []};
  return {...cohorts, spread: spreadOf(cohorts, minSupport), medians: spanMedians(cohorts, byMonth)};
}

const movedWithin = (rows: readonly MonthCount[], days: number): number =>
  rows.reduce((sum, {seconds, n}) => sum + (seconds !== null && seconds < days * 86400 ? n : 0), 0);

function spreadOf(cohorts: StageCohorts, minSupport: number): Spread | null {
  const ripe = cohorts.months
    .filter((month) => isRipe(month, cohorts.mainDays) && month.entered >= minSupport)
    .map((month) => ({month: month.month, rate: rateOf(cohorts, month)}));
  const total = ripe.reduce((sum, {rate}) => ({n: sum.n + rate.n, k: sum.k + rate.conversions}), {n: 0, k: 0});
  if (ripe.length < 2) return null;
  const share = total.k / total.n;
  const distance = ripe.reduce((sum, {rate}) => sum + rate.n * (rate.value - share) ** 2, 0);
  const [lowest, highest] = [1, -1].map((way) => [...ripe].sort((a, b) => way * (a.rate.value - b.rate.value))[0]);
  const p = share > 0 && share < 1 ? chiSquareUpper(distance / (share * (1 - share)), ripe.length - 1) : 1;
  return {months: ripe.length, p, lowest, highest};
}

/** Medians of all spans of ripe months that follow each other. */
function spanMedians(
  {mainDays, months}: StageCohorts,
  byMonth: readonly (readonly [string, readonly MonthCount[]])[],
): SpanMedian[] {
  const ripe = byMonth.filter((_, i) => isRipe(months[i], mainDays));
  return ripe.flatMap(([from], first) => {
    const moved = new Map<number, number>();
    return ripe.slice(first, first + longestSpan).map(([to, rows]) => {
      for (const {seconds, n} of rows)
        if (seconds !== null && seconds < mainDays * 86400) moved.set(seconds, (moved.get(seconds) ?? 0) + n);
      return {from, to, ...medianDays(moved)};
    });
  });
}

/** Median of leads by seconds, in days, with its 95 % interval: Wilson's of a half, inverted (Woodruff 1952). */
function medianDays(bySeconds: ReadonlyMap<number, number>): Pick<SpanMedian, "n" | "median"> {
  const times = [...bySeconds].sort(([a], [b]) => a - b);
  const n = times.reduce((sum, [, leads]) => sum + leads, 0);
  const {low, high} = wilson(n / 2, n);
  const reached = (share: number) => {
    let moved = 0;
    const at = times.find(([, leads]) => {
      moved += leads;
      return moved >= share * n - 1e-9;
    });
    return at ? at[0] / 86400 : null;
  };
  return {n, median: {value: reached(0.5), low: reached(low), high: reached(high)}};
}
