import type {Cube} from "../../src/analysis/cube.ts";

/** A cube with the given rows: bits of the rules that hold, observations, conversions, lead fold. */
export function cubeOf(
  rules: readonly string[],
  mask: ArrayLike<number>,
  n: ArrayLike<number>,
  conversions: ArrayLike<number>,
  fold?: ArrayLike<number>,
): Cube {
  const rows = Array.from(mask, (_, r) => r);
  return {
    rules,
    holds: rules.map((_, j) => Uint32Array.from(rows.filter((r) => (mask[r] / 2 ** j) & 1))),
    n: Float64Array.from(n),
    conversions: Float64Array.from(conversions),
    fold: Uint8Array.from(fold ?? rows.map((r) => r % 20)),
    period: new Uint16Array(mask.length),
    periods: ["2025-01"],
  };
}
