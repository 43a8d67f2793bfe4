import {say} from "../../text/language.ts";
import {percent, percentWithRange} from "../figures.ts";
import type {Interval, Rate} from "../findings.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson, z95} from "../statistics/intervals.ts";
import {dwellTime, follow, type StayCount} from "./dwell.ts";
import type {FunnelReport} from "./funnel.ts";

/** Leads with one value of an attribute, followed for so many whole days, by how they ended. */
export interface SpellCount {
  field: string;
  value: string;
  days: number;
  won: number;
  lost: number;
  open: number;
}

type Report = NonNullable<FunnelReport["segments"]>;

/** One value: won so far, and still open, of its leads. */
interface Segment {
  value: string;
  naive: Rate;
  open: Rate;
  stays: StayCount[];
}

/**
 * The attribute whose win rate so far (won of all leads) misleads most, because leads of one value take longer: beside it the
 * share that wins in the end (Aalen–Johansen incidence at the end of the follow-up, lost leads competing, open ones not yet
 * decided) and the median days to win. Null where none does.
 *
 * A pair of values misleads where the slower one has won less often so far (beyond chance at 1 %) with a greater share still open
 * (likewise), while of those decided in the end it does not win less often beyond chance at 5 % and half the gap on the log scale
 * is gone, and it takes longer to win: a slow group has not caught up by the end of the follow-up, so that the share won by then
 * cannot tell. Values of fewer than `minSupport` leads are left out. Over 200 runs without a slow value fewer than one in a
 * hundred raise an alarm, whatever the number of attributes: both tests must pass.
 */
export function misleadingSegments(counts: readonly SpellCount[], minSupport: number): Report | null {
  const found = [...groupBy(counts, ({field}) => field)].flatMap(([attribute, rows]) => {
    const segments = [...groupBy(rows, ({value}) => value)]
      .map(([value, spells]) => segmentOf(value, spells))
      .filter(({naive}) => naive.n >= minSupport)
      .sort((a, b) => b.naive.n - a.naive.n || (a.value < b.value ? -1 : 1));
    const pairs = segments.flatMap((slow) => segments.map((quick) => ({slow, quick, gap: gapClosed(slow, quick)})));
    const [worst] = pairs.filter(({gap}) => gap !== null).sort((a, b) => (b.gap ?? 0) - (a.gap ?? 0));
    return worst ? [{attribute, segments, ...worst}] : [];
  });
  const [worst] = found.sort((a, b) => (b.gap ?? 0) - (a.gap ?? 0));
  if (!worst) return null;
  const {attribute, segments, slow, quick} = worst;
  return {
    attribute,
    segments: segments.map(({value, naive, stays}) => ({
      value,
      naive,
      eventual: eventualShare(stays, naive.n),
      medianDays: dwellTime(stays)?.median.value ?? null,
    })),
    text: segmentText(attribute, slow, quick),
  };
}

function segmentOf(value: string, spells: readonly SpellCount[]): Segment {
  const stays = spells.map(({days, won, lost, open}): StayCount => ({days, advanced: won, lost, waiting: open}));
  const sum = (key: "won" | "lost" | "open") => spells.reduce((total, row) => total + row[key], 0);
  const n = sum("won") + sum("lost") + sum("open");
  return {value, naive: wilson(sum("won"), n), open: wilson(sum("open"), n), stays};
}

/**
 * Share of n leads that moves on by the end of the follow-up, open ones counted as not yet decided, with its 95 % interval:
 * Wilson's at the variance Σw² − F² / n over the weights of `follow`, which is F (1 − F) / n where nobody is open.
 */
export function eventualShare(stays: readonly StayCount[], n: number): Interval {
  const {incidence, squares} = follow(stays);
  const variance = squares - incidence ** 2 / n;
  const effective = variance > 0 ? (incidence * (1 - incidence)) / variance : n;
  const {low, high} = wilson(incidence * effective, effective);
  return {value: incidence, low, high};
}

/**
 * Share won among all that are decided by the end of the follow-up, open leads counted as not yet decided: F / (F + L) of the
 * incidences of winning and losing; Wilson's interval at Kish's effective number of the decided leads.
 */
