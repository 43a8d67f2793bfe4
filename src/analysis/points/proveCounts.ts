import type {Cells} from "./cells.ts";

/** Pascal's triangle as far as needed: `choose(n, m)` sets of m among n. */
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
  readonly n: Float64Array;
  readonly conversions: Float64Array;
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
    this.n = new Float64Array(this.first[most + 1]);
    this.conversions = new Float64Array(this.first[most + 1]);
    this.ways = new Int32Array((d + 1) * (most + 1));
    for (let j = 0; j <= d; ++j) for (let m = 0; m <= most; ++m) this.ways[j * (most + 1) + m] = choose(j, m);
    this.isTurned = Uint8Array.from(order, (j) => (2 * sum(cells.holds[j], cells.n) > cells.total ? 1 : 0));
  }

  /** Counts every set. Returns false, incomplete, where `mayGoOn` ends it. */
  count(cells: Cells, mayGoOn: () => boolean): boolean {
    const {lists, start} = this.activeRules(cells);
    for (let cell = 0; cell < cells.n.length; ++cell) {
      if (cell % 4096 === 4095 && !mayGoOn()) return false;
      this.add(lists, start[cell], start[cell + 1], cells.n[cell], cells.conversions[cell], 0, 0);
    }
    return true;
  }

  private add(lists: Uint8Array, from: number, to: number, n: number, y: number, size: number, rank: number): void {
    const at = this.first[size] + rank;
    this.n[at] += n;
    this.conversions[at] += y;
    if (size === this.most) return;
    for (let i = from; i < to; ++i)
      this.add(lists, i + 1, to, n, y, size + 1, rank + this.ways[lists[i] * (this.most + 1) + size + 1]);
  }

  private activeRules({holds, n}: Cells): {lists: Uint8Array; start: Int32Array} {
    const held = this.order.map((j, t) => (this.isTurned[t] ? others(holds[j], n.length) : holds[j]));
    const start = new Int32Array(n.length + 1);
    for (const list of held) for (let i = 0; i < list.length; ++i) ++start[list[i] + 1];
    for (let cell = 0; cell < n.length; ++cell) start[cell + 1] += start[cell];
    const lists = new Uint8Array(start[n.length]);
    const next = start.slice();
    held.forEach((list, t) => {
      for (let i = 0; i < list.length; ++i) lists[next[list[i]]++] = t;
    });
    return {lists, start};
  }

  /** Places, for every subset of `rules` (ascending; bit t for the t-th) and one later rule, less what `after` adds. */
  places(rules: readonly number[]): {place: Int32Array; size: Uint8Array} {
    const {first, ways, most} = this;
    const place = new Int32Array(2 ** rules.length);
    const size = new Uint8Array(place.length);
    for (let subset = 1; subset < place.length; ++subset) {
      const t = 31 - Math.clz32(subset);
      const rest = subset ^ (1 << t);
      size[subset] = size[rest] + 1;
      place[subset] = place[rest] + ways[rules[t] * (most + 1) + size[subset]];
    }
    for (let subset = 0; subset < place.length; ++subset) place[subset] += first[size[subset] + 1];
    return {place, size};
  }

  /**
   * Observations (and conversions, after them) of every pattern of the rules of `places` where rule c, later than all of
   * them, holds as well. Pattern i is the rules whose bit is set.
   */
  joint(
    {place, size}: {place: Int32Array; size: Uint8Array},
    turned: number,
    c: number,
    plain: {n: Float64Array; conversions: Float64Array},
    into: {n: Float64Array; conversions: Float64Array},
  ): void {
    const {ways, most, n, conversions} = this;
    const count = place.length;
    const row = c * (most + 1) + 1;
    const isTurned = this.isTurned[c] === 1;
    for (let i = 0; i < count; ++i) {
      const at = place[i] + ways[row + size[i]];
      into.n[i ^ turned] = n[at];
      into.conversions[i ^ turned] = conversions[at];
    }
    for (let bit = 1; bit < count; bit *= 2) {
      const off = turned & bit;
      for (let i = 0; i < count; ++i) {
        if (i & bit) continue;
        const [all, part] = off ? [i | bit, i] : [i, i | bit];
        into.n[all] -= into.n[part];
        into.conversions[all] -= into.conversions[part];
      }
    }
    for (let i = 0; i < count; ++i) {
      const cases = isTurned ? plain.n[i] - into.n[i] : into.n[i];
      const converted = isTurned ? plain.conversions[i] - into.conversions[i] : into.conversions[i];
      into.n[i] = Math.max(0, Math.min(plain.n[i], cases));
      into.conversions[i] = Math.max(0, Math.min(plain.conversions[i], into.n[i], converted));
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
