import type {Cube} from "../../src/analysis/rules/cube.ts";
import {random} from "../../src/analysis/statistics/random.ts";

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

/** Rows of independent rules, each its own lead, with conversions from known weights uniform in ±strength. */
export function generate({
  rows,
  rules,
  seed,
  strength = 1,
}: {
  rows: number;
  rules: number;
  seed: number;
  strength?: number;
}) {
  const u = random(seed);
  const weights = Array.from({length: rules}, () => strength * (2 * u() - 1));
  const shares = weights.map(() => 0.1 + 0.4 * u());
  const holds = weights.map(() => [] as number[]);
  const conversions = new Float64Array(rows);
  for (let r = 0; r < rows; ++r) {
    let eta = -1.5;
    for (let j = 0; j < rules; ++j) {
      if (u() >= shares[j]) continue;
      holds[j].push(r);
      eta += weights[j];
    }
    conversions[r] = u() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
  }
  const cube: Cube = {
    rules: weights.map((_, j) => `r${j + 1}`),
    holds: holds.map((held) => Uint32Array.from(held)),
    n: new Float64Array(rows).fill(1),
    conversions,
    fold: Uint8Array.from({length: rows}, (_, r) => r % 20),
    period: new Uint16Array(rows),
    periods: ["2025-01"],
  };
  return {cube, weights};
}

/**
 * Leads with four snapshots each, in twenty lead folds. Rules 1–3 are the lead's own and hold on all its rows, the others are
 * drawn for each row. On half of the leads one uniform number decides all labels, so that a lead's rows mostly convert
 * together, yet each label by itself follows the logistic model with intercept −1 and the given weights exactly.
 */
export function snapshots({weights, leads, seed}: {weights: readonly number[]; leads: number; seed: number}): Cube {
  const u = random(seed);
  const shares = [0.4, 0.5, 0.25, 0.3, 0.5];
  const draw = (from: number, to: number) =>
    weights.reduce((mask, _, j) => (j >= from && j < to && u() < shares[j % 5] ? mask + 2 ** j : mask), 0);
  const columns = {mask: [] as number[], n: [] as number[], conversions: [] as number[], fold: [] as number[]};
  for (let lead = 0; lead < leads; ++lead) {
    const fold = Math.floor(u() * 20);
    const own = draw(0, 3);
    const shared = u() < 0.5 ? u() : null;
    for (let snapshot = 0; snapshot < 4; ++snapshot) {
      const mask = own + draw(3, weights.length);
      const eta = weights.reduce((sum, w, j) => sum + ((mask >> j) & 1) * w, -1);
      columns.mask.push(mask);
      columns.n.push(1);
      columns.conversions.push((shared ?? u()) < 1 / (1 + Math.exp(-eta)) ? 1 : 0);
      columns.fold.push(fold);
    }
  }
  const rules = weights.map((_, j) => `r${j + 1}`);
  return cubeOf(rules, columns.mask, columns.n, columns.conversions, columns.fold);
}
