import type {Cube} from "../rules/cube.ts";

/** Observations on which the same rules hold, whatever their fold and period: what the search for points works on. */
export interface Cells {
  /** For each rule kept, in the order asked for, the cells on which it holds, ascending. */
  readonly holds: readonly Uint32Array[];
  readonly n: Float64Array;
  readonly conversions: Float64Array;
  readonly total: number;
  readonly totalConversions: number;
  /** What sums over cells add up, `n` and `conversions` in one number where that is exact: see `unpack`. */
  readonly weights: readonly Float64Array[];
}

/** What n counts for in a packed sum: more than conversions can be. */
export const packing = 2 ** 26;

/** Weights of which one sum gives both counts, where both are whole and small enough; else the two apart. */
function pack(n: Float64Array, conversions: Float64Array, total: number): Float64Array[] {
  const isExact = total < packing && n.every(Number.isInteger) && conversions.every(Number.isInteger);
  return isExact ? [n.map((x, i) => x * packing + conversions[i])] : [n, conversions];
}

/** Splits sums of `weights`, one array for each of them, into pairs of n and conversions. */
export function unpack(sums: readonly Float64Array[]): Float64Array {
  const [first, second] = sums;
  const pairs = new Float64Array(2 * first.length);
  for (let i = 0; i < first.length; ++i) {
    const n = second ? first[i] : Math.floor(first[i] / packing);
    pairs[2 * i] = n;
    pairs[2 * i + 1] = second ? second[i] : first[i] - n * packing;
  }
  return pairs;
}

/** Collapses the rows of a cube to cells of equal rules, looking only at the rules at `positions`. Rows of n = 0 vanish. */
export function collapse(cube: Cube, positions: readonly number[]): Cells {
  const holds = positions.map((j) => cube.holds[j]);
  const words = packWords(holds, cube.n.length);
  const {cellOf, first} = numberCells(words, cube.n);
  const n = new Float64Array(first.length);
  const conversions = new Float64Array(first.length);
  const {n: rowN, conversions: rowConversions} = cube;
  for (let r = 0; r < cellOf.length; ++r) {
    const cell = cellOf[r];
    if (cell < 0) continue;
    n[cell] += rowN[r];
    conversions[cell] += rowConversions[r];
  }
  return weigh(first.length === cellOf.length ? holds : listBits(words, first, holds.length), n, conversions);
}

/** A cube of one row for each set of rules that occurs, whatever the fold and period: quicker to search again and again. */
export function mergeRows(cube: Cube): Cube {
  const {holds, n, conversions} = collapse(cube, [...cube.rules.keys()]);
  return {
    rules: cube.rules,
    holds,
    n,
    conversions,
    fold: new Uint8Array(n.length),
    period: new Uint16Array(n.length),
    periods: ["all"],
  };
}

/** Cells with their totals and what sums over them add up. */
export function weigh(holds: readonly Uint32Array[], n: Float64Array, conversions: Float64Array): Cells {
  let total = 0;
  let totalConversions = 0;
  for (let i = 0; i < n.length; ++i) {
    total += n[i];
    totalConversions += conversions[i];
  }
  return {holds, n, conversions, total, totalConversions, weights: pack(n, conversions, total)};
}

/** For each rule the cells on which it holds, read off the words of each cell's first row. */
function listBits(words: readonly Uint32Array[], first: Uint32Array, rules: number): Uint32Array[] {
  const lists = Array.from({length: rules}, () => new Uint32Array(first.length));
  const lengths = new Uint32Array(rules);
  for (let w = 0; w < words.length; ++w) {
    const word = words[w];
    for (let cell = 0; cell < first.length; ++cell) {
      for (let bits = word[first[cell]]; bits !== 0; bits &= bits - 1) {
        const j = 32 * w + 31 - Math.clz32(bits & -bits);
        lists[j][lengths[j]++] = cell;
      }
    }
  }
  return lists.map((list, j) => list.slice(0, lengths[j]));
}

/** Numbers the distinct rule sets in order of appearance, by a hash table with open addressing. */
function numberCells(words: readonly Uint32Array[], n: Float64Array) {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * n.length + 2))).fill(-1);
  const cellOf = new Int32Array(n.length).fill(-1);
  const first = new Uint32Array(n.length);
  let count = 0;
  for (let r = 0; r < n.length; ++r) {
    if (!(n[r] > 0)) continue;
    let at = hash(words, r) & (slots.length - 1);
    while (slots[at] >= 0 && !equal(words, r, first[slots[at]])) at = (at + 1) & (slots.length - 1);
    if (slots[at] < 0) {
      first[count] = r;
      slots[at] = count++;
    }
    cellOf[r] = slots[at];
  }
  return {cellOf, first: first.subarray(0, count)};
}

function packWords(holds: readonly Uint32Array[], rows: number): Uint32Array[] {
  const words = Array.from({length: Math.ceil(holds.length / 32)}, () => new Uint32Array(rows));
  for (let j = 0; j < holds.length; ++j) {
    const word = words[j >>> 5];
    const bit = 1 << (j & 31);
    const list = holds[j];
    for (let i = 0; i < list.length; ++i) word[list[i]] |= bit;
  }
  return words;
}

function hash(words: readonly Uint32Array[], row: number): number {
  let h = 0;
  for (let w = 0; w < words.length; ++w) {
    h = Math.imul(h ^ words[w][row], 0x9e3779b1);
    h ^= h >>> 15;
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
  }
  return h;
}

function equal(words: readonly Uint32Array[], a: number, b: number): boolean {
  for (let w = 0; w < words.length; ++w) if (words[w][a] !== words[w][b]) return false;
  return true;
}
