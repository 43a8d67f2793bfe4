import type {Interval, Rate} from "../findings.ts";
import {type Evaluation, evaluateBins} from "../points/evaluate.ts";
import {binsAuc, type ScoreBins} from "../points/line.ts";
import type {Cube} from "../rules/cube.ts";
import {rateByLead} from "../statistics/byLead.ts";
import {wilson} from "../statistics/intervals.ts";
import {jackknifeInterval} from "../statistics/jackknife.ts";
import {histogramAuc} from "../statistics/metrics.ts";
import {scoreOfTop} from "./calibrateCard.ts";

/** All that is shown of a card: its fit, its AUC with interval, and its score bins. */
export interface CardFigures extends Evaluation {
  aucInterval: Interval;
  bins: ScoreBins;
}

/** By how much intervals that keep a lead's observations together are wider than those of independent observations. */
export interface Widening {
  auc: number;
  rate: number;
}

const independent: Widening = {auc: 1, rate: 1};

/** The widening of a card on a cube with lead folds: of its AUC, and of the rate of the fifth with the highest scores. */
export function wideningOf(card: LiveCard): Widening {
  const {bins, aucInterval} = card.figures();
  const above = card.rate(scoreOfTop(bins, 0.2), Number.MAX_SAFE_INTEGER);
  return {
    auc: wider(aucInterval, histogramAuc(trimmed(bins))),
    rate: wider(above, wilson(above.conversions, above.n)),
  };
}

/** An AUC's interval, so many times as wide, cut to [0, 1]. */
export function widenedAuc({value, low, high}: Interval, by: number): Interval {
  return {value, low: Math.max(0, value - by * (value - low)), high: Math.min(1, value + by * (high - value))};
}

/** Width of an interval over that of another; 1 where it is no wider or cannot be told. */
function wider(a: Interval, b: Interval): number {
  const ratio = (a.high - a.low) / (b.high - b.low);
  return Number.isFinite(ratio) ? Math.max(1, ratio) : 1;
}

/**
 * A card whose points change under the reader's hand. It keeps every row's score and the score histogram of each lead fold,
 * so that a change moves the rows of the changed rules alone, and fit, AUC and its jackknife over lead folds come from a few
 * hundred bins. Counts must be whole, which keeps the sums exact however often rows are moved.
 */
export class LiveCard {
  readonly cube: Cube;
  #points: Int32Array;
  /** Lowest score that has a bin, and bins of a fold. */
  #lowest = 0;
  #width = 1;
  /** Number of folds, and the position of each row's bin: fold · width + score − lowest. */
  readonly #folds: number;
  readonly #foldOf: Uint8Array;
  #at: Int32Array;
  #n = new Float64Array(0);
  #conversions = new Float64Array(0);
  readonly #widening: Widening;

  /** @param widening of intervals, where the cube has no folds to tell it by */
  constructor(cube: Cube, points: ArrayLike<number> = new Int32Array(cube.rules.length), widening = independent) {
    this.cube = cube;
    this.#widening = widening;
    const folds = [...new Set(cube.fold)].sort((a, b) => a - b);
    this.#folds = folds.length;
    this.#foldOf = cube.fold.map((fold) => folds.indexOf(fold));
    this.#at = new Int32Array(cube.n.length);
    this.#points = new Int32Array(cube.rules.length);
    this.#makeRoom(0, 0);
    this.setPoints(points);
  }

