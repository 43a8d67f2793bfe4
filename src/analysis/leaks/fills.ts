import type {Table} from "../contrast.ts";
import type {Interval, Rate} from "../findings.ts";
import {groupBy} from "../groupBy.ts";
import {percent} from "../headlines.ts";
import {oddsRatio, wilson} from "../intervals.ts";
import {mantelHaenszel} from "../mantelHaenszel.ts";
import {isComplete, missingnessExplained} from "../missing.ts";
import type {Column} from "../strength.ts";
import {formatCount, type Suspicion} from "./flag.ts";

export type Outcome = "won" | "lost" | "open";

/** Leads by outcome, and how many of them have a value of the attribute. */
export interface FillCount {
  field: string;
  outcome: Outcome;
  n: number;
  filled: number;
}

/** The same by when leads were created, how long they were open, and how far they came. */
export interface ProgressCount extends FillCount {
  /** One of two dozen groups of leads created one after another; null where the time is unknown. */
  cohort: number | null;
  /** 1: of those of its cohort and outcome, in the half that was open longer; null where that is unknown. */
  is_slow: 0 | 1 | null;
  /** Furthest stage by position; null without stages. */
  stage_no: number | null;
}

type Found = Pick<Suspicion, "reason" | "why"> | null;

/**
 * Whether leads of one outcome have a value of the attribute, and others do not:
 * - exists only for decided leads: a fifth or more of the won or of the lost have it, of the open at most a tenth of that share;
 * - missingness follows the outcome: the odds of having a value differ threefold or more between won and lost (by the interval's
 *   bound), and the shares by 10 points or more (between decided and open: by 25, and fuller for the decided), unless another
 *   attribute that every lead has explains four fifths of the missing values (days since the last purchase, where it says there
 *   was none).
 *
 * @param fills of this attribute
 */
export function filledByOutcome(
  field: string,
  fills: readonly FillCount[],
  columns: readonly Column[],
  minSupport: number,
): Found {
  const of = (outcome: Outcome) => {
    const row = fills.find((fill) => fill.outcome === outcome);
    return wilson(row?.filled ?? 0, row?.n ?? 0);
  };
  const [won, lost, open] = [of("won"), of("lost"), of("open")];
  const isKnown = ({n}: {n: number}) => n >= minSupport;
  const decided = Math.max(...[won, lost].filter(isKnown).map(({value}) => value), 0);
  if (isKnown(open) && decided >= 0.2 && open.value <= decided / 10) {
    const why =
      `filled for ${percent(won.value)} of the won and ${percent(lost.value)} of the lost, ` +
      `but for ${percent(open.value)} of ${formatCount(open.n)} open leads: filled in once the outcome is known`;
    return {reason: "exists only for decided leads", why};
  }
  const settled = wilson(won.conversions + lost.conversions, won.n + lost.n);
  if (isKnown(open) && isKnown(settled) && open.value < settled.value && isFarApart(settled, open, 0.25)) {
    const why =
      `filled for ${percent(settled.value)} of ${formatCount(settled.n)} decided leads, but for ${percent(open.value)} of ` +
      `${formatCount(open.n)} open ones: it may be filled in when the deal is decided`;
    return {reason: "missingness follows the outcome", why};
  }
  if (!isKnown(won) || !isKnown(lost)) return null;
  if (!isFarApart(won, lost, 0.1) || isNotApplicable(field, columns)) return null;
  const why =
    `filled for ${percent(won.value)} of ${formatCount(won.n)} won and ${percent(lost.value)} of ${formatCount(lost.n)} lost leads: ` +
    "it may be filled in as the deal goes on";
  return {reason: "missingness follows the outcome", why};
}

/** The odds of having a value differ threefold or more, by the interval's bound, and the shares by `points` or more. */
function isFarApart(a: Rate, b: Rate, points: number): boolean {
  const odds = oddsRatio(a.conversions, a.n, b.conversions, b.n);
  return (odds.low >= 3 || odds.high <= 1 / 3) && Math.abs(a.value - b.value) >= points;
}

function isNotApplicable(field: string, columns: readonly Column[]): boolean {
  const column = columns.find(({name}) => name === field);
  if (!column) return false;
  return columns.some((other) => isComplete(other) && missingnessExplained(column, other) >= 0.8);
}

