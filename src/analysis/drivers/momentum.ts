import {say} from "../../text/language.ts";
import type {Interval, Rate} from "../findings.ts";
import {actionText, anyActivity} from "../rules/rules.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson, z95} from "../statistics/intervals.ts";
import {mantelHaenszel} from "../statistics/mantelHaenszel.ts";
import {type Estimate, intervalAmong, isAbove, pOf} from "../statistics/manyLooks.ts";

const directions = ["rising", "steady", "falling", "none"] as const;
/** How an action's number went from one window to the next. */
export type Direction = (typeof directions)[number];

/** What the engine counted: see `loaders/steps/drivers/momentum.ts`. */
export interface MomentumCounts {
  windowDays: number;
  base: (FoldCount & {is_known: number})[];
  counts: (FoldCount & {activity: string; direction: Exclude<Direction, "none">; level: number | null})[];
}

/** One action in the last w days against the w days before them; the classes' labels are keys, said by `directionText`. */
export interface ActionMomentum {
  action: string;
  classes: ({label: Direction} & Rate)[];
  /** Odds ratio of converting, rising against falling: as it is, and among those that did it equally often in both windows. */
  crude: Interval | null;
  atEqualAmount: Interval | null;
  /** Benjamini–Hochberg over all actions, of the ratio at equal amount; null where it cannot be had. */
  q: number | null;
  /** By how often in both windows together; null where so few that a page may not show them. */
  amounts: {label: string; rising: Rate | null; falling: Rate | null}[];
  /** Whether the direction tells more of who converts than the amount in as many classes does; null: neither beyond chance. */
  tellsMore: "direction" | "amount" | null;
}

/** Recent activity against that before it, by action. */
export interface Momentum {
  windowDays: number;
  /** Observations of leads known for both windows, and of those that were not. */
  n: number;
  conversions: number;
  tooNew: number;
  /** Any activity first, then those whose direction surely tells most. */
  actions: ActionMomentum[];
  flagged: string[];
  tooRare: number;
}

interface MomentumOptions {
  /** Observations that rising and falling must have. */
  minSupport: number;
  oneRowPerLead: boolean;
  flagged: ReadonlySet<string>;
}

/**
 * Whether activity that rises says more than how much there is. Rising and falling are compared among leads with the same
 * number in both windows together (Mantel–Haenszel), because who does more also rises more often. Leads that were not there
 * for both windows cannot fall: they take no part.
 */
export function momentumOf({windowDays, base, counts}: MomentumCounts, options: MomentumOptions): Momentum {
  const known = base.filter(({is_known}) => is_known === 1);
  const byActivity = [...groupBy(counts, ({activity}) => activity)];
  const believed = byActivity.filter(([activity]) => !options.flagged.has(activity));
  const told = believed.filter(([, rows]) =>
    (["rising", "falling"] as const).every(
      (direction) => total(rows.filter((row) => row.direction === direction)).n >= options.minSupport,
    ),
  );
  const actions = told.map(([activity, rows]) => actionMomentum(activity, rows, known, options));
  const p = actions.map(({pAtEqualAmount}) => pAtEqualAmount);
  const q = benjaminiHochberg(p.map((each) => each ?? 1));
  return {
    windowDays,
    ...total(known),
    tooNew: total(base).n - total(known).n,
    actions: actions
      .map(({pAtEqualAmount, ...action}, i) => ({...action, q: p[i] === null ? null : q[i]}))
      .sort((a, b) => Number(isAny(b)) - Number(isAny(a)) || (a.q ?? 2) - (b.q ?? 2) || (a.action < b.action ? -1 : 1)),
    flagged: byActivity.filter(([activity]) => options.flagged.has(activity)).map(([activity]) => activity),
    tooRare: believed.length - told.length,
  };
}

const isAny = ({action}: ActionMomentum): boolean => action === actionText({activity: anyActivity});

type Rows = MomentumCounts["counts"];

