import {say} from "../../text/language.ts";
import {plural} from "../figures.ts";
import type {Rate} from "../findings.ts";
import type {LeakFlag} from "../leaks/flag.ts";
import {type Pattern, type PatternCounts, tally} from "../rules/patterns.ts";
import {actionText, ruleText} from "../rules/rules.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson} from "../statistics/intervals.ts";
import {activityProfile, type ProfileCounts, type ProfileWeek} from "./activityProfile.ts";
import {type Adjustment, adjusted} from "./adjust.ts";
import {atEqual, type Driver, driverOf, isSupported, leadErrors, ranked, tableOf} from "./driver.ts";
import type {Exposure} from "./exposure.ts";

/** All patterns looked at, and how conversion moves with number, recency and weeks. */
export interface DriverReport {
  /** Strongest first: by the bound of the odds ratio's interval that is nearer to 1. */
  drivers: Driver[];
  /** `leastLeads`: of so many leads at least, as far as lead folds tell. */
  tooFew: {text: string; n: number; conversions: number; leastLeads: number}[];
  /** Values of attributes that are of too few leads to be told at all. */
  rareValues?: number;
  /** Patterns of a longer window that hold on the same observations as a shorter one: not looked at again. */
  sameWindows?: number;
  lookedAt: number;
  /** Drivers with q < 0.05, and how many of those may be luck. */
  found: number;
  expectedFalse: number;
  /** Rate by number of times within the longest window before as-of. */
  dose: {action: string; bins: ({label: string} & Rate)[]}[];
  /** Rate by days since the last time; the class of those that never did it is labelled `never`. */
  recency: {action: string; bins: ({label: string} & Rate)[]}[];
  /** Activities of a lead by week before the day looked at, the last first. */
  profile: ProfileWeek[];
  exposure: Exposure[];
}

interface DriverInput {
  patterns: readonly Pattern[];
  /** What holding things equal makes of the patterns, by the rule's id. */
  adjustments: ReadonlyMap<string, Adjustment[]>;
  counts: PatternCounts;
  profile: ProfileCounts;
  exposure: Exposure[];
  leaks: readonly LeakFlag[];
  minSupport: number;
  rareValues?: number;
  sameWindows?: number;
  /** Each lead gives one observation at most; else intervals are by lead. */
  oneRowPerLead: boolean;
  /** The longest window, in days, for the rate by number of times. */
  doseWindow: number | null;
}

/**
 * What converted observations did that others did not: every pattern with enough support beside the rest, crude and at equal
 * stage, ranked by the cautious end of its odds ratio, with the false-discovery rate over all that was looked at.
 */
export function driverReport({
  patterns,
  adjustments,
  counts,
  profile,
  exposure,
  leaks,
  minSupport,
  rareValues,
  sameWindows,
  oneRowPerLead,
  doseWindow,
}: DriverInput): DriverReport {
  const tallied = patterns.map((pattern) => ({pattern, counts: tally(pattern)}));
  const tested = tallied.filter((t) => isSupported(t.counts, minSupport));
  const tooFew = tallied
    .filter((t) => t.counts.n < minSupport && t.counts.n > 0)
    .map(({pattern: {rule, strata}, counts: {n, conversions}}) => {
      const folds = new Set(strata.filter((stratum) => stratum.n > 0).map(({fold}) => fold));
      return {text: ruleText(rule), n, conversions, leastLeads: oneRowPerLead ? n : folds.size};
    })
    .sort((a, b) => b.n - a.n);

  const flags = reasons(leaks);
  const drivers = tested.map(({pattern: {rule, field, strata}, counts}) => {
    const errors = oneRowPerLead ? null : leadErrors(strata);
    const stages = [...groupBy(strata, ({stage}) => stage).values()].map((some) => tableOf(tally({strata: some})));
    const driver = driverOf({rule, counts, errors}, flags.get(field) ?? []);
    return adjusted({...driver, adjusted: atEqual(stages, errors)}, adjustments.get(rule.id) ?? []);
  });
  const flagged = new Set(leaks.filter(({excluded}) => excluded).map(({field}) => field));
  const believed = <T extends {activity: string}>(rows: readonly T[]) =>
    rows.filter(({activity}) => !flagged.has(activity));
  const rateOf: RateOf = oneRowPerLead ? plainRate : rateByLead;
  return {
    ...ranked(drivers),
    tooFew,
    rareValues,
    sameWindows,
    dose: doseCurves({...counts, behaviours: believed(counts.behaviours)}, doseWindow, rateOf),
    recency: recencyCurves({...counts, recencies: believed(counts.recencies)}, rateOf),
    profile: activityProfile(profile, minSupport),
    exposure,
  };
}

