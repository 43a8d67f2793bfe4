import {type Cells, packing} from "./cells.ts";

/** Observations and conversions of every pattern of some rules: bit t of the index says whether the t-th holds. */
export interface Table {
  readonly n: Float64Array;
  readonly conversions: Float64Array;
}

/** Counts of nothing, by pattern. */
export const emptyTable = (patterns: number): Table => ({
  n: new Float64Array(patterns),
  conversions: new Float64Array(patterns),
});

/** For every subset of some rules (bit t of the index for the t-th) its size, and where its supersets by one are counted. */
interface Places {
  readonly place: Int32Array;
  readonly size: Uint8Array;
  /** Bits of the rules that are counted where they do not hold. */
  readonly turned: number;
}

/** Number of sets of m among n. */
export function choose(n: number, m: number): number {
  let ways = 1;
  for (let i = 1; i <= m; ++i) ways = (ways * (n - m + i)) / i;
  return n < m ? 0 : Math.round(ways);
}

/**
 * Observations and conversions on which all rules of a set hold, for every set of at most `most` rules: one pass over the
 * cells. Sets are numbered by size, then by their rank in colexicographic order, so that the place of a set and one later
 * rule is a sum. Rules that hold more often than not are counted where they do not hold, which leaves fewer sets to visit
 * and says the same.
 */
export class SetCounts {
  /** Sums of the cells' weights over each set: of both counts in one, or one after the other. */
  private readonly sums: Float64Array;
  private readonly second: Float64Array | null;
  private readonly work: Float64Array;
  /** 1 for a rule counted where it does not hold. */
  readonly isTurned: Uint8Array;
  /** Place of the first set of each size. */
  private readonly first: number[] = [0];
  /** `choose(rule, size)` at `rule * (most + 1) + size`. */
  private readonly ways: Int32Array;

  constructor(
    cells: Cells,
    private readonly order: readonly number[],
    private readonly most: number,
  ) {
    const d = order.length;
    for (let size = 0; size <= most; ++size) this.first.push(this.first[size] + choose(d, size));
    this.sums = new Float64Array(this.first[most + 1]);
    this.second = cells.weights.length > 1 ? new Float64Array(this.first[most + 1]) : null;
    this.work = new Float64Array(2 ** most);
    this.ways = new Int32Array((d + 1) * (most + 1));
    for (let j = 0; j <= d; ++j) for (let m = 0; m <= most; ++m) this.ways[j * (most + 1) + m] = choose(j, m);
    this.isTurned = Uint8Array.from(order, (j) => (2 * sum(cells.holds[j], cells.n) > cells.total ? 1 : 0));
  }

  /** Counts every set. Returns false, incomplete, where `mayGoOn` ends it. */
  count(cells: Cells, mayGoOn: () => boolean): boolean {
    const {lists, start} = this.activeRules(cells);
    const [weight, other] = cells.weights;
    for (let cell = 0; cell < cells.n.length; ++cell) {
      if (cell % 4096 === 4095 && !mayGoOn()) return false;
      this.add(lists, start[cell], start[cell + 1], weight[cell], other ? other[cell] : 0, 0, 0);
    }
    return true;
  }

  /** Adds a cell to the set of size `size` at `rank`, and to all sets that hold it and rules of the list from `from`. */
  private add(lists: Uint16Array, from: number, to: number, weight: number, other: number, size: number, rank: number) {
    const {most, sums, second, ways} = this;
    const base = this.first[size + 1];
    const isLast = size + 1 === most;
    for (let i = from; i < to; ++i) {
      const next = rank + ways[lists[i] * (most + 1) + size + 1];
      sums[base + next] += weight;
      if (second) second[base + next] += other;
      if (!isLast) this.add(lists, i + 1, to, weight, other, size + 1, next);
    }
  }

  private activeRules({holds, n}: Cells): {lists: Uint16Array; start: Int32Array} {
    const held = this.order.map((j, t) => (this.isTurned[t] ? others(holds[j], n.length) : holds[j]));
    const start = new Int32Array(n.length + 1);
    for (const list of held) for (let i = 0; i < list.length; ++i) ++start[list[i] + 1];
    for (let cell = 0; cell < n.length; ++cell) start[cell + 1] += start[cell];
    const lists = new Uint16Array(start[n.length]);
    const next = start.slice();
    held.forEach((list, t) => {
      for (let i = 0; i < list.length; ++i) lists[next[list[i]]++] = t;
    });
    return {lists, start};
  }

  /** Places of every subset of `rules`, ascending, with one later rule yet to come. */
  places(rules: readonly number[]): Places {
    const {first, ways, most, isTurned} = this;
    const place = new Int32Array(2 ** rules.length);
    const size = new Uint8Array(place.length);
    for (let subset = 1; subset < place.length; ++subset) {
      const t = 31 - Math.clz32(subset);
      const rest = subset ^ (1 << t);
      size[subset] = size[rest] + 1;
      place[subset] = place[rest] + ways[rules[t] * (most + 1) + size[subset]];
    }
    for (let subset = 0; subset < place.length; ++subset) place[subset] += first[size[subset] + 1];
    const turned = rules.reduce((mask, j, t) => mask | (isTurned[j] << t), 0);
    return {place, size, turned};
  }

  /** Counts of every pattern of the rules of `places` on which rule c, later than all of them, holds as well. */
  joint({place, size, turned}: Places, c: number, plain: Table, into: Table): void {
    const {n, conversions} = into;
    if (this.second) {
      this.exact(this.sums, {place, size, turned}, c, n);
      this.exact(this.second, {place, size, turned}, c, conversions);
    } else {
      this.exact(this.sums, {place, size, turned}, c, this.work);
      for (let i = 0; i < place.length; ++i) {
        const cases = Math.floor(this.work[i] / packing);
        n[i] = cases;
        conversions[i] = this.work[i] - cases * packing;
      }
    }
    const isTurned = this.isTurned[c] === 1;
    for (let i = 0; i < place.length; ++i) {
      if (isTurned) {
        n[i] = plain.n[i] - n[i];
        conversions[i] = plain.conversions[i] - conversions[i];
      }
      if (this.second === null) continue;
      n[i] = Math.max(0, Math.min(plain.n[i], n[i]));
      conversions[i] = Math.max(0, Math.min(plain.conversions[i], n[i], conversions[i]));
    }
  }

  /** From sums over observations on which at least the rules of a subset hold to those on which no others of them do. */
  private exact(sums: Float64Array, {place, size, turned}: Places, c: number, f: Float64Array): void {
    const {ways, most} = this;
    const count = place.length;
    const row = c * (most + 1) + 1;
    for (let i = 0; i < count; ++i) f[i ^ turned] = sums[place[i] + ways[row + size[i]]];
    for (let bit = 1; bit < count; bit *= 2) {
      const all = turned & bit;
      const part = bit ^ all;
      for (let block = 0; block < count; block += 2 * bit)
        for (let i = block; i < block + bit; ++i) f[i | all] -= f[i | part];
    }
  }
}

function sum(list: Uint32Array, weight: Float64Array): number {
  let total = 0;
  for (let i = 0; i < list.length; ++i) total += weight[list[i]];
  return total;
}

function others(list: Uint32Array, count: number): Uint32Array {
  const rest = new Uint32Array(count - list.length);
  for (let cell = 0, i = 0, k = 0; cell < count; ++cell) {
    if (list[i] === cell) ++i;
    else rest[k++] = cell;
  }
  return rest;
}