function actionMomentum(activity: string, rows: Rows, known: readonly FoldCount[], {oneRowPerLead}: MomentumOptions) {
  const rateOf = (some: readonly FoldCount[]): Rate => {
    const {n, conversions} = total(some);
    return oneRowPerLead ? wilson(conversions, n) : rateByLead(some);
  };
  const taken = rows.map(({fold, n, conversions}) => ({fold, n: -n, conversions: -conversions}));
  const of = (direction: Direction): readonly FoldCount[] =>
    direction === "none" ? [...known, ...taken] : rows.filter((row) => row.direction === direction);
  const folds = oneRowPerLead ? [] : [...new Set(known.map(({fold}) => fold))];
  const common = estimateOf(rows, folds);
  return {
    action: actionText({activity}),
    classes: directions.map((label) => ({label, ...rateOf(of(label))})).filter(({n}) => n > 0),
    crude: ratioOf(
      estimateOf(
        rows.map((row) => ({...row, level: 1})),
        folds,
      ),
    ),
    atEqualAmount: ratioOf(common),
    pAtEqualAmount: common && pOf(common),
    amounts: levels(rows).map((level) => ({
      label: levelText(level),
      rising: rateOf(rows.filter((row) => row.level === level && row.direction === "rising")),
      falling: rateOf(rows.filter((row) => row.level === level && row.direction === "falling")),
    })),
    tellsMore: tellsMore(rows, new Set(known.map(({fold}) => fold))),
  };
}

/** Log of the common odds ratio, rising against falling, over amounts; null where no amount has both with both outcomes. */
function estimateOf(rows: Rows, folds: readonly number[]): Estimate | null {
  const common = (some: Rows) =>
    mantelHaenszel(
      [...groupBy(some, ({level}) => level).values()].map((at) => {
        const rising = total(at.filter(({direction}) => direction === "rising"));
        const falling = total(at.filter(({direction}) => direction === "falling"));
        return {a: rising.conversions, n1: rising.n, c: falling.conversions, n0: falling.n};
      }),
    );
  const all = common(rows);
  if (!all) return null;
  const without = folds.map((left) => common(rows.filter(({fold}) => fold !== left)));
  if (without.some((each) => each === null)) return null;
  return {
    value: Math.log(all.value),
    variance: (Math.log(all.high / all.value) / z95) ** 2,
    without: without.map((each) => Math.log((each as Interval).value)),
  };
}

function ratioOf(estimate: Estimate | null): Interval | null {
  if (!estimate) return null;
  const {value, low, high} = intervalAmong(estimate);
  return {value: Math.exp(value), low: Math.exp(low), high: Math.exp(high)};
}

/**
 * Direction (rising, steady, falling) against amount in three classes of about equal size, by the likelihood ratio of
 * converting in each, fold of leads by fold of leads: which of the two is beyond chance above the other.
 */
function tellsMore(rows: Rows, folds: ReadonlySet<number>): ActionMomentum["tellsMore"] {
  const third = thirds(rows);
  const lead = (some: Rows) => {
    const told = (key: (row: Rows[number]) => unknown) => classesTell([...groupBy(some, key).values()].map(total));
    return (told(({direction}) => direction) - told(({level}) => third.get(level))) / Math.max(1, total(some).n);
  };
  const value = lead(rows);
  const without = [...folds].map((left) => lead(rows.filter(({fold}) => fold !== left)));
  if (isAbove(value, without, 2)) return "direction";
  const turned = without.map((each) => -each);
  return isAbove(-value, turned, 2) ? "amount" : null;
}

/** Likelihood-ratio statistic of independence of class and conversion. */
function classesTell(classes: readonly {n: number; conversions: number}[]): number {
  const all = total(classes);
  const term = (observed: number, n: number, converted: number) =>
    observed > 0 ? 2 * observed * Math.log((observed * all.n) / (n * converted)) : 0;
  return classes.reduce(
    (sum, {n, conversions}) =>
      sum + term(conversions, n, all.conversions) + term(n - conversions, n, all.n - all.conversions),
    0,
  );
}

/** The third of the observations that each amount lies in, by the middle of those that share it. */
function thirds(rows: Rows): Map<number | null, number> {
  const all = total(rows).n;
  let before = 0;
  return new Map(
    levels(rows).map((level) => {
      const {n} = total(rows.filter((row) => row.level === level));
      const third = Math.floor((3 * (before + n / 2)) / all);
      before += n;
      return [level, third];
    }),
  );
}

const levels = (rows: Rows): (number | null)[] =>
  [...new Set(rows.map(({level}) => level))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));

const levelText = (level: number | null): string =>
  level === null
    ? say({en: "more than 40", ja: "41以上"})
    : ({12: "9–12", 20: "13–20", 40: "21–40"}[level] ?? String(level));

function total(rows: readonly {n: number; conversions: number}[]): {n: number; conversions: number} {
  const sum = {n: 0, conversions: 0};
  for (const {n, conversions} of rows) {
    sum.n += n;
    sum.conversions += conversions;
  }
  return sum;
}
