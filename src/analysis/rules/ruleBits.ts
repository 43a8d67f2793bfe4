import type {Cube} from "./cube.ts";

/**
 * The rows of a cube gathered by which rules hold, fold and period forgotten: what a fit loops over. Rules are packed six
 * to a byte, so that a sum over rows for every pair of rules goes through tables of 64 × 64 sums instead of d²/2
 * additions a row: 10 table additions for 30 rules.
 */
export interface RuleBits {
  /** d, the number of rules. */
  readonly ruleCount: number;
  /** Number of distinct combinations of rules. */
  readonly groups: number;
  /** For every six rules one byte a group; at least two, the last ones padded with rules that never hold. */
  readonly bytes: readonly Uint8Array[];
  /** The group of each row of the cube. */
  readonly groupOf: Uint32Array;
}

/** Counts by group. */
export interface Counts {
  n: Float64Array;
  conversions: Float64Array;
}

const width = 6;
const size = 1 << width;

/** Groups a cube's rows by which rules hold on them, a bit a rule and group. */
export function ruleBits({holds, n}: Cube): RuleBits {
  const rows = packRows(holds, n.length);
  const {groupOf, first} = gather(rows, n.length);
  const bytes = rows.map((column) => pick(column, first));
  return {ruleCount: holds.length, groups: first.length, bytes, groupOf};
}

/** Adds up a value of each cube row by group. */
export function byGroup({groups, groupOf}: RuleBits, values: Float64Array): Float64Array {
  const sums = new Float64Array(groups);
  for (let r = 0; r < values.length; ++r) sums[groupOf[r]] += values[r];
  return sums;
}

/** intercept + Σ weights over the rules that hold, for each group. */
export function logOdds(
  {bytes, groups}: Pick<RuleBits, "bytes" | "groups">,
  intercept: number,
  weights: Float64Array,
): Float64Array {
  const eta = new Float64Array(groups).fill(intercept);
  bytes.forEach((column, u) => {
    const table = subsetSums(weights, u * width);
    for (let r = 0; r < groups; ++r) eta[r] += table[column[r]];
  });
  return eta;
}

/** Σ values, then for each rule Σ values over the groups on which it holds: d + 1 sums. */
export function ruleSums({bytes, groups, ruleCount}: RuleBits, values: Float64Array): Float64Array {
  const sums = new Float64Array(ruleCount + 1);
  bytes.forEach((column, u) => {
    const table = new Float64Array(size);
    for (let r = 0; r < groups; ++r) table[column[r]] += values[r];
    addSupersets(table);
    sums[0] = table[0];
    for (let i = 0; i < width && u * width + i < ruleCount; ++i) sums[u * width + i + 1] = table[1 << i];
  });
  return sums;
}

/** XᵀVX with X = [1, rules] and V the given values on the diagonal: (d + 1)² sums, row after row. */
export function gram({bytes, groups, ruleCount}: RuleBits, values: Float64Array): Float64Array {
  const side = ruleCount + 1;
  const out = new Float64Array(side * side);
  const table = new Float64Array(size * size);
  for (let u = 0; u < bytes.length; ++u) {
    for (let v = u + 1; v < bytes.length; ++v) {
      table.fill(0);
      const [high, low] = [bytes[u], bytes[v]];
      for (let r = 0; r < groups; ++r) table[(high[r] << width) | low[r]] += values[r];
      addSupersets(table);
      const masks = [...positions(v, 0, ruleCount), ...positions(u, width, ruleCount), {at: 0, mask: 0}];
      for (const p of masks) for (const q of masks) out[p.at * side + q.at] = table[p.mask | q.mask];
    }
  }
  return out;
}

