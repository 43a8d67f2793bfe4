import {type FoldCount, rateByLead} from "./byLead.ts";
import type {Cube} from "./cube.ts";
import type {Rate} from "./findings.ts";
import {type ScoreCells, scoreCells} from "./scoreCells.ts";

export const units = ["week", "month", "quarter", "1,000 leads"] as const;

/** What leads are counted by: the periods of the observations, or per 1,000 where there are no dates. */
export type Unit = (typeof units)[number];

export interface Per {
  unit: Unit;
  /** How many periods the rows stand for, where the cube's own are added up. Default: the cube's periods. */
  periods?: number;
  /** Positions of periods that are not whole: they count for rates, not for leads a period. */
  partial?: readonly number[];
}

/** Leads for each unit: the mean over periods, least and most; null where the periods are not known apart. */
export interface Volume {
  mean: number;
  low: number | null;
  high: number | null;
}

/** A possible line: leads with at least this score are above it. */
export interface Threshold {
  score: number;
  /** Conversions of the leads above (precision), with its interval by lead. `n` and `conversions` over all periods. */
  rate: Rate;
  volume: Volume;
  /** Share of all leads that is above. */
  share: number;
  /** Share of all conversions that is above; 0 without conversions. */
  recall: number;
  /** Rate over the rate of all; 1 without conversions. */
  lift: number;
}

export interface ScoreTable {
  /** Every possible line, lowest score (everyone) first. */
  thresholds: readonly Threshold[];
  /** Everyone. */
  all: Rate;
  unit: Unit;
  cells: ScoreCells;
  /** Positions in `cells.periods` that count for volumes, and how many periods they stand for. */
  whole: readonly number[];
  periods: number;
}

/** What every possible line would do on the observations of a cube, `points` in the order of its rules. */
export const scoreTable = (cube: Cube, points: ArrayLike<number>, per: Per = {unit: "month"}): ScoreTable =>
  tableOf(scoreCells(cube, points), per);

/** `scoreTable` of a score histogram. */
export function tableOf(cells: ScoreCells, {unit, periods, partial = []}: Per): ScoreTable {
  const places = [...cells.periods.keys()];
  const complete = places.filter((p) => !partial.includes(cells.periods[p]));
  const whole = periods !== undefined || complete.length === 0 ? places : complete;
  const frame = {unit, cells, whole, periods: periods ?? whole.length};
  const highest = cells.score.length - 1;
  const all = rateBetween(cells, 0, highest);
  const thresholds = cells.score.map((score, i): Threshold => {
    const rate = rateBetween(cells, i, highest);
    return {
      score,
      rate,
      volume: volumeBetween(frame, i, highest),
      share: rate.n / all.n,
      recall: all.conversions > 0 ? rate.conversions / all.conversions : 0,
      lift: all.conversions > 0 ? rate.value / all.value : 1,
    };
  });
  return {...frame, thresholds, all};
}

/** Conversions of the leads with scores in the places `from` to `to`, both included, with the interval by lead. */
export function rateBetween({folds, n, conversions}: ScoreCells, from: number, to: number): Rate {
  const counts: FoldCount[] = Array.from({length: folds}, (_, fold) => ({fold, n: 0, conversions: 0}));
  for (let i = from; i <= to; ++i) {
    for (let f = 0; f < folds; ++f) {
      counts[f].n += n[i * folds + f];
      counts[f].conversions += conversions[i * folds + f];
    }
  }
  return rateByLead(counts.filter((count) => count.n > 0));
}

/** Leads for each unit with scores in the places `from` to `to`, both included. */
export function volumeBetween(
  {unit, cells, whole, periods}: Pick<ScoreTable, "unit" | "cells" | "whole" | "periods">,
  from: number,
  to: number,
): Volume {
  const width = cells.periods.length;
  const each = new Float64Array(width);
  let [some, all] = [0, 0];
  for (let i = 0; i < cells.score.length; ++i) {
    for (let p = 0; p < width; ++p) {
      const n = cells.periodN[i * width + p];
      all += n;
      if (i < from || i > to) continue;
      some += n;
      each[p] += n;
    }
  }
  if (unit === "1,000 leads") return {mean: all > 0 ? (1000 * some) / all : 0, low: null, high: null};
  const counted = whole.map((p) => each[p]);
  const mean = counted.reduce((sum, n) => sum + n, 0) / Math.max(1, periods);
  return periods === counted.length && periods > 0
    ? {mean, low: Math.min(...counted), high: Math.max(...counted)}
    : {mean, low: null, high: null};
}

/** A line that was chosen, and the next one that lets more leads through; null where there is none. */
export interface Choice<T extends Threshold = Threshold> {
  threshold: T | null;
  next: T | null;
}

/** The lowest line with at most so many leads for each unit: leads at one score are above it together, or not at all. */
export const chooseByCapacity = <T extends Threshold>(thresholds: readonly T[], capacity: number): Choice<T> =>
  lowestWhere(thresholds, ({volume}) => volume.mean <= capacity);

/** The lowest line above which at least this share converts. */
export const chooseByPrecision = <T extends Threshold>(thresholds: readonly T[], precision: number): Choice<T> =>
  lowestWhere(thresholds, ({rate}) => rate.value >= precision);

function lowestWhere<T extends Threshold>(thresholds: readonly T[], holds: (t: T) => boolean): Choice<T> {
  const at = thresholds.findIndex(holds);
  if (at < 0) return {threshold: null, next: thresholds.at(-1) ?? null};
  return {threshold: thresholds[at], next: thresholds[at - 1] ?? null};
}

export interface Worth {
  /** What a conversion brings. */
  value: number;
  /** What calling one lead costs. */
  cost: number;
}

/** Expected profit for each unit of calling every lead above the line once: value × conversions − cost × leads. */
export const profit = ({rate, volume}: Threshold, {value, cost}: Worth): number =>
  volume.mean * (value * rate.value - cost);

/**
 * The line with the most profit, the higher one of equals; null where no line brings any. `nearly`: the lines whose profit
 * lies within a twentieth of it.
 */
export function chooseByProfit<T extends Threshold>(
  thresholds: readonly T[],
  worth: Worth,
): Choice<T> & {profit: number; nearly: T[]} {
  let best = -1;
  for (let i = thresholds.length - 1; i >= 0; --i) {
    if (profit(thresholds[i], worth) > (best < 0 ? 0 : profit(thresholds[best], worth))) best = i;
  }
  if (best < 0) return {threshold: null, next: thresholds.at(-1) ?? null, profit: 0, nearly: []};
  const most = profit(thresholds[best], worth);
  return {
    threshold: thresholds[best],
    next: thresholds[best - 1] ?? null,
    profit: most,
    nearly: thresholds.filter((t) => profit(t, worth) >= 0.95 * most),
  };
}
