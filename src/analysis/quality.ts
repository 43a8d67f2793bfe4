import {type FoldCount, rateByLead} from "./byLead.ts";
import type {Cube} from "./cube.ts";
import type {Interval, Quality, Validation} from "./findings.ts";
import {groupJackknife} from "./jackknife.ts";
import {auc, aucInterval, brier, deciles, logLoss, reliability} from "./metrics.ts";

/** Predictions for the rows of a cube: natural log-odds of conversion. */
export interface Predicted {
  cube: Cube;
  logOdds: Float64Array;
}

/**
 * How well predictions tell converted from unconverted observations, and how true their probabilities are. The AUC's interval
 * is DeLong's where each lead gives one observation; otherwise a jackknife over lead folds.
 */
export function quality(predicted: Predicted, oneRowPerLead: boolean): Quality {
  const {cube, logOdds} = predicted;
  const {n, conversions} = cube;
  const p = logOdds.map(probability);
  const {intercept, slope} = reliability(logOdds, n, conversions);
  return {
    auc: oneRowPerLead ? aucInterval(logOdds, n, conversions) : aucByLead(predicted),
    logLoss: logLoss(p, n, conversions),
    brier: brier(p, n, conversions),
    intercept,
    slope,
    n: total(n),
    conversions: total(conversions),
  };
}

export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

function aucByLead({cube: {n, conversions, fold}, logOdds}: Predicted): Interval {
  return groupJackknife(fold, (keep) => {
    const kept = (values: Float64Array) => values.map((value, r) => (keep(r) ? value : 0));
    return auc(logOdds, kept(n), kept(conversions));
  });
}

/** Tenths of the observations by prediction, highest first, with the share of all conversions down to each. */
export function gains({cube: {n, conversions}, logOdds}: Predicted): Validation["deciles"] {
  return deciles(logOdds, n, conversions);
}

interface Bin {
  n: number;
  predicted: number;
  rows: FoldCount[];
}

/** Predicted beside observed share, by tenths of the observations: mean prediction, and what happened with its interval by lead. */
export function reliabilityBins({cube: {n, conversions, fold}, logOdds}: Predicted): Validation["reliability"] {
  const order = [...logOdds.keys()].sort((a, b) => logOdds[a] - logOdds[b]);
  const size = total(n) / 10;
  const bins: Bin[] = [];
  let open: Bin | null = null;
  order.forEach((r, i) => {
    open ??= {n: 0, predicted: 0, rows: []};
    open.n += n[r];
    open.rows.push({fold: fold[r], n: n[r], conversions: conversions[r]});
    open.predicted += n[r] * probability(logOdds[r]);
    const tied = i + 1 < order.length && logOdds[order[i + 1]] === logOdds[r];
    if ((open.n >= size && !tied) || i + 1 === order.length) {
      bins.push(open);
      open = null;
    }
  });
  return bins.filter((b) => b.n > 0).map((b) => ({predicted: b.predicted / b.n, ...rateByLead(b.rows)}));
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