/** xᵀVx with x = [1, rules] for each group; V symmetric, (d + 1)². */
export function quadraticForms({bytes, groups, ruleCount}: RuleBits, V: Float64Array): Float64Array {
  const side = ruleCount + 1;
  const at = (j: number, k: number) => (j < ruleCount && k < ruleCount ? V[(j + 1) * side + k + 1] : 0);
  const diagonal = Float64Array.from({length: ruleCount}, (_, j) => at(j, j) + 2 * V[j + 1]);
  const q = logOdds({bytes, groups}, V[0], diagonal);
  for (let u = 0; u < bytes.length; ++u) {
    for (let v = u; v < bytes.length; ++v) {
      const table = pairTable((i, k) => (u === v && i >= k ? 0 : 2 * at(u * width + i, v * width + k)));
      const [high, low] = [bytes[u], bytes[v]];
      for (let r = 0; r < groups; ++r) q[r] += table[(high[r] << width) | low[r]];
    }
  }
  return q;
}

/** For every two bytes the sum of `entry(i, k)` over bits i of the high and k of the low one. */
function pairTable(entry: (i: number, k: number) => number): Float64Array {
  const table = new Float64Array(size * size);
  const rows = Array.from({length: width}, (_, i) =>
    subsetSums(
      Float64Array.from({length: width}, (_, k) => entry(i, k)),
      0,
    ),
  );
  for (let high = 1; high < size; ++high) {
    const bit = 31 - Math.clz32(high);
    const rest = high ^ (1 << bit);
    for (let low = 0; low < size; ++low) table[(high << width) | low] = table[(rest << width) | low] + rows[bit][low];
  }
  return table;
}

/** For every byte the sum of the weights, from `offset` on, of the bits it has. */
function subsetSums(weights: Float64Array, offset: number): Float64Array {
  const table = new Float64Array(size);
  for (let b = 1; b < size; ++b) {
    const bit = 31 - Math.clz32(b);
    table[b] = table[b ^ (1 << bit)] + (weights[offset + bit] ?? 0);
  }
  return table;
}

/** Turns sums by exact bits into sums over all that have at least those bits (zeta transform, Yates 1937). */
function addSupersets(table: Float64Array): void {
  for (let bit = 1; bit < table.length; bit <<= 1) {
    for (let base = 0; base < table.length; base += bit << 1) {
      for (let m = base; m < base + bit; ++m) table[m] += table[m | bit];
    }
  }
}

function positions(byte: number, shift: number, ruleCount: number): {at: number; mask: number}[] {
  const count = Math.max(0, Math.min(width, ruleCount - byte * width));
  return Array.from({length: count}, (_, i) => ({at: byte * width + i + 1, mask: 1 << (i + shift)}));
}

function packRows(holds: readonly Uint32Array[], rows: number): Uint8Array[] {
  const bytes = Array.from({length: Math.max(2, Math.ceil(holds.length / width))}, () => new Uint8Array(rows));
  holds.forEach((held, j) => {
    const column = bytes[Math.floor(j / width)];
    const bit = 1 << (j % width);
    for (let i = 0; i < held.length; ++i) column[held[i]] |= bit;
  });
  return bytes;
}

function pick(column: Uint8Array, rows: Uint32Array): Uint8Array {
  const out = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; ++i) out[i] = column[rows[i]];
  return out;
}

/** Numbers the distinct rows in order of first appearance, by open addressing; `first` holds one row of each. */
function gather(bytes: readonly Uint8Array[], rows: number): {groupOf: Uint32Array; first: Uint32Array} {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(rows * 2 + 2))).fill(-1);
  const groupOf = new Uint32Array(rows);
  const first = new Uint32Array(rows);
  let groups = 0;
  const isSame = (r: number, s: number) => {
    for (let u = 0; u < bytes.length; ++u) if (bytes[u][r] !== bytes[u][s]) return false;
    return true;
  };
  for (let r = 0; r < rows; ++r) {
    let hash = 0;
    for (let u = 0; u < bytes.length; ++u) hash = Math.imul(hash ^ (hash >>> 15) ^ bytes[u][r], 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    let slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    while (slots[slot] >= 0 && !isSame(first[slots[slot]], r)) slot = (slot + 1) & (slots.length - 1);
    if (slots[slot] < 0) {
      first[groups] = r;
      slots[slot] = groups++;
    }
    groupOf[r] = slots[slot];
  }
  return {groupOf, first: first.slice(0, groups)};
}
