import type {Driver} from "../drivers/driver.ts";
import type {ViewDesign} from "../drivers/stepView.ts";
import type {Interval} from "../findings.ts";
import {type BehaviourCondition, isBehaviour} from "../rules/rules.ts";
import {stretchedRatio} from "../statistics/byLead.ts";
import {contrast} from "../statistics/contrast.ts";
import {normalCdf} from "../statistics/distributions.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {z95} from "../statistics/intervals.ts";
import {mantelHaenszel} from "../statistics/mantelHaenszel.ts";

/** Observations in a stage, equally active of late, that did an action so often in a window; and how many moved on. */
export interface ActiveCount {
  design: ViewDesign;
  stage: string;
  /** Which of the classes of equally active leads: how often they did anything of late, and how long ago last. */
  active: number;
  /** Null: all observations of the class. */
  activity: string | null;
  topic: string | null;
  /** Null: ever. */
  window_days: number | null;
  /** Exactly so often; the largest stands for "so often or more". */
  times: number;
  n: number;
  moved: number;
}

/** A pattern of an action, with the counts of its stage and design. */
export interface AmongActive {
  driver: Driver;
  counts: readonly ActiveCount[];
}

/**
 * Of the given patterns of actions, in all stages, those that surely go the same way among equally active leads: the odds ratio of
 * Mantel & Haenszel over the classes, widened as the pattern's own is for leads that are seen several times; one-sided, with
 * Benjamini–Hochberg over all that are given under 5 %. Who has gone quiet does nothing, good or bad, so that without this any
 * action goes with moving on.
 */
export function beyondActivity(looked: readonly AmongActive[]): Set<Driver> {
  const q = benjaminiHochberg(looked.map(sameWayP));
  return new Set(looked.filter((_, i) => q[i] < 0.05).map(({driver}) => driver));
}

/** p of what is seen among equally active leads, if the pattern did not go the way it goes at first sight. */
function sameWayP({driver, counts}: AmongActive): number {
  const {when} = driver.rule;
  const all = counts.filter(({activity}) => activity === null);
  const equal = isBehaviour(when) ? amongEqual(driver, didIt(when, counts), all) : null;
  if (equal === null) return 1;
  const z = (z95 * Math.log(equal.value)) / Math.log(equal.high / equal.value);
  return normalCdf(driver.oddsRatio.value > 1 ? -z : z);
}

const didIt = (when: BehaviourCondition, counts: readonly ActiveCount[]): ActiveCount[] =>
  counts.filter(
    ({activity, topic, window_days, times}) =>
      activity === when.activity &&
      topic === (when.topic ?? null) &&
      window_days === (when.within_days ?? null) &&
      times >= when.at_least,
  );

function amongEqual(driver: Driver, did: readonly ActiveCount[], all: readonly ActiveCount[]): Interval | null {
  const byClass = groupBy(did, ({active}) => active);
  const tables = all.map(({active, n, moved}) => {
    const {n: n1, moved: a} = total(byClass.get(active) ?? []);
    return {a, n1, c: moved - a, n0: n - n1};
  });
  const common = mantelHaenszel(tables);
  return common && stretchedRatio(common, widening(driver));
}

const total = (rows: readonly ActiveCount[]) => ({
  n: rows.reduce((sum, {n}) => sum + n, 0),
  moved: rows.reduce((sum, {moved}) => sum + moved, 0),
});

/** How many times as wide the pattern's odds ratio is as that of independent observations, on the log scale. */
function widening({with: {n: n1, conversions: a}, without: {n: n0, conversions: c}, oddsRatio}: Driver): number {
  const width = ({low, high}: Interval) => Math.log(high / low);
  const ratio = width(oddsRatio) / width(contrast({a, n1, c, n0}).oddsRatio);
  return Number.isFinite(ratio) ? Math.max(1, ratio) : 1;
}