function shareOfDecided(stays: readonly StayCount[]): Interval {
  const won = follow(stays);
  const lost = follow(stays.map((stay) => ({...stay, advanced: stay.lost, lost: stay.advanced})));
  const decided = won.incidence + lost.incidence;
  const effective = decided > 0 ? decided ** 2 / (won.squares + lost.squares) : 0;
  return wilson(decided > 0 ? (effective * won.incidence) / decided : 0, effective);
}

/** By how much the pair misleads, in standard errors; null where it does not. */
function gapClosed(slow: Segment, quick: Segment): number | null {
  const naive = standardised(slow.naive, quick.naive);
  if (!(naive < -2.576 && standardised(slow.open, quick.open) > 2.576)) return null;
  const [decided, rival] = [shareOfDecided(slow.stays), shareOfDecided(quick.stays)];
  const eventual = standardised(decided, rival);
  const logGap = ({value: a}: Interval, {value: b}: Interval) => Math.log(a / b);
  if (!isSlower(slow.stays, quick.stays)) return null;
  if (!(eventual > -z95) || logGap(decided, rival) < 0.5 * logGap(slow.naive, quick.naive)) return null;
  return eventual - naive;
}

/**
 * The median time to win, of those who do by the end of the follow-up, is a quarter longer, outside the other's 95 % interval, and
 * the other way round. Without this a group whose leads are left open for ever, though it wins hardly later, would pass for slow.
 */
function isSlower(stays: readonly StayCount[], rival: readonly StayCount[]): boolean {
  const [slow, quick] = [timeToWin(stays), timeToWin(rival)];
  return slow.value >= 1.25 * quick.value && slow.value > quick.high && quick.value < slow.low;
}

function timeToWin(stays: readonly StayCount[]): Interval {
  const {moves, incidence, squares} = follow(stays);
  const effective = squares > 0 ? incidence ** 2 / squares : 0;
  const half = wilson(effective / 2, effective);
  const [value, low, high] = [0.5, half.low, half.high].map(
    (share) => moves.find(({moved}) => moved >= share - 1e-12)?.days ?? Number.NaN,
  );
  return {value, low, high};
}

/** Difference of two shares in standard errors, read from their intervals. */
function standardised(a: Interval, b: Interval): number {
  const error = ({low, high}: Interval) => (high - low) / (2 * z95);
  return (a.value - b.value) / Math.hypot(error(a), error(b));
}

function segmentText(attribute: string, slow: Segment, quick: Segment): string {
  const end = ({stays, naive}: Segment) => percentWithRange(eventualShare(stays, naive.n));
  const decided = ({stays}: Segment) => percentWithRange(shareOfDecided(stays));
  const [slowWon, quickWon, slowOpen, quickOpen] = [slow.naive, quick.naive, slow.open, quick.open].map(({value}) =>
    percent(value),
  );
  return say({
    en:
      `by ${attribute}, ${slow.value} seems to win less often than ${quick.value}: ${slowWon} of all leads so far ` +
      `against ${quickWon}. It is slower: ${slowOpen} of its leads are still open, of ` +
      `${quick.value} ${quickOpen}. Counting open leads as not yet decided, ${end(slow)} win by the end of the ` +
      `follow-up against ${end(quick)}; of those decided by then ${decided(slow)} against ${decided(quick)}.`,
    ja:
      `${attribute}別に見ると、${slow.value}は${quick.value}より受注しにくいように見えます。これまでの受注は、${quick.value}が全リードの${quickWon}、` +
      `${slow.value}が${slowWon}です。しかし${slow.value}は時間がかかっており、未決のリードがまだ${slowOpen}あります（${quick.value}は${quickOpen}）。` +
      `未決のリードを「まだ決まっていない」ものとして扱うと、追跡期間の終わりまでに受注する割合は${slow.value}が${end(slow)}、${quick.value}が${end(quick)}、` +
      `それまでに決着するリードに限れば${slow.value}が${decided(slow)}、${quick.value}が${decided(quick)}です。`,
  });
}
