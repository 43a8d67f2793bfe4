import {isRipe, type SpanMedian, type StageCohorts} from "./cohorts.ts";
import {contrast} from "./contrast.ts";
import {normalCdf} from "./distributions.ts";
import type {Interval, Rate} from "./findings.ts";
import {holm} from "./holm.ts";
import {z95} from "./intervals.ts";
import type {EventTime} from "./survival.ts";

/** Months of entry, both included. */
export interface Span {
  from: string;
  to: string;
}

/** One stage in two periods: the share that moved on within the stage's main window, and the median days of those who did. */
export interface PeriodChange {
  stage: string;
  name: string;
  windowDays: number;
  earlier: Rate;
  later: Rate;
  /** Later minus earlier (Newcombe); null where it is not told, and `why`. */
  difference: Interval | null;
  why: "not ripe" | "too few" | null;
  /** After Holm over all that was compared. */
  p: number;
  median: {earlier: EventTime; later: EventTime; p: number} | null;
}

/**
 * The two periods set beside each other unless the reader chooses others: the latest three months of entry that are ripe at
 * every stage, and the three before (fewer of each where there are fewer). Null with fewer than two ripe months.
 */
export function defaultPeriods(stages: readonly StageCohorts[]): {earlier: Span; later: Span} | null {
  const ripe = monthsOf(stages).filter((month) =>
    stages.every(({months, mainDays}) => months.every((one) => one.month !== month || isRipe(one, mainDays))),
  );
  const length = Math.min(3, Math.floor(ripe.length / 2));
  if (length === 0) return null;
  const span = (months: readonly string[]): Span => ({from: months[0], to: months[months.length - 1]});
  return {earlier: span(ripe.slice(-2 * length, -length)), later: span(ripe.slice(-length))};
}

/** All months of entry, ascending. */
export const monthsOf = (stages: readonly StageCohorts[]): string[] =>
  [...new Set(stages.flatMap(({months}) => months.map(({month}) => month)))].sort();

/**
 * What changed at each stage between two periods. Leads are followed for the same time in both, so that a later period does not
 * look worse for being younger: a stage is compared only where all its months in both periods are ripe, and each period has at
 * least `minSupport` leads. Shares by chi-square or Fisher, medians by the normal distance of their logarithms (standard
 * errors read from the intervals); p after Holm over both kinds and all stages.
 */
export function comparePeriods(
  stages: readonly StageCohorts[],
  {earlier, later}: {earlier: Span; later: Span},
  minSupport: number,
): PeriodChange[] {
  const changes = stages.map((stage) => changeOf(stage, earlier, later, minSupport));
  const tests = changes.flatMap((change) => [
    ...(change.difference ? [change] : []),
    ...(change.median ? [change.median] : []),
  ]);
  holm(tests.map(({p}) => p)).forEach((p, i) => {
    tests[i].p = p;
  });
  return changes;
}

function changeOf(cohorts: StageCohorts, earlier: Span, later: Span, minSupport: number): PeriodChange {
  const {stage, name, mainDays} = cohorts;
  const [first, second] = [earlier, later].map((span) => tally(cohorts, span));
  const result = contrast({a: second.movedOn, n1: second.entered, c: first.movedOn, n0: first.entered});
  const isRipeBoth = first.isRipe && second.isRipe;
  const why = !isRipeBoth ? "not ripe" : Math.min(first.entered, second.entered) < minSupport ? "too few" : null;
  return {
    stage,
    name,
    windowDays: mainDays,
    earlier: result.without,
    later: result.with,
    difference: why ? null : result.riskDifference,
    why,
    p: result.p,
    median: why ? null : medianChange(medianIn(cohorts, earlier), medianIn(cohorts, later), minSupport),
  };
}

function tally({months, windowsDays, mainDays}: StageCohorts, {from, to}: Span) {
  const inside = months.filter(({month}) => month >= from && month <= to);
  const main = windowsDays.indexOf(mainDays);
  return {
    entered: inside.reduce((sum, {entered}) => sum + entered, 0),
    movedOn: inside.reduce((sum, {movedOn}) => sum + movedOn[main], 0),
    isRipe: inside.every((month) => isRipe(month, mainDays)),
  };
}

/** The median of the stage's months within the span, which may begin before the stage's first and end after its last. */
function medianIn({months, medians}: StageCohorts, {from, to}: Span): SpanMedian | undefined {
  const inside = months.filter(({month}) => month >= from && month <= to).map(({month}) => month);
  return medians.find((one) => one.from === inside[0] && one.to === inside.at(-1));
}

function medianChange(
  earlier: SpanMedian | undefined,
  later: SpanMedian | undefined,
  minSupport: number,
): PeriodChange["median"] {
  if (!earlier || !later || Math.min(earlier.n, later.n) < minSupport) return null;
  const errors = [earlier, later].map(({median}) => logError(median));
  const [before, after] = [earlier.median.value, later.median.value];
  if (!before || !after || errors.some((error) => error === null)) return null;
  const z = Math.abs(Math.log(after / before)) / Math.hypot(...(errors as number[]));
  return {earlier: earlier.median, later: later.median, p: 2 * normalCdf(-z)};
}

const logError = ({low, high}: EventTime): number | null =>
  low && high && high > low ? Math.log(high / low) / (2 * z95) : null;
