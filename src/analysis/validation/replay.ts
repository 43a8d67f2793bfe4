import {logOddsAt} from "../points/line.ts";
import {type Cube, filterRows, scores} from "../rules/cube.ts";
import {total} from "./quality.ts";
import {type SegmentQuality, type SegmentRow, segmentQuality} from "./segmentQuality.ts";
import {hotLists, type Swap, swapSet} from "./swapSet.ts";
import type {Trial} from "./validate.ts";
import {type Contest, type Learned, type LearnedCard, learn} from "./validateLearn.ts";

/** When a period's first observation was made, and when the last of its labels was known; milliseconds. */
export interface PeriodTimes {
  firstAt: number;
  knownAt: number;
}

/** A card as it would have stood in some month. */
interface ReplayCard {
  /** First and last period it was learned from. */
  from: string;
  to: string;
  train: {n: number; conversions: number};
  /** Points by position of the rule in the cube, highest first. */
  points: {rule: number; points: number}[];
}

export interface ReplayMonth {
  period: string;
  /** Position of the card in use; no month that it was learned from is replayed with it. */
  card: number;
  /** The card is that of the out-of-time test. */
  isTest: boolean;
  /** The proposed card's rank and level in the month. */
  proposed: SegmentQuality;
  /** The rival's AUC; null where fewer than ten converted or did not. */
  rivalAuc: SegmentQuality["auc"];
  /** The month's two hot lists. */
  swap: Swap;
}

export interface Replay {
  cards: ReplayCard[];
  months: ReplayMonth[];
  /** Periods too early for any card: too few labels were known. */
  before: string[];
  /** All replayed months together. */
  all: Swap;
}

interface ReplayOptions {
  /** By position of the period in the cube. */
  times: readonly PeriodTimes[];
  /** The out-of-time test, and its first period. */
  trial: Trial;
  testFrom: number;
  /** Places on the hot list of a period with so many observations. */
  sizeOf: (n: number) => number;
}

/** Conversions (and as many without) that a first card needs, and cards learned for the months before the test, at most. */
const fewestConversions = 20;
const mostCards = 6;
/** The walk needs many cards, and none of them is offered to anyone: a narrower search than the tests' own. */
const quickly = {width: 3, restarts: 0};

/**
 * What the cards would have done as of every past month. A month's proposed card is learned only on labels that were known when
 * the month began: in the months of the out-of-time test that test's card; before them at most six cards at even distances,
 * each kept until the next. The rival is today's card as it is now; without one, one point for each rule of the proposed card.
 * Null where no month can be replayed.
 */
export function replay(contest: Contest, options: ReplayOptions): Replay | null {
  const {cube, current, oneRowPerLead} = contest;
  const eras = erasOf(contest, options);
  const eraOf = (period: number) => eras.findLastIndex(({start}) => start <= period);
  const periods = periodsOf(cube);
  const shown = filterRows(cube, (row) => eraOf(cube.period[row]) >= 0);
  if (shown.n.length === 0) return null;
  const proposed = inTurn(shown, eras, eraOf, ({points, ...curve}) =>
    scores(shown, points).map((score) => logOddsAt(curve, score)),
  );
  const rival = current.some((points) => points !== null)
    ? scores(
        shown,
        current.map((points) => points ?? 0),
      )
    : inTurn(shown, eras, eraOf, ({points}) => scores(shown, points.map(Math.sign)));
  const places = {
    rival: hotLists(shown, rival, options.sizeOf),
    proposed: hotLists(shown, proposed, options.sizeOf),
  };
  const month = (period: number): ReplayMonth => {
    const rows = [...shown.period.keys()].filter((row) => shown.period[row] === period);
    const here = filterRows(shown, (row) => shown.period[row] === period);
    const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
    const quality = (by: Float64Array) => segmentQuality(null, segmentRows(here, pick(by)), oneRowPerLead);
    return {
      period: cube.periods[period],
      card: eraOf(period),
      isTest: period >= options.testFrom,
      proposed: quality(proposed),
      rivalAuc: quality(rival).auc,
      swap: swapSet(here, pick(places.rival), pick(places.proposed)),
    };
  };
  return {
    cards: eras.map((era) => cardOf(cube, era)),
    months: periods.filter((period) => eraOf(period) >= 0).map(month),
    before: periods.filter((period) => eraOf(period) < 0).map((period) => cube.periods[period]),
    all: swapSet(shown, places.rival, places.proposed),
  };
}

/** A card, the periods it was learned from, and the first in which it was in use. */
interface Era {
  start: number;
  known: number[];
  learned: Learned;
}

function erasOf(contest: Contest, {times, trial, testFrom}: ReplayOptions): Era[] {
  const {cube} = contest;
  const periods = periodsOf(cube);
  const knownBy = (period: number) => periods.filter((p) => p < period && times[p].knownAt <= times[period].firstAt);
  const early = periods.filter((period) => period < testFrom && carries(cube, knownBy(period)));
  const eras = evenly(early, mostCards).flatMap((start): Era[] => {
    const known = knownBy(start);
    const learned = learn(
      contest,
      filterRows(cube, (row) => known.includes(cube.period[row])),
      quickly,
    );
    return learned ? [{start, known, learned}] : [];
  });
  return [...eras, {start: testFrom, known: knownBy(testFrom), learned: trial.learned[0]}];
}

const periodsOf = ({n, period}: Cube): number[] =>
  [...new Set([...period].filter((_, row) => n[row] > 0))].sort((a, b) => a - b);

function carries(cube: Cube, periods: readonly number[]): boolean {
  const {n, conversions} = filterRows(cube, (row) => periods.includes(cube.period[row]));
  const won = total(conversions);
  return won >= fewestConversions && total(n) - won >= fewestConversions;
}

/** At most `most` of them, the first always, at even distances. */
function evenly(periods: readonly number[], most: number): number[] {
  const count = Math.min(most, periods.length);
  return Array.from({length: count}, (_, i) => periods[Math.floor((i * periods.length) / count)]);
}

/** For each row what the card in use in its period says of it. */
function inTurn(
  cube: Cube,
  eras: readonly Era[],
  eraOf: (period: number) => number,
  says: (card: LearnedCard) => Float64Array,
): Float64Array {
  const each = eras.map(({learned}) => says(learned.card));
  return Float64Array.from(cube.period, (period, row) => each[eraOf(period)][row]);
}

const segmentRows = ({n, conversions, fold}: Cube, logOdds: Float64Array): SegmentRow[] =>
  Array.from(n, (count, r) => ({
    field: "period",
    value: null,
    fold: fold[r],
    logOdds: logOdds[r],
    n: count,
    conversions: conversions[r],
  }));

function cardOf(cube: Cube, {known, learned}: Era): ReplayCard {
  const {points} = learned.card;
  return {
    from: cube.periods[Math.min(...known)],
    to: cube.periods[Math.max(...known)],
    train: learned.train,
    points: [...points.keys()]
      .filter((rule) => points[rule] !== 0)
      .map((rule) => ({rule, points: points[rule]}))
      .sort((a, b) => b.points - a.points),
  };
}
