import type {FoldCount} from "../statistics/byLead.ts";
import type {Groups} from "../statistics/columnFit.ts";
import {groupBy} from "../statistics/groupBy.ts";
import type {AgeGroups} from "./decayFit.ts";

/** Observations of one fold of leads that are about equally likely to convert by all but one action. */
export interface BandCount extends FoldCount {
  /** Number from 0. */
  band: number;
}

/** The same for those who did the action, by how long ago. */
export interface AgeCount extends BandCount {
  activity: string;
  topic: string | null;
  /** Upper end of the class of days since the last time; null: longer ago than the last end. */
  under_days: number | null;
  /** Sum of the days since the last time. */
  days: number;
}

/** Classes of age with their totals, freshest first. */
export interface AgeClass {
  underDays: number | null;
  /** Mean. */
  days: number;
  n: number;
  conversions: number;
}

/** Counts by class of age, the freshest first; `days` is the mean age in the class. */
export function ageClasses(ages: readonly AgeCount[]): AgeClass[] {
  return [...groupBy(ages, ({under_days}) => under_days)]
    .map(([underDays, rows]) => {
      const n = sum(rows, "n");
      return {underDays, days: sum(rows, "days") / n, n, conversions: sum(rows, "conversions")};
    })
    .sort((a, b) => a.days - b.days);
}

/** Groups to fit on: each band by class of age, and those of the band who never did it. */
export function ageGroups(ages: readonly AgeCount[], bands: readonly BandCount[]): AgeGroups {
  const folds = [...new Set(bands.map(({fold}) => fold))].sort((a, b) => a - b);
  const numbers = [...new Set(bands.map(({band}) => band))].sort((a, b) => a - b);
  const meanDays = new Map(ageClasses(ages).map(({underDays, days}) => [underDays, days]));
  const table = new Map<string, {stratum: number; days: number; byFold: {n: number; conversions: number}[]}>();
  const add = (row: BandCount, days: number, sign: number) => {
    const key = `${row.band}/${days}`;
    const group = table.get(key) ?? {
      stratum: numbers.indexOf(row.band),
      days,
      byFold: folds.map(() => ({n: 0, conversions: 0})),
    };
    table.set(key, group);
    const cell = group.byFold[folds.indexOf(row.fold)];
    cell.n += sign * row.n;
    cell.conversions += sign * row.conversions;
  };
  for (const row of bands) add(row, Number.POSITIVE_INFINITY, 1);
  for (const row of ages) {
    add(row, meanDays.get(row.under_days) as number, 1);
    add(row, Number.POSITIVE_INFINITY, -1);
  }
  const groups = [...table.values()].filter(({byFold}) => byFold.some(({n}) => n > 0));
  const of = (f: number): Groups => ({
    n: groups.map(({byFold}) => byFold[f].n),
    conversions: groups.map(({byFold}) => byFold[f].conversions),
  });
  return {
    stratum: groups.map(({stratum}) => stratum),
    days: groups.map(({days}) => days),
    n: groups.map(({byFold}) => sum(byFold, "n")),
    conversions: groups.map(({byFold}) => sum(byFold, "conversions")),
    folds: folds.map((_, f) => of(f)),
  };
}

const sum = <K extends string>(rows: readonly Record<K, number>[], key: K): number =>
  rows.reduce((total, row) => total + row[key], 0);
