import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {concentration} from "../../../src/analysis/profile/concentration.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const of = (amounts: readonly number[]) =>
  concentration(
    [...amounts].sort((a, b) => a - b).map((amount) => ({n: 1, amount})),
    {least: 1},
  );

/** Half the mean difference of all pairs over the mean, and the sum of the largest fifth, by hand. */
function byHand(amounts: readonly number[]): {gini: number; topFifth: number} {
  const n = amounts.length;
  const total = amounts.reduce((sum, x) => sum + x, 0);
  const differences = amounts.reduce((sum, x) => sum + amounts.reduce((all, y) => all + Math.abs(x - y), 0), 0);
  let left = n / 5;
  const top = [...amounts]
    .sort((a, b) => b - a)
    .reduce((sum, x) => {
      const part = Math.min(1, left);
      left -= part;
      return sum + part * x;
    }, 0);
  return {gini: differences / (2 * n * total), topFifth: top / total};
}

describe("concentration(rows)", () => {
  it("is none where all paid the same, and nearly whole where one paid all", () => {
    expect(of([7, 7, 7, 7, 7])).toMatchObject({
      n: 5,
      gini: {value: expect.closeTo(0, 12)},
      topFifth: {value: expect.closeTo(0.2, 12)},
    });
    expect(of([0, 0, 0, 0, 10])).toMatchObject({gini: {value: expect.closeTo(0.8, 12)}, topFifth: {value: 1}});
  });

  it("agrees with all pairs of leads, whatever was paid", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 1000}), {minLength: 2, maxLength: 30}), (amounts) => {
        fc.pre(amounts.some((x) => x > 0));
        const found = of(amounts);
        const {gini, topFifth} = byHand(amounts);
        expect(found?.gini.value).toBeCloseTo(gini, 10);
        expect(found?.topFifth.value).toBeCloseTo(topFifth, 10);
      }),
      {numRuns: 60},
    );
  });

  it("gives leads in groups what they gave one by one", () => {
    const single = of([1, 1, 1, 4, 4, 9]);
    const grouped = concentration(
      [
        {n: 3, amount: 3},
        {n: 2, amount: 8},
        {n: 1, amount: 9},
      ],
      {least: 1},
    );
    expect(grouped?.gini.value).toBeCloseTo(single?.gini.value ?? 0, 12);
    expect(grouped?.topFifth.value).toBeCloseTo(single?.topFifth.value ?? 0, 12);
  });

  it("draws a curve from none to all, each step of enough leads", () => {
    const rows = Array.from({length: 40}, (_, i) => ({n: 1, amount: i + 1}));
    const {curve} = concentration(rows, {least: 10}) ?? {curve: []};
    expect(curve.map(({leads}) => leads)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(curve[2].revenue).toBeCloseTo((20 * 21) / (40 * 41), 12);
  });

  it("has intervals that hold the truth of log-normal amounts 95 times in 100, about", () => {
    const truth = 0.5205; // erf(σ / 2) for σ = 1: Gini of a log-normal
    let held = 0;
    for (let seed = 1; seed <= 100; ++seed) {
      const found = concentration(logNormal(300, seed), {least: 5, seed: 1000 + seed});
      if (found && found.gini.low <= truth && truth <= found.gini.high) ++held;
    }
    expect(held).toBeGreaterThanOrEqual(86);
  });

  it("is null for too few leads, nothing paid, or an amount below 0", () => {
    expect(concentration([{n: 4, amount: 10}], {least: 5})).toBeNull();
    expect(of([0, 0, 0])).toBeNull();
    expect(of([-1, 5, 5])).toBeNull();
    expect(concentration([], {least: 0})).toBeNull();
  });
});

function logNormal(n: number, seed: number): {n: number; amount: number}[] {
  const u = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - u())) * Math.cos(2 * Math.PI * u());
  return Array.from({length: n}, () => Math.exp(normal()))
    .sort((a, b) => a - b)
    .map((amount) => ({n: 1, amount}));
}
