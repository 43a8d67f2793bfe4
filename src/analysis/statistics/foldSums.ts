import {binned} from "./histogram.ts";

/**
 * Sums of columns over all rows but those of one group, or over all rows for null: the rows are looked at once, and the other
 * groups' sums are then added up.
 */
export function sumsWithout(
  group: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
): (left: number | null) => number[] {
  const of = new Map<number, Float64Array>();
  for (let r = 0; r < group.length; ++r) {
    const sums = of.get(group[r]) ?? new Float64Array(columns.length);
    of.set(group[r], sums);
    for (let k = 0; k < columns.length; ++k) sums[k] += columns[k][r];
  }
  return (left) => {
    const all = columns.map(() => 0);
    for (const [key, sums] of of) if (key !== left) for (let k = 0; k < all.length; ++k) all[k] += sums[k];
    return all;
  };
}

/**
 * AUC over all rows but those of one group, or over all rows for null. Rows are sorted into distinct scores once; a group is
 * then taken from the counts and put back.
 */
export function aucWithout(
  group: ArrayLike<number>,
  score: ArrayLike<number>,
  rows: {n: Float64Array; conversions: Float64Array},
): (left: number | null) => number {
  const {binOf, n, conversions} = binned(score, rows.n, rows.conversions);
  const rowsOf = new Map<number, number[]>();
  for (let r = 0; r < group.length; ++r) {
    if (binOf[r] < 0) continue;
    const some = rowsOf.get(group[r]);
    if (some) some.push(r);
    else rowsOf.set(group[r], [r]);
  }
  return (left) => {
    const [some, won] = [n.slice(), conversions.slice()];
    for (const r of (left === null ? undefined : rowsOf.get(left)) ?? []) {
      some[binOf[r]] -= rows.n[r];
      won[binOf[r]] -= rows.conversions[r];
    }
    return aucOf(some, won);
  };
}

/** Mann–Whitney over counts by ascending score, ties half; 0.5 without both outcomes. */
function aucOf(n: Float64Array, conversions: Float64Array): number {
  let [positives, negatives, pairs] = [0, 0, 0];
  for (let i = 0; i < n.length; ++i) {
    const rest = n[i] - conversions[i];
    pairs += conversions[i] * (negatives + rest / 2);
    positives += conversions[i];
    negatives += rest;
  }
  return positives > 0 && negatives > 0 ? pairs / positives / negatives : 0.5;
}
