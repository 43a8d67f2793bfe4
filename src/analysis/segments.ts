import {dwellTime, follow, type StayCount} from "./dwell.ts";
import type {FunnelReport, Interval} from "./findings.ts";
import {groupBy} from "./groupBy.ts";
import {percent, rangeText} from "./headlines.ts";
import {wilson, z95} from "./intervals.ts";

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
/** `ofDecided`: the share won among all that are decided by the end of the follow-up, open leads counted as not yet decided. */
type Segment = Report["segments"][number] & {open: number; ofDecided: Interval};

/**
 * The attribute whose win rate so far (won of all leads) misleads most, because leads of one value take longer: beside it the
 * share that wins in the end (Aalen–Johansen incidence at the end of the follow-up, lost leads competing, open ones not yet
 * decided) and the median days to win. Null where none does.
 *
 * A pair of values misleads where the slower one has won less often so far (beyond chance at 1 %) with a greater share still
 * open (likewise), while of those decided in the end it does not win less often beyond chance at 5 % and half the gap on the log
 * scale is gone: a slow group has not caught up by the end of the follow-up, so that the share won by then cannot tell.
 * Values of fewer than `minSupport` leads are left out. Over 200 runs without a slow value fewer than one in a hundred raise an
 * alarm, whatever the number of attributes: both tests must pass.
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
    segments: segments.map(({open, ofDecided, ...segment}) => segment),
    text: segmentText(attribute, slow, quick),
  };
}

function segmentOf(value: string, spells: readonly SpellCount[]): Segment {
  const stays = spells.map(({days, won, lost, open}): StayCount => ({days, advanced: won, lost, waiting: open}));
  const sum = (key: "won" | "lost" | "open") => spells.reduce((total, row) => total + row[key], 0);
  const n = sum("won") + sum("lost") + sum("open");
  return {
    value,
    naive: wilson(sum("won"), n),
    eventual: eventualShare(stays, n),
    ofDecided: shareOfDecided(stays),
    medianDays: dwellTime(stays)?.median.value ?? null,
    open: sum("open"),
  };
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

/** F / (F + L) of the incidences of winning and losing; Wilson's interval at Kish's effective number of the decided leads. */
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
  const eventual = standardised(slow.ofDecided, quick.ofDecided);
  const open = standardised(wilson(slow.open, slow.naive.n), wilson(quick.open, quick.naive.n));
  const isMisled = naive < -2.576 && open > 2.576 && eventual > -z95;
  const logGap = ({value: a}: Interval, {value: b}: Interval) => Math.log(a / b);
  if (!isMisled || logGap(slow.ofDecided, quick.ofDecided) < 0.5 * logGap(slow.naive, quick.naive)) return null;
  return eventual - naive;
}

/** Difference of two shares in standard errors, read from their intervals. */
function standardised(a: Interval, b: Interval): number {
  const error = ({low, high}: Interval) => (high - low) / (2 * z95);
  return (a.value - b.value) / Math.hypot(error(a), error(b));
}

function segmentText(attribute: string, slow: Segment, quick: Segment): string {
  const so = ({naive}: Segment) => percent(naive.value);
  const open = ({open, naive}: Segment) => percent(open / naive.n);
  const decided = ({ofDecided}: Segment) => `${percent(ofDecided.value)} (${rangeText(ofDecided)})`;
  const end = ({eventual}: Segment) => `${percent(eventual.value)} (${rangeText(eventual)})`;
  return (
    `by ${attribute}, ${slow.value} seems to win less often than ${quick.value}: ${so(slow)} of all leads so far against ` +
    `${so(quick)}. It is slower: ${open(slow)} of its leads are still open, of ${quick.value} ${open(quick)}. ` +
    `Counting open leads as not yet decided, ${end(slow)} win by the end of the follow-up against ${end(quick)}; ` +
    `of those decided by then ${decided(slow)} against ${decided(quick)}.`
  );
}
