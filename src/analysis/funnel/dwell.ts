import type {Interval} from "../findings.ts";
import {wilson} from "../statistics/intervals.ts";
import {cumulativeIncidence, type IncidenceStep} from "../statistics/survival.ts";

/**
 * Leads that stayed so many days in a stage, by how the stay ended; `waiting` ones were cut off by the data's end. Ways back
 * (to an earlier stage), and to no stage, are ways of leaving like being lost.
 */
export interface StayCount {
  days: number;
  advanced: number;
  lost: number;
  moved_back?: number;
  /** Left for no other stage so far. */
  gone?: number;
  waiting: number;
}

/** Time until leads move on from a stage. */
export interface Dwell {
  n: number;
  advanced: number;
  /** Days; null where so many still wait that it cannot be told. */
  median: {value: number | null; low: number | null; high: number | null};
  p80: number | null;
  /** The median if every lead that still waits at the end of the follow-up moved on after all: it cannot be later. */
  latestMedian: number | null;
  /** Plain median of those who moved on: flatters, because the slow are still waiting. */
  medianOfAdvanced: number | null;
  /** Share of those who move on that has not yet, by days since entry; `atRisk` leads were still in the stage. */
  curve: ({days: number; share: number; atRisk: number} & Omit<Interval, "value">)[];
}

interface Move {
  days: number;
  atRisk: number;
  /** Share of those who move on that has done so by now. */
  moved: number;
}

/** Points that a curve has at most, about. */
const curvePoints = 200;

/** Sums of shares reach a half or four fifths but for rounding. */
const tolerance = 1e-12;

/**
 * How long leads take to move on from a stage, among those who move on, open leads counted as still waiting.
 *
 * Moving on, being lost and moving back are competing risks. With F(t) the Aalen–Johansen cumulative incidence of moving on (an
 * open lead counts until the data's end, a lost one leaves at its loss), the distribution of the time to move on is F(t) / F(T),
 * T the end of the follow-up. Neither the lost nor the waiting are taken for slow or quick movers: leaving the waiting out
 * (`medianOfAdvanced`) flatters, and Kaplan–Meier with the lost censored answers how long it would take if nobody were ever lost.
 *
 * What it cannot know is what those who still wait at T will do. If all of them moved on later, half would have done so when
 * F(t) is half of F(T) + S(T): `latestMedian`. The truth lies between the two; the median is null where the second lies beyond T
 * (more leads still wait than have moved on), the 80th percentile where it may (more than a quarter as many wait). Each lead that
 * moved on carries the weight S(t−) / at risk (the inverse probability of not being cut off); intervals are Wilson's with Kish's
 * effective number (Σw)² / Σw², inverted for the median (Woodruff 1952). Null without rows.
 */
export function dwellTime(counts: readonly StayCount[], followed = follow(counts)): Dwell | null {
  const n = total(counts);
  if (n === 0) return null;
  const {moves, incidence, remaining} = followed;
  const firstDay = (reached: (move: Move) => boolean) => moves.find(reached)?.days ?? null;
  const byThen = (share: number) => firstDay(({moved}) => moved >= share - tolerance);
  const isTellable = remaining <= incidence && moves.length > 0;
  return {
    n,
    advanced: counts.reduce((sum, {advanced}) => sum + advanced, 0),
    median: isTellable
      ? {
          value: byThen(0.5),
          low: firstDay(({moved}) => movedBy(followed, moved).high >= 0.5),
          high: firstDay(({moved}) => movedBy(followed, moved).low >= 0.5),
        }
      : {value: null, low: null, high: null},
    p80: remaining <= incidence / 4 ? byThen(0.8) : null,
    latestMedian: isTellable ? byThen((1 + remaining / incidence) / 2) : null,
    medianOfAdvanced: plainMedian(counts),
    curve: thin(moves).map(({days, moved, atRisk}) => {
      const {value, low, high} = movedBy(followed, moved);
      return {days, share: 1 - value, low: 1 - high, high: 1 - low, atRisk};
    }),
  };
}

/** The share that has moved on by each time (Aalen–Johansen), with what its errors are made of. */
export interface Followed {
  steps: IncidenceStep[];
  /** Times at which leads moved on, with shares of those that do. */
  moves: Move[];
  /** F(T), the share that has moved on by the end of the follow-up, and S(T), the share that has not left. */
  incidence: number;
  remaining: number;
  /** Sum of the squared weights S(t−) / at risk of the leads that moved on. */
  squares: number;
}

/** Aalen–Johansen incidence of moving on, being lost, moving back and leaving for no stage, in this order. */
export function follow(rows: readonly StayCount[]): Followed {
  const fates = rows.flatMap(({days, advanced, lost, moved_back: back = 0, gone = 0, waiting}) =>
    [waiting, advanced, lost, back, gone].map((count, event) => ({time: days, event, count})),
  );
  const steps = cumulativeIncidence(
    {time: fates.map((f) => f.time), event: fates.map((f) => f.event), count: fates.map((f) => f.count)},
    [1, 2, 3, 4],
  );
  const moves: Move[] = [];
  let [remaining, incidence, squares] = [1, 0, 0];
  for (const step of steps) {
    const gain = step.incidence[0] - incidence;
    squares += (gain * remaining) / step.atRisk;
    remaining = step.waiting;
    incidence = step.incidence[0];
    if (gain > 0) moves.push({days: step.time, moved: incidence, atRisk: step.atRisk});
  }
  for (const move of moves) move.moved /= incidence;
  return {steps, moves, incidence, remaining, squares};
}

/** A share of those who move on, with its 95 % interval: see `dwellTime`. */
export function movedBy({incidence, squares}: Followed, share: number): Interval {
  const effective = squares > 0 ? incidence ** 2 / squares : 0;
  const {value, low, high} = wilson(share * effective, effective);
  return {value, low, high};
}

const total = (rows: readonly StayCount[]): number =>
  rows.reduce(
    (sum, {advanced, lost, moved_back: back = 0, gone = 0, waiting}) => sum + advanced + lost + back + gone + waiting,
    0,
  );

function plainMedian(rows: readonly StayCount[]): number | null {
  const moved = rows.filter(({advanced}) => advanced > 0).sort((a, b) => a.days - b.days);
  const all = moved.reduce((sum, {advanced}) => sum + advanced, 0);
  let count = 0;
  for (const [i, {days, advanced}] of moved.entries()) {
    count += advanced;
    if (2 * count === all) return (days + moved[i + 1].days) / 2;
    if (2 * count > all) return days;
  }
  return null;
}

/** At most some 200 points, evenly spread over the share; the first and the last stay. */
function thin(moves: readonly Move[]): Move[] {
  if (moves.length <= curvePoints) return [...moves];
  const step = (moved: number) => Math.floor(moved * (curvePoints - 1));
  return moves.filter(({moved}, i) => i === 0 || i === moves.length - 1 || step(moved) > step(moves[i - 1].moved));
}