  /** Gives each rule its points, in the order of the cube's rules. */
  setPoints(points: ArrayLike<number>): void {
    const old = this.#points;
    const next = Int32Array.from(points);
    const lowest = sumOf(old, (p, j) => Math.min(p, next[j], 0));
    const highest = sumOf(old, (p, j) => Math.max(p, next[j], 0));
    if (lowest < this.#lowest || highest >= this.#lowest + this.#width) this.#makeRoom(2 * lowest, 2 * highest);
    for (let j = 0; j < next.length; ++j) if (next[j] !== old[j]) this.#move(j, next[j] - old[j]);
    this.#points = next;
  }

  figures(): CardFigures {
    const bins = this.#bins();
    return {...evaluateBins(bins), aucInterval: this.#aucInterval(bins), bins};
  }

  /** Conversions of the observations with scores from `least` to `most`, both included, the interval by lead. */
  rate(least: number, most: number): Rate {
    const from = Math.max(0, least - this.#lowest);
    const to = Math.min(this.#width - 1, most - this.#lowest);
    const counts = Array.from({length: this.#folds}, (_, fold) => {
      let [n, conversions] = [0, 0];
      for (let i = from; i <= to; ++i) {
        n += this.#n[fold * this.#width + i];
        conversions += this.#conversions[fold * this.#width + i];
      }
      return {fold, n, conversions};
    });
    if (this.#folds > 1) return rateByLead(counts.filter(({n}) => n > 0));
    const [{n, conversions} = {n: 0, conversions: 0}] = counts;
    const effect = this.#widening.rate ** 2;
    const {low, high} = wilson(conversions / effect, n / effect);
    return {...wilson(conversions, n), low, high};
  }

  #move(rule: number, by: number): void {
    const {holds, n, conversions} = this.cube;
    const [at, cases, converted] = [this.#at, this.#n, this.#conversions];
    for (const r of holds[rule]) {
      const from = at[r];
      const to = from + by;
      cases[from] -= n[r];
      cases[to] += n[r];
      converted[from] -= conversions[r];
      converted[to] += conversions[r];
      at[r] = to;
    }
  }

  /** Lays the bins out anew for scores from `lowest` to `highest`. */
  #makeRoom(lowest: number, highest: number): void {
    const {n, conversions} = this.cube;
    const width = highest - lowest + 1;
    const cases = new Float64Array(this.#folds * width);
    const converted = new Float64Array(this.#folds * width);
    const isNew = this.#n.length === 0;
    for (let r = 0; r < n.length; ++r) {
      const fold = this.#foldOf[r];
      const score = isNew ? 0 : this.#at[r] - fold * this.#width + this.#lowest;
      const to = fold * width + score - lowest;
      cases[to] += n[r];
      converted[to] += conversions[r];
      this.#at[r] = to;
    }
    [this.#lowest, this.#width, this.#n, this.#conversions] = [lowest, width, cases, converted];
  }

  /** Bins that occur, ascending. */
  #bins(): ScoreBins {
    const width = this.#width;
    const [n, conversions] = [this.#n, this.#conversions].map((counts) => {
      const sums = new Float64Array(width);
      for (let from = 0; from < counts.length; from += width)
        for (let i = 0; i < width; ++i) sums[i] += counts[from + i];
      return sums;
    });
    const score = new Float64Array(width);
    let count = 0;
    for (let i = 0; i < width; ++i) {
      if (!(n[i] > 0)) continue;
      score[count] = this.#lowest + i;
      n[count] = n[i];
      conversions[count++] = conversions[i];
    }
    return {score, n, conversions, count};
  }

  /** By delete-a-fold jackknife; with fewer than two folds DeLong's, which takes observations as independent, widened. */
  #aucInterval(bins: ScoreBins): Interval {
    if (this.#folds < 2) {
      return widenedAuc(histogramAuc(trimmed(bins)), this.#widening.auc);
    }
    const rest = {...bins, n: new Float64Array(bins.count), conversions: new Float64Array(bins.count)};
    const without = Array.from({length: this.#folds}, (_, fold) => {
      for (let i = 0; i < bins.count; ++i) {
        const at = fold * this.#width + bins.score[i] - this.#lowest;
        rest.n[i] = bins.n[i] - this.#n[at];
        rest.conversions[i] = bins.conversions[i] - this.#conversions[at];
      }
      return aucOr(rest);
    });
    const {value, low, high} = jackknifeInterval(aucOr(bins), without);
    return {value, low: Math.max(0, low), high: Math.min(1, high)};
  }
}

/** The bins that occur, in arrays of their number. */
function trimmed({score, n, conversions, count}: ScoreBins) {
  const upTo = (values: Float64Array) => values.subarray(0, count);
  return {score: upTo(score), n: upTo(n), conversions: upTo(conversions)};
}

/** ½ where there are no pairs to compare. */
function aucOr(bins: ScoreBins): number {
  const auc = binsAuc(bins);
  return Number.isNaN(auc) ? 0.5 : auc;
}

function sumOf(values: Int32Array, of: (value: number, position: number) => number): number {
  let sum = 0;
  for (let j = 0; j < values.length; ++j) sum += of(values[j], j);
  return sum;
}
