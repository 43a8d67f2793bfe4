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
export interface PackedCube {
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
  const rows: number[] = [];
  for (let r = 0; r < masks.length; ++r) if ((masks[r] >>> bit) & 1) rows.push(r);
  return Uint32Array.from(rows);
}

/** The rows for which `keep(row)` is true, rows with the same rules, fold and period left apart. */
export function filterRows(cube: Cube, keep: (row: number) => boolean): Cube {
  const to = new Int32Array(cube.n.length).fill(-1);
  const kept: number[] = [];
  for (let r = 0; r < cube.n.length; ++r) if (keep(r)) to[r] = kept.push(r) - 1;
  const holds = cube.holds.map((rows) =>
    Uint32Array.from(
      rows.filter((r) => to[r] >= 0),
      (r) => to[r],
    ),
  );
  return {
    ...cube,
    holds,
    n: Float64Array.from(kept, (r) => cube.n[r]),
    conversions: Float64Array.from(kept, (r) => cube.conversions[r]),
    fold: Uint8Array.from(kept, (r) => cube.fold[r]),
    period: Uint16Array.from(kept, (r) => cube.period[r]),
  };
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
    if (p !== 0) for (const r of rows) s[r] += p;
  });
  return s;
}