/** Reasons not to believe patterns, by attribute or action. */
export const reasons = (leaks: readonly LeakFlag[]): Map<string, string[]> =>
  new Map(leaks.filter(({excluded}) => excluded).map(({field, text}) => [field, [text]]));

const sums = (rows: readonly FoldCount[]) => ({
  n: rows.reduce((sum, row) => sum + row.n, 0),
  conversions: rows.reduce((sum, row) => sum + row.conversions, 0),
});

function plainRate(rows: readonly FoldCount[]): Rate {
  const {n, conversions} = sums(rows);
  return wilson(conversions, n);
}

const doseClasses = () => [
  {label: "1", from: 1, to: 1},
  {label: "2", from: 2, to: 2},
  {label: "3–4", from: 3, to: 4},
  {label: say({en: "5 or more", ja: "5以上"}), from: 5, to: Number.POSITIVE_INFINITY},
];

/** The rate of some rows: by lead where a lead may give several. */
type RateOf = (rows: readonly FoldCount[]) => Rate;

/** All rows but some: counts of the latter are taken off, fold by fold. */
const apartFrom = (all: readonly FoldCount[], some: readonly FoldCount[]): FoldCount[] => [
  ...all,
  ...some.map(({fold, n, conversions}) => ({fold, n: -n, conversions: -conversions})),
];

function doseCurves({behaviours, base}: PatternCounts, window: number | null, rateOf: RateOf): DriverReport["dose"] {
  const rows = behaviours.filter(
    ({topic, window_days, activity}) => topic === null && window_days === window && activity !== "any",
  );
  return [...groupBy(rows, ({activity}) => activity)].map(([activity, some]) => {
    const classes = doseClasses().map(({label, from, to}) => ({
      label,
      rows: some.filter(({times}) => times >= from && times <= to),
    }));
    return {
      action: actionText({activity}),
      bins: rates([{label: "0", rows: apartFrom(base, some)}, ...classes], rateOf),
    };
  });
}

/** Label of the class of those that never did it: a key, said by `recencyLabel`. */
export const never = "never";

function recencyCurves({recencies, base}: PatternCounts, rateOf: RateOf): DriverReport["recency"] {
  const rows = recencies.filter(({topic}) => topic === null);
  const cuts = [...new Set(recencies.flatMap(({under_days}) => under_days ?? []))].sort((a, b) => a - b);
  return [...groupBy(rows, ({activity}) => activity)].map(([activity, some]) => {
    const classes = cuts.map((cut, i) => ({
      label:
        i === 0
          ? say({en: `under ${plural(cut, "day")}`, ja: `${cut}日未満`})
          : say({en: `${cuts[i - 1]}–${cut} days`, ja: `${cuts[i - 1]}–${cut}日`}),
      rows: some.filter(({under_days}) => under_days === cut),
    }));
    const last = cuts.at(-1);
    const older = {
      label: say({en: `${last} days or more`, ja: `${last}日以上`}),
      rows: some.filter(({under_days}) => under_days === null),
    };
    const rest = {label: never, rows: apartFrom(base, some)};
    return {action: actionText({activity}), bins: rates([...classes, older, rest], rateOf)};
  });
}

const rates = (bins: readonly {label: string; rows: readonly FoldCount[]}[], rateOf: RateOf) =>
  bins.map(({label, rows}) => ({label, ...rateOf(rows)})).filter(({n}) => n > 0);
