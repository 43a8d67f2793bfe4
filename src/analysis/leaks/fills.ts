import {say} from "../../text/language.ts";
import {count, percent} from "../figures.ts";
import type {Interval, Rate} from "../findings.ts";
import type {Table} from "../statistics/contrast.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {oddsRatio, wilson} from "../statistics/intervals.ts";
import {mantelHaenszel} from "../statistics/mantelHaenszel.ts";
import type {Suspicion} from "./flag.ts";
import {isComplete, missingnessExplained} from "./missing.ts";
import type {Column} from "./strength.ts";

type Outcome = "won" | "lost" | "open";

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

/** What was counted of one attribute. */
interface Filling {
  fills: readonly FillCount[];
  progress: readonly ProgressCount[];
}

/**
 * Whether the attribute exists only for decided leads: a fifth or more of the won or of the lost have it, of the open at most a
 * tenth of that share, beyond chance and not because it went out of use (see `isFarApart`).
 */
export function onlyOnceDecided(filling: Filling, minSupport: number): Found {
  const [won, lost, open] = [shareOf(filling, "won"), shareOf(filling, "lost"), shareOf(filling, "open")];
  const decided = [won, lost].filter(({n}) => n >= minSupport).sort((a, b) => b.value - a.value)[0];
  if (open.n < minSupport || !decided || decided.value < 0.2 || open.value > decided.value / 10) return null;
  const side = decided === won ? "won" : "lost";
  if (!isFarApart(filling, [side], ["open"], minSupport)) return null;
  const why = say({
    en:
      `filled for ${percent(won.value)} of the won and ${percent(lost.value)} of the lost, ` +
      `but for ${percent(open.value)} of ${count(open.n)} open leads: filled in once the outcome is known`,
    ja:
      `入力されているのは受注の${percent(won.value)}、失注の${percent(lost.value)}に対し、` +
      `未決の${count(open.n)}件では${percent(open.value)}です。結果が分かってから入力されています`,
  });
  return {reason: "exists only for decided leads", why};
}

/**
 * Whether missingness follows the outcome: the odds of having a value differ threefold or more between won and lost (see
 * `isFarApart`), and the shares by 10 points or more (between decided and open: by 25, and fuller for the decided), unless another
 * attribute that every lead has explains four fifths of the missing values (days since the last purchase, where it says there was
 * none).
 */
export function missingByOutcome(
  field: string,
  filling: Filling,
  columns: readonly Column[],
  minSupport: number,
): Found {
  const [won, lost, open] = [shareOf(filling, "won"), shareOf(filling, "lost"), shareOf(filling, "open")];
  const settled = shareOf(filling, "won", "lost");
  const isKnown = (...rates: Rate[]) => rates.every(({n}) => n >= minSupport);
  if (
    isKnown(open, settled) &&
    settled.value - open.value >= 0.25 &&
    isFarApart(filling, ["won", "lost"], ["open"], minSupport)
  ) {
    const why = say({
      en:
        `filled for ${percent(settled.value)} of ${count(settled.n)} decided leads, but for ${percent(open.value)} of ` +
        `${count(open.n)} open ones: it may be filled in when the deal is decided`,
      ja:
        `入力されているのは決着した${count(settled.n)}件の${percent(settled.value)}に対し、` +
        `未決の${count(open.n)}件では${percent(open.value)}です。決着のときに入力されている可能性があります`,
    });
    return {reason: "missingness follows the outcome", why};
  }
  if (!isKnown(won, lost) || Math.abs(won.value - lost.value) < 0.1) return null;
  const [fuller, emptier] = won.value > lost.value ? (["won", "lost"] as const) : (["lost", "won"] as const);
  if (!isFarApart(filling, [fuller], [emptier], minSupport) || isNotApplicable(field, columns)) return null;
  const why = say({
    en:
      `filled for ${percent(won.value)} of ${count(won.n)} won and ${percent(lost.value)} of ${count(lost.n)} lost leads: ` +
      "it may be filled in as the deal goes on",
    ja:
      `入力されているのは受注${count(won.n)}件の${percent(won.value)}、失注${count(lost.n)}件の${percent(lost.value)}です。` +
      "商談が進むにつれて入力されている可能性があります",
  });
  return {reason: "missingness follows the outcome", why};
}

function shareOf({fills}: Filling, ...outcomes: Outcome[]): Rate {
  const rows = fills.filter(({outcome}) => outcomes.includes(outcome));
  return wilson(
    rows.reduce((sum, {filled}) => sum + filled, 0),
    rows.reduce((sum, {n}) => sum + n, 0),
  );
}

