import type {Interval, Rate} from "../findings.ts";
import {contrast} from "../statistics/contrast.ts";
import {holm} from "../statistics/holm.ts";
import type {EventTime} from "../statistics/survival.ts";
import {isRipe, type StageCohorts} from "./cohorts.ts";

/** Months of entry, both included. */
export interface Span {
  from: string;
  to: string;
}

/** One stage in two periods: the share that moved on within the stage's main window, and how fast those were who did. */
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
  pace: Pace | null;
}

/** Of those who moved on within the main window, the share that did so within the shortest one, and the median of all of them. */
interface Pace {
  withinDays: number;
  earlier: Rate;
  later: Rate;
  /** After Holm over all that was compared. */
  p: number;
  medians: {earlier: EventTime; later: EventTime} | null;
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
 * least `minSupport` leads. Pace is compared as a share, too: medians of whole days cannot be tested by their intervals. p is that
 * of `contrast`, after Holm over both kinds and all stages.
 */
export function comparePeriods(
  stages: readonly StageCohorts[],
  {earlier, later}: {earlier: Span; later: Span},
  minSupport: number,
): PeriodChange[] {
  const changes = stages.map((stage) => changeOf(stage, earlier, later, minSupport));
  const tests = changes.flatMap((change) => [
    ...(change.difference ? [change] : []),
    ...(change.pace ? [change.pace] : []),
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
    pace: why ? null : paceOf(cohorts, first, second, minSupport),
  };
}

interface Tally {
  entered: number;
  /** Within the main window, and within the shortest. */
  movedOn: number;
  soon: number;
  isRipe: boolean;
  median: EventTime | null;
}

function tally({months, windowsDays, mainDays, medians}: StageCohorts, {from, to}: Span): Tally {
  const inside = months.filter(({month}) => month >= from && month <= to);
  const main = windowsDays.indexOf(mainDays);
  const [first, last] = [inside[0]?.month, inside.at(-1)?.month];
  return {
    entered: inside.reduce((sum, {entered}) => sum + entered, 0),
    movedOn: inside.reduce((sum, {movedOn}) => sum + movedOn[main], 0),
    soon: inside.reduce((sum, {movedOn}) => sum + movedOn[0], 0),
    isRipe: inside.every((month) => isRipe(month, mainDays)),
    median: medians.find((one) => one.from === first && one.to === last)?.median ?? null,
  };
}

function paceOf({windowsDays, mainDays}: StageCohorts, earlier: Tally, later: Tally, minSupport: number): Pace | null {
  const [withinDays] = windowsDays;
  if (withinDays === mainDays || Math.min(earlier.movedOn, later.movedOn) < minSupport) return null;
  const table = {a: later.soon, n1: later.movedOn, c: earlier.soon, n0: earlier.movedOn};
  const {with: after, without: before, p} = contrast(table);
  const medians = earlier.median && later.median && {earlier: earlier.median, later: later.median};
  return {withinDays, earlier: before, later: after, p, medians};
}
