import type {ScoreBins} from "./line.ts";
import {type Patterns, patternScores} from "./patterns.ts";

/** Observations and conversions at every whole score from `lowest`, empty ones included. */
export class Histogram {
  lowest = 0;
  span = 0;
  n = new Float64Array(64);
  conversions = new Float64Array(64);

  /** Empties the histogram and sets the scores it covers. */
  cover(lowest: number, highest: number): void {
    this.lowest = lowest;
    this.span = highest - lowest + 1;
    if (this.span > this.n.length) {
      this.n = new Float64Array(2 * this.span);
      this.conversions = new Float64Array(2 * this.span);
    } else {
      this.n.fill(0, 0, this.span);
      this.conversions.fill(0, 0, this.span);
    }
  }
}

/** Arrays reused by every evaluation of a search. */
export class Workspace {
  readonly all = new Histogram();
  readonly held = new Histogram();
  readonly bins: ScoreBins = {
    score: new Float64Array(64),
    n: new Float64Array(64),
    conversions: new Float64Array(64),
    count: 0,
  };
  scores = new Int32Array(64);

  /** Scores of the patterns under a card; valid until the next call. */
  scoresOf(patterns: Patterns, card: ArrayLike<number>): Int32Array {
    if (this.scores.length < patterns.count) this.scores = new Int32Array(2 * patterns.count);
    return patternScores(patterns, card, this.scores);
  }

  /** Score bins of the patterns under a card; valid until the next call. */
  binsOf(patterns: Patterns, card: ArrayLike<number>): ScoreBins {
    const {all} = this;
    const scores = this.scoresOf(patterns, card);
    let lowest = 0;
    let highest = 0;
    for (let t = 0; t < card.length; ++t) {
      if (card[t] < 0) lowest += card[t];
      else highest += card[t];
    }
    all.cover(lowest, highest);
    for (let p = 0; p < patterns.count; ++p) {
      all.n[scores[p] - lowest] += patterns.n[p];
      all.conversions[scores[p] - lowest] += patterns.conversions[p];
    }
    return this.occupied(0);
  }

  /** The bins of `all` after `held` has moved by `shift` points. */
  occupied(shift: number): ScoreBins {
    const {all, held, bins} = this;
    const from = Math.min(0, shift);
    const to = all.span + Math.max(0, shift);
    this.room(to - from);
    let count = 0;
    for (let i = from; i < to; ++i) {
      let n = i >= 0 && i < all.span ? all.n[i] : 0;
      let y = i >= 0 && i < all.span ? all.conversions[i] : 0;
      if (shift !== 0) {
        if (i >= 0 && i < all.span) {
          n -= held.n[i];
          y -= held.conversions[i];
        }
        const k = i - shift;
        if (k >= 0 && k < all.span) {
          n += held.n[k];
          y += held.conversions[k];
        }
      }
      if (n <= 0) continue;
      bins.score[count] = i + all.lowest;
      bins.n[count] = n;
      bins.conversions[count++] = y;
    }
    bins.count = count;
    return bins;
  }

  private room(count: number): void {
    const {bins} = this;
    if (bins.score.length >= count) return;
    bins.score = new Float64Array(2 * count);
    bins.n = new Float64Array(2 * count);
    bins.conversions = new Float64Array(2 * count);
  }
}
