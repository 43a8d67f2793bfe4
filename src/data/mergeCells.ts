/** Observations on which the same rules hold: the bits of the rules, how many there are, and how many converted. */
export interface Cell {
  mask_low: number;
  mask_high: number;
  n: number;
  conversions: number;
}

/**
 * The same observations in cells of at least `minCell` each. Again and again the smallest cell is put together with the one
 * whose rules differ least (the smaller one of equals), under the rules of the one that began larger. All
 * observations and conversions stay; with fewer than `minCell` in all, none do. Depends on the cells alone, not their order.
 */
export function mergeSmall(cells: readonly Cell[], minCell: number): Cell[] {
  const left = cells.map((cell) => ({...cell, began: cell.n})).sort(smallerFirst);
  for (;;) {
    const at = smallest(left);
    if (at < 0 || left[at].n >= minCell) break;
    const [small] = left.splice(at, 1);
    const into = nearest(small, left);
    if (!into) break;
    if (into.began < small.began) {
      into.mask_low = small.mask_low;
      into.mask_high = small.mask_high;
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

const smallerFirst = (a: Cell, b: Cell): number =>
  a.n - b.n || a.mask_high - b.mask_high || a.mask_low - b.mask_low || a.conversions - b.conversions;

/** Position of the first of the smallest cells; −1 without cells. */
function smallest(cells: readonly Cell[]): number {
  let found = -1;
  for (let i = 0; i < cells.length; ++i) if (found < 0 || cells[i].n < cells[found].n) found = i;
  return found;
}

function nearest<T extends Cell>(cell: Cell, cells: readonly T[]): T | undefined {
  let found: T | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const other of cells) {
    const differing = bitsIn(cell.mask_low ^ other.mask_low) + bitsIn(cell.mask_high ^ other.mask_high);
    if (found === undefined || differing < distance || (differing === distance && other.n < found.n)) {
      found = other;
      distance = differing;
    }
  }
  return found;
}

/** How many of 32 bits are set (Warren, Hacker's Delight, 5-1). */
function bitsIn(mask: number): number {
  let x = mask - ((mask >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
