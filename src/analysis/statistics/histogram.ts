/** Observations by distinct score, ascending: all that discrimination needs. */
export interface Histogram {
  score: Float64Array;
  n: Float64Array;
  conversions: Float64Array;
}

/** Adds up n and conversions by distinct score; rows without observations are dropped. Scores must be finite. */
export function histogram(score: ArrayLike<number>, n: ArrayLike<number>, conversions: ArrayLike<number>): Histogram {
  const {binOf, ...out} = binned(score, n, conversions);
  return out;
}

/** The histogram, and the position in it of each row; −1 for rows without observations. */
export function binned(
  score: ArrayLike<number>,
  n: ArrayLike<number>,
  conversions: ArrayLike<number>,
): Histogram & {binOf: Int32Array} {
  const distinct = distinctScores(score, n);
  const binOf = new Int32Array(score.length).fill(-1);
  const out = {score: distinct, n: new Float64Array(distinct.length), conversions: new Float64Array(distinct.length)};
  for (let r = 0; r < score.length; ++r) {
    if (!(n[r] > 0)) continue;
    const i = position(distinct, score[r]);
    binOf[r] = i;
    out.n[i] += n[r];
    out.conversions[i] += conversions[r];
  }
  return {...out, binOf};
}

function distinctScores(score: ArrayLike<number>, n: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(score.length);
  let count = 0;
  for (let r = 0; r < score.length; ++r) if (n[r] > 0) kept[count++] = score[r];
  const sorted = kept.subarray(0, count).sort();
  count = 0;
  for (let i = 0; i < sorted.length; ++i) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i];
  return sorted.slice(0, count);
}

function position(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
