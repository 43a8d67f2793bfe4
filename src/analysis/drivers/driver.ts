import type {Interval, Rate} from "../findings.ts";
import type {Tally} from "../rules/patterns.ts";
import {type Rule, type RuleFamily, ruleFamily, ruleText} from "../rules/rules.ts";
import {errorRatio, type FoldTally, rateEffect, rateWithin, stretchedRatio, widened} from "../statistics/byLead.ts";
import {type Contrast, contrast, type Table} from "../statistics/contrast.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {mantelHaenszel} from "../statistics/mantelHaenszel.ts";
import type {Adjustment} from "./adjust.ts";

/** One pattern looked at: the leads where it holds beside the rest. */
export interface Driver {
  rule: Rule;
  text: string;
  family: RuleFamily;
  with: Rate;
  without: Rate;
  riskDifference: Interval;
  riskRatio: Interval;
  oddsRatio: Interval;
  /** Mantel–Haenszel over the stage at as-of; null where it cannot be had. */
  adjusted: Interval | null;
  /** The same over each thing that may be held equal: stage, attributes, period. Empty where that was not looked at. */
  adjustments: Adjustment[];
  /** Turns round beyond chance among leads alike in one of these. */
  reversed: boolean;
  p: number;
  /** Benjamini–Hochberg, over all patterns tested. */
  q: number;
  informationValue: number;
  /** Reasons not to believe it, in words; empty for most. */
  flags: string[];
}

/**
 * How far errors exceed those of independent observations where one lead gives several: the ratio of standard errors of the
 * log odds ratio, and the design effects of the rates with and without the pattern. All at least 1.
 */
export interface LeadErrors {
  ratio: number;
  with: number;
  without: number;
}

/** From counts by lead fold. */
export function leadErrors(rows: readonly FoldTally[]): LeadErrors {
  const outside = rows.map(({fold, n, conversions, all}) => ({
    fold,
    n: all.n - n,
    conversions: all.conversions - conversions,
  }));
  return {ratio: errorRatio(rows), with: rateEffect(rows), without: rateEffect(outside)};
}

/** The counts of a pattern as the two-by-two table that it is. */
export const tableOf = ({n, conversions, all}: Tally): Table => ({
  a: conversions,
  n1: n,
  c: all.conversions - conversions,
  n0: all.n - n,
});

/** A pattern with its counts. */
interface Counted {
  rule: Rule;
  counts: Tally;
  /** Null where each lead gives one observation at most. */
  errors: LeadErrors | null;
}

/** What the counts of a pattern say, with nothing held equal and not yet ranked among others (`q` is 1). */
export function driverOf({rule, counts, errors}: Counted, flags: string[]): Driver {
  return {
    rule,
    text: ruleText(rule),
    family: ruleFamily(rule),
    ...contrastByLead(tableOf(counts), errors),
    adjusted: null,
    adjustments: [],
    reversed: false,
    q: 1,
    flags,
  };
}

function contrastByLead(table: Table, errors: LeadErrors | null): Contrast {
  const plain = contrast(table);
  if (errors === null) return plain;
  return {
    ...widened(plain, errors.ratio),
    with: rateWithin(table.a, table.n1, errors.with),
    without: rateWithin(table.c, table.n0, errors.without),
  };
}

/** Odds ratio with strata held equal (Mantel–Haenszel), its interval by lead; null with one stratum, or where it cannot be had. */
export function atEqual(strata: readonly Table[], errors: LeadErrors | null): Interval | null {
  const common = strata.length > 1 ? mantelHaenszel(strata) : null;
  return common && stretchedRatio(common, errors?.ratio ?? 1);
}

/** Whether there are enough observations with the pattern, and enough without, to compare. */
export const isSupported = ({n, all}: Tally, minSupport: number): boolean => n >= minSupport && all.n - n >= minSupport;

/** Drivers of one list, with how many stand out and how many of those may be luck. */
export interface Ranked {
  /** Strongest first: by the bound of the odds ratio's interval that is nearer to 1. */
  drivers: Driver[];
  lookedAt: number;
  found: number;
  expectedFalse: number;
}

/** Drivers with their false-discovery rate over all of them, the surest first. */
export function ranked(looked: readonly Driver[]): Ranked {
  const q = benjaminiHochberg(looked.map(({p}) => p));
  const drivers = looked.map((driver, i) => ({...driver, q: q[i]})).sort((a, b) => cautious(b) - cautious(a));
  const found = drivers.filter((driver) => driver.q < 0.05);
  const worst = found.reduce((most, driver) => Math.max(most, driver.q), 0);
  return {drivers, lookedAt: drivers.length, found: found.length, expectedFalse: worst * found.length};
}

/** How far the odds ratio surely is from 1, on the log scale; 0 where its interval holds 1. */
function cautious({oddsRatio: {low, high}}: Driver): number {
  return low > 1 ? Math.log(low) : high < 1 ? -Math.log(high) : 0;
}
