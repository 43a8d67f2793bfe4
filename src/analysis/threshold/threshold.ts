import type {Interval, Rate} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {type ScoreCells, scoreCells} from "./scoreCells.ts";

const units = ["week", "month", "quarter", "1,000 leads"] as const;

/** What leads are counted by: the periods of the observations, or per 1,000 where there are no dates. */
export type Unit = (typeof units)[number];

/** What volumes are counted by. */
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

/** Every line one could draw, with what is above it. */
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
  const {score} = cells;
  const places = [...cells.periods.keys()];
  const complete = places.filter((p) => !partial.includes(cells.periods[p]));
  const whole = periods !== undefined || complete.length === 0 ? places : complete;
  const all = new Tally(cells).add(0, score.length - 1);
  const frame: Frame = {unit, cells, whole, periods: periods ?? whole.length, all: all.rate()};
  const above = new Tally(cells);
  const thresholds: Threshold[] = [];
  for (let i = score.length - 1; i >= 0; --i) {
    const rate = above.add(i, i).rate();
    thresholds.push({
      score: score[i],
      rate,
      volume: above.volume(frame),
      share: rate.n / frame.all.n,
      recall: frame.all.conversions > 0 ? rate.conversions / frame.all.conversions : 0,
      lift: frame.all.conversions > 0 ? rate.value / frame.all.value : 1,
    });
  }
  return {...frame, thresholds: thresholds.reverse()};
}

/** Conversions and volume of the leads with scores in the places `from` to `to`, both included. */
export function between(table: ScoreTable, from: number, to: number): {rate: Rate; volume: Volume} {
  const tally = new Tally(table.cells).add(from, to);
  return {rate: tally.rate(), volume: tally.volume(table)};
}

type Frame = Omit<ScoreTable, "thresholds">;

/** Leads of some scores, counted by fold and by period. */
class Tally {
  private readonly folds: FoldCount[];
  private readonly periods: Float64Array;

  constructor(private readonly cells: ScoreCells) {
    this.folds = Array.from({length: cells.folds}, (_, fold) => ({fold, n: 0, conversions: 0}));
    this.periods = new Float64Array(cells.periods.length);
  }

  add(from: number, to: number): this {
    const {folds, n, conversions, periods, periodN} = this.cells;
    for (let i = from; i <= to; ++i) {
      for (let f = 0; f < folds; ++f) {
        this.folds[f].n += n[i * folds + f];
        this.folds[f].conversions += conversions[i * folds + f];
      }
      for (let p = 0; p < periods.length; ++p) this.periods[p] += periodN[i * periods.length + p];
    }
    return this;
  }

  /** With its interval by lead. */
  rate(): Rate {
    return rateByLead(this.folds.filter(({n}) => n > 0));
  }

  volume({unit, whole, periods, all}: Frame): Volume {
    if (unit === "1,000 leads") {
      const n = this.periods.reduce((sum, some) => sum + some, 0);
      return {mean: all.n > 0 ? (1000 * n) / all.n : 0, low: null, high: null};
    }
    const counted = whole.map((p) => this.periods[p]);
    const mean = counted.reduce((sum, n) => sum + n, 0) / Math.max(1, periods);
    return periods === counted.length && periods > 0
      ? {mean, low: Math.min(...counted), high: Math.max(...counted)}
      : {mean, low: null, high: null};
  }
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

/** Money, in the project's currency. */
export interface Worth {
  /** What a conversion brings. */
  value: number;
  /** What calling one lead costs. */
  cost: number;
}

/** Expected profit for each unit of calling every lead above the line once: value × conversions − cost × leads. */
export const profit = ({rate, volume}: Threshold, {value, cost}: Worth): number =>
  volume.mean * (value * rate.value - cost);

/** `profit` with the interval that its rate gives it; leads for each unit are taken as they are. */
export const profitInterval = (threshold: Threshold, {value, cost}: Worth): Interval => {
  const at = (rate: number) => threshold.volume.mean * (value * rate - cost);
  const {value: rate, low, high} = threshold.rate;
  return {value: at(rate), low: at(low), high: at(high)};
};

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