/**
 * Whether the attribute is filled in as the deal goes on: among leads created at about the same time that ended alike,
 * - those open longer have a value more often: at least threefold odds by the bound of the Mantel–Haenszel interval, shares 10
 *   points apart, and among won and lost each by half again, so that junk that is lost at once explains nothing. Decided leads
 *   only: of those still open, the older are those created earlier, and a field that went out of use would look the same;
 * - or those that came further do: fivefold odds and 25 points, for some stage.
 *
 * Comparing within groups created together keeps out fields that came into use, or went out of it, at some date.
 *
 * @param progress of this attribute
 */
export function filledOnTheWay(progress: readonly ProgressCount[], minSupport: number): Found {
  const decided = progress.filter(
    ({cohort, is_slow, outcome}) => cohort !== null && is_slow !== null && outcome !== "open",
  );
  const slow = (rows: readonly ProgressCount[]) => compare(rows, ({is_slow}) => is_slow === 1, minSupport);
  const both = slow(decided);
  const alike = (["won", "lost"] as const).map((outcome) => slow(decided.filter((row) => row.outcome === outcome)));
  if (
    both &&
    both.odds.low >= 3 &&
    both.more - both.less >= 0.1 &&
    alike.every((one) => one && one.odds.value >= 1.5)
  ) {
    const why =
      `of decided leads created at the same time that ended alike, ${percent(both.more)} of those open longer have a value, ` +
      `${percent(both.less)} of the others (${formatCount(both.n)} leads): it is filled in as time goes by`;
    return {reason: "filled in as the deal goes on", why};
  }
  const staged = progress.filter(({stage_no}) => stage_no !== null);
  const last = staged.reduce((most, {stage_no}) => Math.max(most, stage_no ?? 0), 0);
  const steps = Array.from({length: last}, (_, k) =>
    compare(staged, ({stage_no}) => (stage_no ?? 0) > k, minSupport),
  ).filter((one) => one !== null && one.odds.low >= 5 && one.more - one.less >= 0.25);
  const [clearest] = steps.sort((a, b) => (b?.odds.low ?? 0) - (a?.odds.low ?? 0));
  if (!clearest) return null;
  const why =
    `of leads created at the same time that ended alike, ${percent(clearest.more)} of those that came further have a value, ` +
    `${percent(clearest.less)} of the others (${formatCount(clearest.n)} leads): it is filled in on the way`;
  return {reason: "filled in as the deal goes on", why};
}

interface Comparison {
  odds: Interval;
  /** Share with a value in the group and in the rest, over leads of like cohort and outcome. */
  more: number;
  less: number;
  n: number;
}

/** The group beside the rest, within cohort and outcome (Mantel–Haenszel); null where either has too few leads. */
function compare(
  rows: readonly ProgressCount[],
  isIn: (row: ProgressCount) => boolean,
  minSupport: number,
): Comparison | null {
  const tables = [...groupBy(rows, ({cohort, outcome}) => `${cohort}/${outcome}`).values()]
    .map((some) => {
      const sum = (key: "n" | "filled", side: boolean) =>
        some.reduce((total, row) => total + (isIn(row) === side ? row[key] : 0), 0);
      return {a: sum("filled", true), n1: sum("n", true), c: sum("filled", false), n0: sum("n", false)};
    })
    .filter(({n1, n0}) => n1 > 0 && n0 > 0);
  const total = (of: (table: Table) => number) => tables.reduce((sum, table) => sum + of(table), 0);
  if (
    Math.min(
      total(({n1}) => n1),
      total(({n0}) => n0),
    ) < minSupport
  )
    return null;
  const odds = mantelHaenszel(tables) ?? separated(tables);
  if (!odds) return null;
  const weight = ({n1, n0}: Table) => (n1 * n0) / (n1 + n0);
  const all = total(weight);
  return {
    odds,
    more: total((table) => (weight(table) * table.a) / table.n1) / all,
    less: total((table) => (weight(table) * table.c) / table.n0) / all,
    n: total(({n1, n0}) => n1 + n0),
  };
}

/** Where one side has all values or none, the odds ratio of the sums stands in. */
function separated(tables: readonly Table[]): Interval | null {
  const total = (key: keyof Table) => tables.reduce((sum, table) => sum + table[key], 0);
  const [a, n1, c, n0] = [total("a"), total("n1"), total("c"), total("n0")];
  return a + c === 0 || a + c === n1 + n0 ? null : oddsRatio(a, n1, c, n0);
}
