import type {Cube} from "../cube.ts";

/** Observations on which the same rules hold, whatever their fold and period: what the search for points works on. */
export interface Cells {
  /** For each rule kept, in the order asked for, the cells on which it holds, ascending. */
  readonly holds: readonly Uint32Array[];
  readonly n: Float64Array;
  readonly conversions: Float64Array;
  readonly total: number;
  readonly totalConversions: number;
}

/** Collapses the rows of a cube to cells of equal rules, looking only at the rules at `positions`. Rows of n = 0 vanish. */
export function collapse(cube: Cube, positions: readonly number[]): Cells {
  const holds = positions.map((j) => cube.holds[j]);
  const {cellOf, first} = numberCells(holds, cube.n);
  const n = new Float64Array(first.length);
  const conversions = new Float64Array(first.length);
  let total = 0;
  let totalConversions = 0;
  for (let r = 0; r < cellOf.length; ++r) {
    const cell = cellOf[r];
    if (cell < 0) continue;
    n[cell] += cube.n[r];
    conversions[cell] += cube.conversions[r];
    total += cube.n[r];
    totalConversions += cube.conversions[r];
  }
  const isWhole = first.length === cellOf.length;
  return {
    holds: isWhole ? holds : holds.map((rows) => rows.filter((r) => first[cellOf[r]] === r).map((r) => cellOf[r])),
    n,
    conversions,
    total,
    totalConversions,
  };
}

/** Numbers the distinct rule sets in order of appearance, by a hash table with open addressing. */
function numberCells(holds: readonly Uint32Array[], n: Float64Array) {
  const words = packWords(holds, n.length);
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
