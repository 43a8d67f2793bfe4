import type {Interval, Rate} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {aucWithout} from "../statistics/foldSums.ts";
import {binned} from "../statistics/histogram.ts";
import {groupJackknife} from "../statistics/jackknife.ts";
import {aucInterval, brier, type Decile, deciles, logLoss, reliability} from "../statistics/metrics.ts";

/** How well chances fit what came: order, size and reliability. */
export interface Quality {
  auc: Interval;
  logLoss: number;
  brier: number;
  /** Reliability: intercept and slope of the outcome on the predicted log-odds; 0 and 1 are ideal. */
  intercept: number;
  slope: number;
  n: number;
  conversions: number;
}

/** What a contender says of the rows of a cube. */
export interface Forecast {
  /** Natural log-odds of conversion. */
  logOdds: Float64Array;
  /** What leads are sorted by, highest first: the log-odds, or the score they stem from. */
  rank: Float64Array;
}

/**
 * How well forecasts tell converted from unconverted observations, and how true their probabilities are. The AUC's interval
 * is DeLong's where each lead gives one observation; otherwise a jackknife over lead folds.
 */
export function quality(cube: Cube, {logOdds, rank}: Forecast, oneRowPerLead: boolean): Quality {
  const {n, conversions} = cube;
  const p = logOdds.map(probability);
  const {intercept, slope} = reliability(logOdds, n, conversions);
  return {
    auc: oneRowPerLead ? aucInterval(rank, n, conversions) : aucByLead(cube, rank),
    logLoss: logLoss(p, n, conversions),
    brier: brier(p, n, conversions),
    intercept,
    slope,
    n: total(n),
    conversions: total(conversions),
  };
}

/** The chance, 0–1, of natural-log odds. */
export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** AUC with its 95 % jackknife interval over lead folds, cut to [0, 1]. */
export function aucByLead({n, conversions, fold}: Cube, rank: Float64Array): Interval {
  const {value, low, high} = groupJackknife(fold, aucWithout(fold, rank, {n, conversions}));
  return {value, low: Math.max(0, low), high: Math.min(1, high)};
}

/** The values of rows that pass, 0 for the others. */
export const kept = (values: Float64Array, keep: (row: number) => boolean): Float64Array =>
  values.map((value, r) => (keep(r) ? value : 0));

/** Tenths of the observations by rank, highest first, with the share of all conversions down to each. */
export function gains({n, conversions, fold}: Cube, {rank}: Forecast): Decile[] {
  return deciles(rank, n, conversions, fold);
}

/** Mean predicted chance of some observations, and what came true. */
export type ReliabilityBin = {predicted: number} & Rate;

interface Bin {
  n: number;
  predicted: number;
  /** By lead fold. */
  rows: Map<number, FoldCount>;
}

/** Predicted beside observed share, by tenths of the observations: mean prediction, and what happened with its interval by lead. */
export function reliabilityBins({n, conversions, fold}: Cube, {logOdds}: Forecast): ReliabilityBin[] {
  const {binOf, ...values} = binned(logOdds, n, conversions);
  const size = total(n) / 10;
  const tenthOf = new Uint8Array(values.n.length);
  let [tenth, open] = [0, 0];
  for (let i = 0; i < values.n.length; ++i) {
    tenthOf[i] = tenth;
    open += values.n[i];
    if (open < size) continue;
    ++tenth;
    open = 0;
  }
  const bins = Array.from({length: tenth + (open > 0 ? 1 : 0)}, (): Bin => ({n: 0, predicted: 0, rows: new Map()}));
  for (let r = 0; r < n.length; ++r) {
    if (binOf[r] < 0) continue;
    const bin = bins[tenthOf[binOf[r]]];
    const count = bin.rows.get(fold[r]) ?? {fold: fold[r], n: 0, conversions: 0};
    bin.rows.set(fold[r], count);
    count.n += n[r];
    count.conversions += conversions[r];
    bin.n += n[r];
    bin.predicted += n[r] * probability(logOdds[r]);
  }
  return bins.map((b) => ({predicted: b.predicted / b.n, ...rateByLead([...b.rows.values()])}));
}

/** The sum of the values. */
export function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
