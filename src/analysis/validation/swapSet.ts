import type {Interval, Rate} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {sumsWithout} from "../statistics/foldSums.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {groupJackknife} from "../statistics/jackknife.ts";

/**
 * For each row the share of its observations that stand on a list of the `size` highest ranks. Those tied at the edge share
 * the places left among them equally, so that nothing depends on an order the score does not give.
 */
export function hotList(rank: ArrayLike<number>, n: ArrayLike<number>, size: number): Float64Array {
  const share = new Float64Array(rank.length);
  const order = Array.from(rank, (_, r) => r)
    .filter((r) => n[r] > 0)
    .sort((a, b) => rank[b] - rank[a]);
  let left = size;
  for (let i = 0; i < order.length && left > 0; ) {
    let end = i;
    let tied = 0;
    while (end < order.length && rank[order[end]] === rank[order[i]]) tied += n[order[end++]];
    const part = Math.min(1, left / tied);
    for (; i < end; ++i) share[order[i]] = part;
    left -= tied;
  }
  return share;
}

/** `hotList` of each period by itself; `sizeOf` is given the period's observations. */
export function hotLists({n, period}: Cube, rank: Float64Array, sizeOf: (n: number) => number): Float64Array {
  const all = new Float64Array(rank.length);
  for (const rows of groupBy(period.keys(), (r) => period[r]).values()) {
    const here = (values: Float64Array) => rows.map((r) => values[r]);
    const counts = here(n);
    const size = sizeOf(counts.reduce((sum, x) => sum + x, 0));
    hotList(here(rank), counts, size).forEach((share, i) => {
      all[rows[i]] = share;
    });
  }
  return all;
}

/** What happens to a hot list when the proposed card makes it instead of a rival. Counts are expected where ties are shared. */
export interface Swap {
  rival: Rate;
  proposed: Rate;
  stay: Rate;
  enter: Rate;
  leave: Rate;
  /** Rate of those who enter minus that of those who leave, 95 % by lead; null where nobody enters or leaves. */
  difference: Interval | null;
}

/**
 * Sets the leads on the proposed list beside those on the rival's. Where an edge cuts through tied leads, the two lists draw
 * their share of these independently. Intervals keep a lead's observations together.
 */
export function swapSet(cube: Cube, rival: Float64Array, proposed: Float64Array): Swap {
  const {n, conversions, fold} = cube;
  const rows = (share: (row: number) => number): FoldCount[] => {
    const of = new Map([...new Set(fold)].map((fold) => [fold, {fold, n: 0, conversions: 0}]));
    for (let r = 0; r < fold.length; ++r) {
      const count = of.get(fold[r]) as FoldCount;
      count.n += n[r] * share(r);
      count.conversions += conversions[r] * share(r);
    }
    return [...of.values()];
  };
  const enter = rows((r) => proposed[r] * (1 - rival[r]));
  const leave = rows((r) => rival[r] * (1 - proposed[r]));
  const columns = [enter, leave].flatMap((some) => [
    some.map((count) => count.conversions),
    some.map((count) => count.n),
  ]);
  const folds = enter.map((count) => count.fold);
  const sums = sumsWithout(folds, columns);
  const difference = groupJackknife(folds, (left) => {
    const [entered, entering, stayed, leaving] = sums(left);
    return entered / entering - stayed / leaving;
  });
  return {
    rival: rateByLead(rows((r) => rival[r])),
    proposed: rateByLead(rows((r) => proposed[r])),
    stay: rateByLead(rows((r) => rival[r] * proposed[r])),
    enter: rateByLead(enter),
    leave: rateByLead(leave),
    difference: Number.isNaN(difference.low) ? null : difference,
  };
}
