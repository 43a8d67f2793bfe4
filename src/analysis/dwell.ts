import type {Dwell} from "./findings.ts";
import {wilson} from "./intervals.ts";
import {cumulativeIncidence} from "./survival.ts";

/** Leads that stayed so many days in a stage, by how the stay ended; `waiting` ones were cut off by the data's end. */
export interface StayCount {
  days: number;
  advanced: number;
  lost: number;
  waiting: number;
}

interface Move {
  days: number;
  /** Share of those who will move on that has done so by now. */
  moved: number;
  atRisk: number;
}

const curvePoints = 200;

/** Sums of shares reach a half or four fifths but for rounding. */
const tolerance = 1e-12;

/**
 * How long leads take to move on from a stage, among those who move on, open leads counted as still waiting.
 *
 * Moving on and being lost are competing risks. With F(t) the Aalen–Johansen cumulative incidence of moving on (an open lead
 * counts until the data's end, a lost one leaves at its loss), the distribution of the time to move on is F(t) / F(∞). Neither
 * the lost nor the waiting are taken for slow or quick movers: leaving the waiting out (`medianOfAdvanced`) flatters, and
 * Kaplan–Meier with the lost censored answers how long it would take if nobody were ever lost.
 *
 * The median is null where more leads still wait at the end of the follow-up than have moved on (then it may lie beyond), the
 * 80th percentile where more than a quarter as many do. Each lead that moved on carries the weight S(t−) / at risk (the inverse
 * probability of not being cut off); intervals are Wilson's with Kish's effective number (Σw)² / Σw², inverted for the median
 * (Woodruff 1952). Null without rows.
 */
export function dwellTime(counts: readonly StayCount[]): Dwell | null {
  const rows = [...counts].sort((a, b) => a.days - b.days);
  const n = rows.reduce((sum, {advanced, lost, waiting}) => sum + advanced + lost + waiting, 0);
  if (n === 0) return null;
  const {moves, incidence, remaining, squares} = follow(rows);
  const effective = squares > 0 ? incidence ** 2 / squares : 0;
  const share = (moved: number) => wilson((1 - moved) * effective, effective);
  const firstDay = (reached: (move: Move) => boolean) => moves.find(reached)?.days ?? null;
  const isTellable = remaining <= incidence && moves.length > 0;
  return {
    n,
    advanced: rows.reduce((sum, {advanced}) => sum + advanced, 0),
    median: isTellable
      ? {
          value: firstDay(({moved}) => moved >= 0.5 - tolerance),
          low: firstDay(({moved}) => share(moved).low <= 0.5),
          high: firstDay(({moved}) => share(moved).high <= 0.5),
        }
      : {value: null, low: null, high: null},
    p80: remaining <= incidence / 4 ? firstDay(({moved}) => moved >= 0.8 - tolerance) : null,
    medianOfAdvanced: plainMedian(rows),
    curve: thin(moves).map(({days, moved, atRisk}) => {
      const {value, low, high} = share(moved);
      return {days, share: value, low, high, atRisk};
    }),
  };
}

/**
 * Aalen–Johansen incidence of moving on: F(∞) is `incidence`, the share neither moved on nor lost at the end `remaining`; each
 * lead that moved on has the weight S(t−) / at risk, `squares` is the sum of their squares. `moves` have shares of F(∞).
 */
export function follow(rows: readonly StayCount[]) {
  const fates = rows.flatMap(({days, advanced, lost, waiting}) =>
    [waiting, advanced, lost].map((count, event) => ({time: days, event, count})),
  );
  const steps = cumulativeIncidence(
    {time: fates.map((f) => f.time), event: fates.map((f) => f.event), count: fates.map((f) => f.count)},
    [1, 2],
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
  return {moves, incidence, remaining, squares};
}

function plainMedian(rows: readonly StayCount[]): number | null {
  const moved = rows.filter(({advanced}) => advanced > 0);
  const total = moved.reduce((sum, {advanced}) => sum + advanced, 0);
  let count = 0;
  for (const [i, {days, advanced}] of moved.entries()) {
    count += advanced;
    if (2 * count === total) return (days + moved[i + 1].days) / 2;
    if (2 * count > total) return days;
  }
  return null;
}

/** At most some 200 points, evenly spread over the share; the first and the last stay. */
function thin(moves: readonly Move[]): Move[] {
  if (moves.length <= curvePoints) return [...moves];
  const step = (moved: number) => Math.floor(moved * (curvePoints - 1));
  return moves.filter(({moved}, i) => i === 0 || i === moves.length - 1 || step(moved) > step(moves[i - 1].moved));
}
