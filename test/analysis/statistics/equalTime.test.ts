import {describe, expect, it} from "vitest";
import {tCdf} from "../../../src/analysis/statistics/distributions.ts";
import {ratesAtEqualStrata} from "../../../src/analysis/statistics/equalTime.ts";
import {distance, reference} from "../reference.ts";

interface Reference {
  t: {t: number[]; df: number[]; cdf: number[]};
  cells: {at: number[]; stratum: number[]; n: number[]; won: number[]};
  rates: [number, number, number][];
}

const R = reference<Reference>("driverDepth");
const cells = R.cells.at.map((at, i) => ({
  at,
  stratum: R.cells.stratum[i],
  n: R.cells.n[i],
  won: R.cells.won[i],
}));

describe("ratesAtEqualStrata(counts, classes)", () => {
  it("agrees with R: glm, averaged over the strata, delta method", () => {
    const found = ratesAtEqualStrata(cells, 4).flatMap((rate) => [rate!.value, rate!.low, rate!.high]);
    expect(distance(found, R.rates.flat())).toBeLessThan(1e-6);
  });

  it("gives classes the same rate that differ only by the strata their leads are in", () => {
    const counts = [
      {at: 0, stratum: 0, n: 900, won: 540},
      {at: 0, stratum: 1, n: 100, won: 20},
      {at: 1, stratum: 0, n: 100, won: 60},
      {at: 1, stratum: 1, n: 900, won: 180},
    ];
    const [few, many] = ratesAtEqualStrata(counts, 2);
    expect(few!.value).toBeCloseTo(0.4, 6);
    expect(many!.value).toBeCloseTo(0.4, 6);
  });

  it("knows nothing of a class without both outcomes, and nothing at all of one class", () => {
    const lost = {at: 4, stratum: 0, n: 9, won: 0};
    const found = ratesAtEqualStrata([...cells, lost], 5);
    expect(found[4]).toBeNull();
    expect(found[0]!.value).toBeCloseTo(R.rates[0][0], 6);
    expect(ratesAtEqualStrata([{at: 0, stratum: 0, n: 9, won: 4}], 2)).toEqual([null, null]);
    expect(ratesAtEqualStrata([], 2)).toEqual([null, null]);
  });
});

describe("tCdf(t, df)", () => {
  it("agrees with R's pt, small tails relatively", () => {
    const found = R.t.t.map((t, i) => tCdf(t, R.t.df[i]) / R.t.cdf[i]);
    expect(distance(found, [1, 1, 1])).toBeLessThan(1e-8);
  });
});