/**
 * The odds of having a value are threefold or more, by the interval's bound: over all leads, and (where enough leads of both were
 * created together) among leads created at the same time. Open leads are the younger ones: a field that went out of use would
 * else look as if it were filled in at the decision.
 */
function isFarApart(
  {fills, progress}: Filling,
  fuller: readonly Outcome[],
  emptier: readonly Outcome[],
  minSupport: number,
) {
  const [a, c] = [shareOf({fills, progress}, ...fuller), shareOf({fills, progress}, ...emptier)];
  if (oddsRatio(a.conversions, a.n, c.conversions, c.n).low < 3) return false;
  const both = progress.filter(({outcome}) => fuller.includes(outcome) || emptier.includes(outcome));
  const alike = compare(
    both,
    ({outcome}) => fuller.includes(outcome),
    ({cohort}) => cohort,
    minSupport,
  );
  return alike === null || alike.odds.low >= 3;
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
  const alike = ({cohort, outcome}: ProgressCount) => `${cohort}/${outcome}`;
  const slow = (rows: readonly ProgressCount[]) => compare(rows, ({is_slow}) => is_slow === 1, alike, minSupport);
  const both = slow(decided);
  const each = (["won", "lost"] as const).map((outcome) => slow(decided.filter((row) => row.outcome === outcome)));
  if (both && both.odds.low >= 3 && both.more - both.less >= 0.1 && each.every((one) => one && one.odds.value >= 1.5)) {
    const why = say({
      en:
        `of decided leads created at the same time that ended alike, ${percent(both.more)} of those open longer have a value, ` +
        `${percent(both.less)} of the others (${count(both.n)} leads): it is filled in as time goes by`,
      ja:
        `同じ時期に作られ同じ結果になったリード${count(both.n)}件で比べると、入力されているのは決着までが長かったものの${percent(both.more)}、` +
        `そのほかの${percent(both.less)}です。時間がたつにつれて入力されています`,
    });
    return {reason: "filled in as the deal goes on", why};
  }
  const staged = progress.filter(({stage_no}) => stage_no !== null);
  const last = staged.reduce((most, {stage_no}) => Math.max(most, stage_no ?? 0), 0);
  const steps = Array.from({length: last}, (_, k) =>
    compare(staged, ({stage_no}) => (stage_no ?? 0) > k, alike, minSupport),
  ).filter((one) => one !== null && one.odds.low >= 5 && one.more - one.less >= 0.25);
  const [clearest] = steps.sort((a, b) => (b?.odds.low ?? 0) - (a?.odds.low ?? 0));
  if (!clearest) return null;
  const why = say({
    en:
      `of leads created at the same time that ended alike, ${percent(clearest.more)} of those that came further have a value, ` +
      `${percent(clearest.less)} of the others (${count(clearest.n)} leads): it is filled in on the way`,
    ja:
      `同じ時期に作られ同じ結果になったリード${count(clearest.n)}件で比べると、入力されているのは先のフェーズに進んだものの${percent(clearest.more)}、` +
      `そのほかの${percent(clearest.less)}です。途中で入力されています`,
  });
  return {reason: "filled in as the deal goes on", why};
}

interface Comparison {
  odds: Interval;
  /** Share with a value in the group and in the rest, over leads of like cohort and outcome. */
  more: number;
  less: number;
  n: number;
}

/** The group beside the rest among leads that are alike (Mantel–Haenszel); null where either has too few leads. */
function compare(
  rows: readonly ProgressCount[],
  isIn: (row: ProgressCount) => boolean,
  alike: (row: ProgressCount) => unknown,
  minSupport: number,
): Comparison | null {
  const tables = [...groupBy(rows, alike).values()]
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
  const weight = ({n1, n0}: Table) => (n1 * n0) / (n1 + n0);
  const all = total(weight);
  return {
    odds,
    more: total((table) => (weight(table) * table.a) / table.n1) / all,
    less: total((table) => (weight(table) * table.c) / table.n0) / all,
    n: total(({n1, n0}) => n1 + n0),
  };
}

/** Where one side has all values or none, the odds ratio of the sums over groups in which some leads have one and some have not. */
function separated(tables: readonly Table[]): Interval {
  const mixed = tables.filter(({a, n1, c, n0}) => a + c > 0 && a + c < n1 + n0);
  const total = (key: keyof Table) => mixed.reduce((sum, table) => sum + table[key], 0);
  return oddsRatio(total("a"), total("n1"), total("c"), total("n0"));
}
