import fc from "fast-check";
import LogisticRegression from "ml-logistic-regression";
import {Matrix} from "ml-matrix";
import {describe, expect, it} from "vitest";
import {fitLogistic, penalties} from "../../../src/analysis/statistics/logistic.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {chooseLambda} from "../../../src/analysis/statistics/ridge.ts";
import {cubeOf, generate} from "../cubes.ts";
import {distance, reference} from "../reference.ts";

interface Reference {
  cube: {mask: number[]; n: number[]; conversions: number[]};
  glm: {coefficients: number[]; errors: number[]; logLoss: number};
  ridge: {lambda: number; coefficients: number[]};
  firth: {coefficients: number[]; errors: number[]};
  small: {mask: number[]; n: number[]; conversions: number[]; coefficients: number[]; errors: number[]};
}

const R = reference<Reference>("logistic");
const names = (d: number) => Array.from({length: d}, (_, j) => `r${j + 1}`);
const cube = cubeOf(names(8), R.cube.mask, R.cube.n, R.cube.conversions);
const coefficients = ({intercept, weights}: {intercept: number; weights: Float64Array}) => [intercept, ...weights];

describe("fitLogistic(cube)", () => {
  it("agrees with R's glm: coefficients to 1e-8, standard errors to 1e-6", () => {
    const fit = fitLogistic(cube, {penalty: "none"});
    expect(fit.converged).toBe(true);
    expect(distance(coefficients(fit), R.glm.coefficients)).toBeLessThan(1e-8);
    expect(distance(fit.standardErrors, R.glm.errors)).toBeLessThan(1e-6);
    expect(fit.logLoss).toBeCloseTo(R.glm.logLoss, 10);
    expect([fit.aliased, fit.separated, fit.leftOut]).toEqual([[], [], []]);
  });

  it("agrees with plain Newton in R on the ridge penalty, the intercept free", () => {
    const fit = fitLogistic(cube, {penalty: "ridge", lambda: R.ridge.lambda});
    expect(distance(coefficients(fit), R.ridge.coefficients)).toBeLessThan(1e-8);
  });

  it("agrees with a general optimiser in R on Firth's likelihood", () => {
    const fit = fitLogistic(cube, {penalty: "firth"});
    expect(fit.converged).toBe(true);
    expect(distance(coefficients(fit), R.firth.coefficients)).toBeLessThan(1e-8);
    expect(distance(fit.standardErrors, R.firth.errors)).toBeLessThan(1e-6);
  });

  it("stays finite under separation with Firth, as R does", () => {
    const small = cubeOf(names(2), R.small.mask, R.small.n, R.small.conversions);
    const fit = fitLogistic(small, {penalty: "firth"});
    expect(distance(coefficients(fit), R.small.coefficients)).toBeLessThan(1e-8);
    expect(fit.separated.map(({text}) => text)).toEqual(["every lead with r1 converted"]);
  });

  it("adds half an observation to each cell for one rule with Firth (Firth 1993)", () => {
    const fit = fitLogistic(cubeOf(["a"], [0, 1], [10, 6], [3, 6]), {penalty: "firth"});
    expect(fit.weights[0]).toBeCloseTo(Math.log((6.5 / 0.5) * (7.5 / 3.5)), 9);
  });

  it("agrees with ml-logistic-regression, another solver, on few rows", () => {
    const u = random(1);
    const X = Array.from({length: 60}, () => [1, u() < 0.5 ? 1 : 0, u() < 0.4 ? 1 : 0]);
    const y = X.map(([, a, b]) => (u() < 1 / (1 + Math.exp(0.5 - a + b)) ? 1 : 0));
    const solver = new LogisticRegression({numSteps: 20_000, learningRate: 5e-3});
    solver.train(new Matrix(X), Matrix.columnVector(y));
    const mask = X.map(([, a, b]) => a + 2 * b);
    const fit = fitLogistic(
      cubeOf(
        ["a", "b"],
        mask,
        y.map(() => 1),
        y,
      ),
      {penalty: "none"},
    );
    const theirs = solver.classifiers[0].weights.to1DArray();
    expect(
      Math.min(
        distance(coefficients(fit), theirs),
        distance(
          coefficients(fit),
          theirs.map((w) => -w),
        ),
      ),
    ).toBeLessThan(1e-6);
  });

  it("gives the same fit whichever rows are split, and from any start", () => {
    const twice = cubeOf(
      names(8),
      [...R.cube.mask, ...R.cube.mask],
      [...R.cube.n, ...R.cube.n].map((n) => n / 2),
      [...R.cube.conversions, ...R.cube.conversions].map((c) => c / 2),
    );
    const start = {intercept: 3, weights: new Float64Array(8).fill(-2)};
    const fit = fitLogistic(twice, {penalty: "none", start});
    expect(distance(coefficients(fit), R.glm.coefficients)).toBeLessThan(1e-8);
  });

  it("finds known weights again among 30 rules", () => {
    const {cube: many, weights} = generate({rows: 60_000, rules: 30, seed: 8});
    const fit = fitLogistic(many, {penalty: "none"});
    const z = weights.map((w, j) => (fit.weights[j] - w) / fit.standardErrors[j + 1]);
    expect(z.every((x) => Math.abs(x) < 4)).toBe(true);
    expect(z.reduce((sum, x) => sum + x * x, 0) / 30).toBeLessThan(2);
  });

  it("holds 70 rules, more than a mask's 63 bits", () => {
    const {cube: wide} = generate({rows: 5000, rules: 70, seed: 4});
    const fit = fitLogistic(wide, {penalty: "ridge"});
    expect(fit.converged).toBe(true);
    expect(fit.weights.length).toBe(70);
  });
});

