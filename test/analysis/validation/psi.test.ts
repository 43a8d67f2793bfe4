import {describe, expect, it} from "vitest";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import {chiSquareQuantile} from "../../../src/analysis/statistics/distributions.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {drift, psi, psiNoise} from "../../../src/analysis/validation/psi.ts";
import {distance, reference} from "../reference.ts";

interface Reference {
  before: number[];
  now: number[];
  psi: number;
  psi_mean: number;
  psi_p95: number;
  chisq95: number[];
}

const known = reference<Reference>("validation");
const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0);

describe("psi(expected, actual)", () => {
  it("is what R gives by definition", () => {
    expect(psi(known.before, known.now)).toBeCloseTo(known.psi, 12);
  });

  it("is 0 without drift, whatever the numbers, and the same both ways round", () => {
    expect(psi([10, 20, 30], [100, 200, 300])).toBeCloseTo(0, 15);
    expect(psi(known.now, known.before)).toBeCloseTo(known.psi, 12);
    expect(psi([], [])).toBe(0);
  });

  it("stays finite where a band is empty on one side", () => {
    const gone = psi([50, 50], [100, 0]);
    expect(gone).toBeGreaterThan(1);
    expect(gone).toBeLessThan(10);
  });
});

describe("psiNoise(bands, n, m)", () => {
  it("is (1/n + 1/m) times a χ² (R)", () => {
    const noise = psiNoise(known.before.length, sum(known.before), sum(known.now));
    expect(noise.expected).toBeCloseTo(known.psi_mean, 12);
    expect(noise.p95).toBeCloseTo(known.psi_p95, 7);
    const quantiles = [1, 2, 3, 5, 9, 19, 40].map((df) => chiSquareQuantile(0.95, df));
    expect(distance(quantiles, known.chisq95)).toBeLessThan(1e-7);
  });
});

/** Leads of three periods, each drawn to a score of 0–7 once and for all or anew each time; the last period shifted. */
function leadsOf({
  leads,
  seed,
  recurring,
  shift,
}: {
  leads: number;
  seed: number;
  recurring: boolean;
  shift: number;
}): Cube {
  const next = random(seed);
  const rows = {mask: [] as number[], fold: [] as number[], period: [] as number[]};
  const draw = (by: number) => [0, 1, 2].reduce((mask, bit) => mask + (next() < 0.4 + by ? 2 ** bit : 0), 0);
  for (let lead = 0; lead < leads; ++lead) {
    const own = draw(0);
    for (let period = 0; period < 4; ++period) {
      rows.mask.push(period < 3 && recurring ? own : draw(period === 3 ? shift : 0));
      rows.fold.push(lead % 20);
      rows.period.push(period);
    }
  }
  const all = rows.mask.map((_, r) => r);
  return {
    rules: ["a", "b", "c"],
    holds: [0, 1, 2].map((bit) => Uint32Array.from(all.filter((r) => (rows.mask[r] >> bit) & 1))),
    n: new Float64Array(all.length).fill(1),
    conversions: new Float64Array(all.length),
    fold: Uint8Array.from(rows.fold),
    period: Uint16Array.from(rows.period),
    periods: ["2025-01", "2025-02", "2025-03", "2025-04"],
  };
}

const points = Float64Array.from([1, 2, 4]);
const lastOf = (cube: Cube) => drift(cube, points, (period) => period < 3)?.periods.at(-1);

describe("drift(cube, points, isLearnedFrom)", () => {
  it.each([false, true])("flags about 1 in 20 periods that do not drift (leads recurring: %s)", (recurring) => {
    let flagged = 0;
    const trials = 400;
    for (let seed = 1; seed <= trials; ++seed) {
      const last = lastOf(leadsOf({leads: 300, seed, recurring, shift: 0}));
      flagged += last && last.psi > last.p95 ? 1 : 0;
    }
    expect(flagged / trials).toBeGreaterThan(0.015);
    expect(flagged / trials).toBeLessThan(0.085);
  });

  it("counts recurring leads for what they tell", () => {
    const effectOf = (recurring: boolean) =>
      drift(leadsOf({leads: 600, seed: 4, recurring, shift: 0}), points, (period) => period < 3)?.designEffect;
    expect(effectOf(true)).toBeGreaterThan(2);
    expect(effectOf(true)).toBeLessThan(5);
    expect(effectOf(false)).toBeLessThan(1.7);
  });

  it("finds a shift, and names the rules that moved, most first", () => {
    const last = lastOf(leadsOf({leads: 600, seed: 2, recurring: true, shift: 0.25}));
    expect(last?.psi).toBeGreaterThan(last?.p95 ?? 1);
    expect(last?.rules).toHaveLength(3);
    const moves = (last?.rules ?? []).map(({before, now}) => now - before);
    expect(moves).toEqual([...moves].sort((a, b) => b - a));
    for (const move of moves) expect(move).toBeGreaterThan(0.1);
  });

  it("sets a period that was learned from beside the others that were", () => {
    const found = drift(leadsOf({leads: 300, seed: 3, recurring: false, shift: 0}), points, (period) => period < 3);
    expect(found?.periods.map(({isLearnedFrom}) => isLearnedFrom)).toEqual([true, true, true, false]);
    expect(
      drift(leadsOf({leads: 50, seed: 3, recurring: false, shift: 0}), points, (p) => p < 1)?.periods,
    ).toHaveLength(3);
  });

  it("is nothing where the card gives all the same score", () => {
    expect(
      drift(leadsOf({leads: 30, seed: 1, recurring: false, shift: 0}), new Float64Array(3), () => true),
    ).toBeNull();
  });
});
