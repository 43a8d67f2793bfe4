/**
 * Observations grouped by which rules hold on them: all that fits, points and validation need, and no lead in it.
 * Row r stands for `n[r]` observations with `conversions[r]` conversions, on which the same rules hold, in one lead fold
 * and one period.
 */
export interface Cube {
  /** Names of the d rules, in the order of `holds`. */
  readonly rules: readonly string[];
  /** For each rule the rows on which it holds, ascending. */
  readonly holds: readonly Uint32Array[];
  readonly n: Float64Array;
  readonly conversions: Float64Array;
  /** Lead-hashed fold of each row, 0 … folds − 1: all rows of a lead share one. */
  readonly fold: Uint8Array;
  /** Index of each row's period (as-of month) in `periods`, ascending in time. */
  readonly period: Uint16Array;
  readonly periods: readonly string[];
}

/** What the file and the wire hold: masks as two halves of 32 rules each. */
interface PackedCube {
  rules: readonly string[];
  periods: readonly string[];
  /** Bits of rules 0–31. */
  maskLow: Uint32Array;
  /** Bits of rules 32–62. */
  maskHigh: Uint32Array;
  n: ArrayLike<number>;
  conversions: ArrayLike<number>;
  fold: ArrayLike<number>;
  period: ArrayLike<number>;
}

/** The cube that was packed. */
export function unpackCube(packed: PackedCube): Cube {
  const {rules, periods, maskLow, maskHigh} = packed;
  const holds = rules.map((_, j) => rowsWithBit(j < 32 ? maskLow : maskHigh, j % 32));
  return {
    rules,
    holds,
    n: Float64Array.from(packed.n),
    conversions: Float64Array.from(packed.conversions),
    fold: Uint8Array.from(packed.fold),
    period: Uint16Array.from(packed.period),
    periods,
  };
}

function rowsWithBit(masks: Uint32Array, bit: number): Uint32Array {
  const rows = new Uint32Array(masks.length);
  let count = 0;
  for (let r = 0; r < masks.length; ++r) if ((masks[r] >>> bit) & 1) rows[count++] = r;
  return rows.slice(0, count);
}

/** The rows for which `keep(row)` is true, rows with the same rules, fold and period left apart. */
export function filterRows(cube: Cube, keep: (row: number) => boolean): Cube {
  const to = new Int32Array(cube.n.length).fill(-1);
  const rows = new Uint32Array(cube.n.length);
  let count = 0;
  for (let r = 0; r < to.length; ++r) {
    if (!keep(r)) continue;
    to[r] = count;
    rows[count++] = r;
  }
  const kept = rows.subarray(0, count);
  return {
    ...cube,
    holds: cube.holds.map((list) => renumber(list, to)),
    n: take(cube.n, kept, new Float64Array(count)),
    conversions: take(cube.conversions, kept, new Float64Array(count)),
    fold: take(cube.fold, kept, new Uint8Array(count)),
    period: take(cube.period, kept, new Uint16Array(count)),
  };
}

/** The new numbers of some rows, in their order; rows whose new number is negative fall away. */
export function renumber(rows: Uint32Array, to: Int32Array): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; ++i) {
    const at = to[rows[i]];
    if (at >= 0) kept[count++] = at;
  }
  return kept.slice(0, count);
}

function take<T extends Float64Array | Uint8Array | Uint16Array>(values: T, rows: Uint32Array, into: T): T {
  for (let i = 0; i < rows.length; ++i) into[i] = values[rows[i]];
  return into;
}

/** The same rows with only the rules at these positions, in this order. */
export function selectRules(cube: Cube, positions: readonly number[]): Cube {
  return {...cube, rules: positions.map((j) => cube.rules[j]), holds: positions.map((j) => cube.holds[j])};
}

/** Sum of points over the rules that hold, for each row: the score S of every observation in the row. */
export function scores(cube: Cube, points: ArrayLike<number>): Float64Array {
  const s = new Float64Array(cube.n.length);
  cube.holds.forEach((rows, j) => {
    const p = points[j];
    if (p !== 0) for (let i = 0; i < rows.length; ++i) s[rows[i]] += p;
  });
  return s;
}
