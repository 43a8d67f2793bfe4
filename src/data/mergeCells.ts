/** Observations on which the same rules hold: the bits of the rules, how many there are, and how many converted. */
export interface Cell {
  mask_low: number;
  mask_high: number;
  n: number;
  conversions: number;
}

/** Log-odds of each rule, by its bit. */
export type Weights = ArrayLike<number>;

/** What differences between rules count beside differences between scores: enough to part cells of one score. */
const besides = 0.1;

/**
 * The same observations in cells of at least `minCell` each. Again and again the smallest cell is put together with the
 * nearest one (the smaller one of equals), under the rules of the one that began larger. Two cells are near where all the
 * cards give them nearly the same score, and then where they differ in rules of little weight. All observations and
 * conversions stay; with fewer than `minCell` in all, none do. Depends on the cells alone, not their order.
 *
 * @param cards what the scores are made of: one weight a rule for each card whose figures should change least. The last one
 *   also says what a rule weighs by itself
 */
export function mergeSmall(cells: readonly Cell[], minCell: number, cards: readonly Weights[]): Cell[] {
  const left = cells.map((cell) => scored({...cell, began: cell.n}, cards)).sort(smallerFirst);
  const weights = cards[cards.length - 1];
  for (;;) {
    const at = smallest(left);
    if (at < 0 || left[at].n >= minCell) break;
    const [small] = left.splice(at, 1);
    const into = nearest(small, left, weights);
    if (!into) break;
    if (into.began < small.began) {
      into.mask_low = small.mask_low;
      into.mask_high = small.mask_high;
      into.scores = small.scores;
      into.began = small.began;
    }
    into.n += small.n;
    into.conversions += small.conversions;
  }
  return left
    .filter(({n}) => n >= minCell)
    .map(({mask_low, mask_high, n, conversions}) => ({mask_low, mask_high, n, conversions}))
    .sort(smallerFirst);
}

interface ScoredCell extends Cell {
  /** Observations before anything was put into it. */
  began: number;
  /** By card, in log-odds. */
  scores: number[];
}

function scored<T extends Cell>(cell: T, cards: readonly Weights[]): T & Pick<ScoredCell, "scores"> {
  return {...cell, scores: cards.map((weights) => sumOf(cell, (j) => weights[j]))};
}

const smallerFirst = (a: Cell, b: Cell): number =>
  a.n - b.n || a.mask_high - b.mask_high || a.mask_low - b.mask_low || a.conversions - b.conversions;

/** Position of the first of the smallest cells; −1 without cells. */
function smallest(cells: readonly Cell[]): number {
  let found = -1;
  for (let i = 0; i < cells.length; ++i) if (found < 0 || cells[i].n < cells[found].n) found = i;
  return found;
}

function nearest(cell: ScoredCell, cells: readonly ScoredCell[], weights: Weights): ScoredCell | undefined {
  let found: ScoredCell | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const other of cells) {
    let apart = 0;
    for (let i = 0; i < cell.scores.length; ++i) apart += Math.abs(cell.scores[i] - other.scores[i]);
    if (apart > distance) continue;
    const differing = {mask_low: cell.mask_low ^ other.mask_low, mask_high: cell.mask_high ^ other.mask_high};
    apart += besides * sumOf(differing, (j) => Math.abs(weights[j]));
    if (found === undefined || apart < distance || (apart === distance && other.n < found.n)) {
      found = other;
      distance = apart;
    }
  }
  return found;
}

/** Sum over the rules whose bits are set. */
function sumOf({mask_low, mask_high}: Pick<Cell, "mask_low" | "mask_high">, of: (rule: number) => number): number {
  let sum = 0;
  for (let bits = mask_low; bits !== 0; bits &= bits - 1) sum += of(31 - Math.clz32(bits & -bits));
  for (let bits = mask_high; bits !== 0; bits &= bits - 1) sum += of(63 - Math.clz32(bits & -bits));
  return sum;
}