describe("fitLogistic(cube) on faulty rules", () => {
  it("names a rule whose leads never converted, and leaves it out of the plain fit alone", () => {
    const faulty = cubeOf(["a", "b"], [0, 1, 2, 3], [50, 20, 40, 10], [15, 0, 25, 0]);
    for (const penalty of penalties) {
      const fit = fitLogistic(faulty, {penalty});
      expect(fit.separated).toEqual([{rule: "a", text: "no lead with a ever converted"}]);
      expect(fit.leftOut).toEqual(penalty === "none" ? ["a"] : []);
      expect(Math.abs(fit.weights[0])).toBeLessThan(10);
    }
    const plain = fitLogistic(faulty, {penalty: "none"});
    expect([plain.weights[0], plain.standardErrors[1]]).toEqual([0, Infinity]);
  });

  it("names rules that part the outcomes only together", () => {
    const faulty = cubeOf(["a", "b"], [0, 1, 2, 3], [30, 20, 20, 30], [0, 10, 8, 30]);
    const fit = fitLogistic(faulty, {penalty: "none"});
    expect(fit.separated.length).toBeGreaterThan(0);
    expect(fit.leftOut.length).toBe(1);
    expect(fit.weights.every((w) => Math.abs(w) < 15)).toBe(true);
  });

  it("names rules that say the same, with the share of rows", () => {
    const faulty = cubeOf(["a", "b"], [0, 3, 1], [500, 498, 2], [100, 200, 1]);
    const fit = fitLogistic(faulty);
    expect(fit.aliased).toEqual([{rules: ["a", "b"], text: "these two rules are the same on 99.8 % of rows: a, b"}]);
    expect(fit.leftOut).toEqual([]);
  });

  it("names opposites, a rule that always holds, and one that follows from others", () => {
    const faulty = cubeOf(["a", "not a", "always"], [0b110, 0b101], [60, 40], [10, 20]);
    const fit = fitLogistic(faulty, {penalty: "none"});
    expect(fit.aliased.map(({text}) => text)).toEqual([
      "these two rules are opposites on 100 % of rows: a, not a",
      "always holds on every row",
    ]);
    expect(fit.leftOut).toEqual(["not a", "always"]);
    expect(fit.weights[0]).toBeCloseTo(Math.log(20 / 20 / (10 / 50)), 8);
  });

  it("names a rule that is a sum of others", () => {
    const faulty = cubeOf(["a", "b", "a or b", "c"], [0, 5, 6, 8, 13], [30, 20, 20, 15, 9], [5, 6, 10, 3, 4]);
    const fit = fitLogistic(faulty, {penalty: "none"});
    expect(fit.aliased).toEqual([{rules: ["a", "b", "a or b"], text: "a or b follows from a, b on every row"}]);
    expect(fit.leftOut).toEqual(["a or b"]);
    expect(fit.converged).toBe(true);
  });

  it("does not take rare rules that never meet for the same", () => {
    const rare = cubeOf(["a", "b"], [0, 1, 2], [10_000, 10, 10], [1000, 3, 5]);
    expect(fitLogistic(rare).aliased).toEqual([]);
  });
});

