import {describe, expect, it} from "vitest";
import {chiSquareUpper, normalCdf, normalQuantile, tQuantile} from "../../../src/analysis/statistics/distributions.ts";
import {benjaminiHochberg} from "../../../src/analysis/statistics/falseDiscovery.ts";
import {mantelHaenszel} from "../../../src/analysis/statistics/mantelHaenszel.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {trendOddsRatio} from "../../../src/analysis/statistics/trend.ts";
import {distance, reference} from "../reference.ts";

interface Reference {
  p: number[];
  q: number[];
  strata: [number, number, number, number][];
  mantelHaenszel: [number, number, number];
  doses: {x: number[]; stratum: number[]; n: number[]; conversions: number[]};
  trend: {crude: number[]; stratified: number[]};
  normal: {p: number[]; quantile: number[]; z: number[]; cdf: number[]};
  t: {df: number[]; quantile: number[]};
  chiSquare: {x: number[]; df1: number[]; df7: number[]};
}

const R = reference<Reference>("intervals");
const byStage = reference<{
  tested: {set: string; strata: [number, number, number, number][]; oddsRatio: number[]}[];
}>("mantelHaenszel");
const relative = (a: number[], b: number[]) =>
  distance(
    a.map((x, i) => x / b[i]),
    a.map(() => 1),
  );

describe("distributions", () => {
  it("agree with R", () => {
    expect(distance(R.normal.p.map(normalQuantile), R.normal.quantile)).toBeLessThan(1e-9);
    expect(relative(R.normal.z.map(normalCdf), R.normal.cdf)).toBeLessThan(1e-9);
    expect(
      distance(
        R.t.df.map((df) => tQuantile(0.975, df)),
        R.t.quantile,
      ),
    ).toBeLessThan(1e-7);
  });

  it("keep the relative precision of small chi-square tails", () => {
    const upper = (df: number) => R.chiSquare.x.map((x) => chiSquareUpper(x, df));
    expect(relative(upper(1), R.chiSquare.df1)).toBeLessThan(1e-9);
    expect(relative(upper(7), R.chiSquare.df7)).toBeLessThan(1e-9);
    expect(chiSquareUpper(0, 1)).toBe(1);
  });
});

describe("benjaminiHochberg(p)", () => {
  it("agrees with R's p.adjust", () => {
    expect(distance(benjaminiHochberg(R.p), R.q)).toBeLessThan(1e-14);
  });

  it("leaves one p as it is, and nothing empty", () => {
    expect(benjaminiHochberg([0.3])).toEqual([0.3]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe("mantelHaenszel(strata)", () => {
  const strata = R.strata.map(([a, n1, c, n0]) => ({a, n1, c, n0}));

  it("agrees with R's mantelhaen.test", () => {
    const {value, low, high} = mantelHaenszel(strata)!;
    expect(distance([value, low, high], R.mantelHaenszel)).toBeLessThan(1e-8);
  });

  it("agrees with it on patterns by stage of the sample and of bpic2012, and on sparse random tables", () => {
    const far = byStage.tested.filter(({strata: tables, oddsRatio}) => {
      const {value, low, high} = mantelHaenszel(tables.map(([a, n1, c, n0]) => ({a, n1, c, n0})))!;
      return !(distance([value, low, high], oddsRatio) < 1e-8);
    });
    expect(far).toEqual([]);
    const sets = new Set(byStage.tested.map(({set}) => set));
    expect([...sets].sort()).toEqual(["bpic2012", "random", "sample"]);
    expect(byStage.tested.length).toBeGreaterThan(80);
  });

  it("passes over strata without observations", () => {
    expect(mantelHaenszel([...strata, {a: 0, n1: 0, c: 0, n0: 0}])).toEqual(mantelHaenszel(strata));
  });

  it("gives null where it cannot be had", () => {
    expect(mantelHaenszel([])).toBeNull();
    expect(mantelHaenszel([{a: 0, n1: 5, c: 3, n0: 9}])).toBeNull();
    expect(mantelHaenszel([{a: 3, n1: 5, c: 0, n0: 0}])).toBeNull();
  });
});

describe("trendOddsRatio(counts)", () => {
  const counts = R.doses.x.map((dose, i) => ({
    dose,
    stratum: R.doses.stratum[i],
    n: R.doses.n[i],
    conversions: R.doses.conversions[i],
  }));

  it("agrees with R's glm, crude and with an intercept for each stratum", () => {
    const crude = trendOddsRatio(counts.map((count) => ({...count, stratum: 0})));
    const stratified = trendOddsRatio(counts);
    expect(distance([crude.value, crude.low, crude.high], R.trend.crude)).toBeLessThan(1e-8);
    expect(distance([stratified.value, stratified.low, stratified.high], R.trend.stratified)).toBeLessThan(1e-8);
  });

  it("does not mind where the dose starts, nor one far away", () => {
    const moved = trendOddsRatio(counts.map((count) => ({...count, dose: count.dose + 1000})));
    expect(moved.value).toBeCloseTo(R.trend.stratified[0], 8);
    const farAway = trendOddsRatio([...counts, {stratum: 1, dose: 2000, n: 1, conversions: 1}]);
    expect(farAway.value).toBeCloseTo(R.trend.stratified[0], 8);
  });
});

describe("random(seed)", () => {
  it("repeats itself, differs by seed, and fills [0, 1) evenly", () => {
    const draw = (seed: number, n: number) => Array.from({length: n}, random(seed));
    expect(draw(1, 5)).toEqual(draw(1, 5));
    expect(draw(1, 5)).not.toEqual(draw(2, 5));
    const many = draw(3, 100_000);
    expect(many.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(many.reduce((a, b) => a + b) / many.length).toBeCloseTo(0.5, 2);
  });
});
