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

/**
 * Of the given patterns of actions those that go the same way among equally active leads, beyond chance: the odds ratio of
 * Mantel & Haenszel over the classes, widened as the pattern's own is for leads that are seen several times, and
 * Benjamini–Hochberg over all the patterns given under 5 %. Who has gone quiet does nothing, good or bad, so that without this any
 * action goes with moving on.
 *
 * @param counts of one stage and design
 */
export function beyondActivity(drivers: readonly Driver[], counts: readonly ActiveCount[]): Driver[] {
  const all = counts.filter(({activity}) => activity === null);
  const looked = drivers.map((driver) => {
    const {when} = driver.rule;
    const equal = isBehaviour(when) ? amongEqual(driver, didIt(when, counts), all) : null;
    return {driver, equal};
  });
  const q = benjaminiHochberg(looked.map(({equal}) => (equal ? twoSidedP(equal) : 1)));
  const isSame = (a: Interval, b: Interval | null) => b !== null && a.value > 1 === b.value > 1;
  return looked
    .filter(({driver, equal}, i) => q[i] < 0.05 && isSame(driver.oddsRatio, equal))
    .map(({driver}) => driver);
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

const twoSidedP = ({value, high}: Interval): number =>
  2 * normalCdf((-z95 * Math.abs(Math.log(value))) / Math.log(high / value));