describe("fitLogistic(cube) at the edges", () => {
  const edges = {
    empty: cubeOf(["a"], [], [], []),
    "one row": cubeOf(["a"], [1], [5], [2]),
    "no conversions": cubeOf(["a"], [0, 1], [5, 5], [0, 0]),
    "conversions alone": cubeOf(["a"], [0, 1], [5, 5], [5, 5]),
    "no rules": cubeOf([], [0, 0], [5, 5], [1, 2]),
  };

  it.each(Object.entries(edges))("is never NaN with %s", (_, edge) => {
    for (const penalty of penalties) {
      const fit = fitLogistic(edge, {penalty});
      expect([...coefficients(fit), ...fit.standardErrors, fit.logLoss].some(Number.isNaN)).toBe(false);
      expect(coefficients(fit).every((w) => Math.abs(w) < 15)).toBe(true);
    }
  });

  it("says that the outcome does not vary", () => {
    const fit = fitLogistic(edges["no conversions"]);
    expect(fit.converged).toBe(false);
    expect(fit.separated).toEqual([{rule: null, text: "no lead ever converted"}]);
    expect(fit.intercept).toBeCloseTo(Math.log(0.5 / 10.5), 12);
  });

  it("fits the base rate without rules", () => {
    expect(fitLogistic(edges["no rules"]).intercept).toBeCloseTo(Math.log(3 / 7), 9);
  });

  it("is never NaN and never runs away on any small cube", () => {
    const row = fc.tuple(fc.integer({min: 0, max: 15}), fc.integer({min: 0, max: 4}), fc.integer({min: 0, max: 4}));
    fc.assert(
      fc.property(fc.array(row, {maxLength: 10}), fc.constantFrom(...penalties), (rows, penalty) => {
        const [mask, n, hits] = [rows.map((r) => r[0]), rows.map((r) => r[1]), rows.map((r) => Math.min(r[1], r[2]))];
        const fit = fitLogistic(cubeOf(names(4), mask, n, hits), {penalty});
        expect([...coefficients(fit), ...fit.standardErrors, fit.logLoss].some(Number.isNaN)).toBe(false);
        expect(coefficients(fit).every((w) => Math.abs(w) < 60)).toBe(true);
      }),
      {numRuns: 400, seed: 5},
    );
  });
});

describe("chooseLambda(cube)", () => {
  it("shrinks hard where rules say nothing, little where they say much", () => {
    const noise = generate({rows: 2000, rules: 12, seed: 2, strength: 0});
    const signal = generate({rows: 20_000, rules: 12, seed: 2, strength: 2});
    expect(chooseLambda(noise.cube).lambda).toBeGreaterThanOrEqual(100);
    expect(chooseLambda(signal.cube).lambda).toBeLessThanOrEqual(10);
  });

  it("gives the held-out loss of each candidate, as refits on the other folds do", () => {
    const {cube: made} = generate({rows: 3000, rules: 3, seed: 6});
    const {losses} = chooseLambda(made, [1, 4], 2);
    let loss = 0;
    for (const fold of [0, 1]) {
      const part = (inside: boolean) => ({
        ...made,
        n: made.n.map((n, r) => ((made.fold[r] % 2 === fold) === inside ? n : 0)),
        conversions: made.conversions.map((c, r) => ((made.fold[r] % 2 === fold) === inside ? c : 0)),
      });
      const fit = fitLogistic(part(false), {lambda: 4});
      const eta = new Float64Array(made.n.length).fill(fit.intercept);
      made.holds.forEach((rows, j) => {
        for (const r of rows) eta[r] += fit.weights[j];
      });
      const test = part(true);
      for (let r = 0; r < eta.length; ++r) {
        loss += test.n[r] * Math.log1p(Math.exp(eta[r])) - test.conversions[r] * eta[r];
      }
    }
    expect(losses.map(({lambda}) => lambda)).toEqual([1, 4]);
    expect(losses[1].loss).toBeCloseTo(loss / 3000, 9);
  });

  it("chooses the largest λ where nothing can be tested", () => {
    expect(chooseLambda(cubeOf(["a"], [], [], [])).lambda).toBe(1000);
  });
});
