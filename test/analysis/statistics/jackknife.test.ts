import {describe, expect, it} from "vitest";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import {
  groupJackknife,
  jackknifeInterval,
  weightEvidence,
  weightIntervals,
} from "../../../src/analysis/statistics/jackknife.ts";
import {fitLogistic} from "../../../src/analysis/statistics/logistic.ts";
import {auc} from "../../../src/analysis/statistics/metrics.ts";
import {cubeOf, snapshots} from "../cubes.ts";

const truth = [0.8, -0.6, 1.2, 0.4, -1];
const folds = 20;

const simulate = (seed: number): Cube => snapshots({weights: truth, leads: 800, seed});

describe("weightIntervals(cube)", () => {
  it("covers known weights 95 times in 100 though leads give several rows, where row-wise errors do not", () => {
    const runs = 500;
    let [covered, coveredByRow] = [0, 0];
    for (let run = 0; run < runs; ++run) {
      const cube = simulate(run);
      const {weights, standardErrors} = fitLogistic(cube, {penalty: "none"});
      weightIntervals(cube, {penalty: "none"}).forEach(({low, high}, j) => {
        if (low <= truth[j] && truth[j] <= high) ++covered;
        if (j < 3 && Math.abs(weights[j] - truth[j]) <= 1.96 * standardErrors[j + 1]) ++coveredByRow;
      });
    }
    const coverage = covered / (runs * truth.length);
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.97);
    expect(coveredByRow / (runs * 3)).toBeLessThan(0.9);
  });

  it("gives what refits without each fold give", () => {
    const cube = simulate(1);
    const weight = (keep: (fold: number) => boolean) => {
      const only = (values: Float64Array) => values.map((value, r) => (keep(cube.fold[r]) ? value : 0));
      return fitLogistic({...cube, n: only(cube.n), conversions: only(cube.conversions)}, {lambda: 2}).weights[2];
    };
    const without = Array.from({length: folds}, (_, fold) => weight((f) => f !== fold));
    const expected = jackknifeInterval(
      weight(() => true),
      without,
    );
    const interval = weightIntervals(cube, {lambda: 2})[2];
    expect(interval.value).toBeCloseTo(expected.value, 9);
    expect(interval.low).toBeCloseTo(expected.low, 8);
    expect(interval.high).toBeCloseTo(expected.high, 8);
  });

  it("leaves the interval open for a rule that one fold alone can tell of", () => {
    const cube = cubeOf(["a", "b"], [0, 1, 0, 2, 2, 0], [9, 6, 9, 8, 9, 9], [3, 2, 4, 4, 5, 2], [0, 0, 1, 1, 2, 2]);
    const [a, b] = weightIntervals(cube, {penalty: "none"});
    expect([a.low, a.high]).toEqual([-Infinity, Infinity]);
    expect(Number.isFinite(b.low) && Number.isFinite(b.high)).toBe(true);
  });

  it("knows nothing with one fold, and nothing at all without rows", () => {
    const [single] = weightIntervals(cubeOf(["a"], [0, 1], [9, 9], [3, 5], [4, 4]));
    expect([single.low, single.high]).toEqual([-Infinity, Infinity]);
    expect(weightIntervals(cubeOf(["a"], [], [], []))).toEqual([{value: 0, low: -Infinity, high: Infinity}]);
  });
});

describe("weightEvidence(cube)", () => {
  it("gives the errors of the weight by folds and by rows, whatever the unit of the interval", () => {
    const cube = simulate(2);
    const {weights, standardErrors} = fitLogistic(cube, {lambda: 2});
    const found = weightEvidence(cube, {lambda: 2}, () => 0.2);
    weightIntervals(cube, {lambda: 2}).forEach(({value, high}, j) => {
      expect(found[j].weight).toBeCloseTo(weights[j], 9);
      expect(found[j].rowError).toBeCloseTo(standardErrors[j + 1], 9);
      expect(found[j].interval.value).toBeCloseTo(5 * value, 9);
      expect(2.093024054408263 * found[j].jackknifeError).toBeCloseTo(high - value, 6);
    });
  });

  it("has no errors to show with one fold", () => {
    const [single] = weightEvidence(cubeOf(["a"], [0, 1], [9, 9], [3, 5], [4, 4]));
    expect(single.jackknifeError).toBe(Infinity);
  });
});

describe("groupJackknife(group, estimate)", () => {
  it("is the usual interval of a mean where each group is one row", () => {
    const x = [3, 5, 4, 8, 1];
    const interval = groupJackknife([0, 1, 2, 3, 4], (left) => {
      const kept = x.filter((_, r) => r !== left);
      return kept.reduce((a, b) => a + b) / kept.length;
    });
    const half = 2.7764451051977987 * Math.sqrt(6.7 / 5);
    expect(interval.value).toBeCloseTo(4.2, 12);
    expect(interval.high).toBeCloseTo(4.2 + half, 6);
  });

  it("takes any statistic of the rows kept, such as an AUC", () => {
    const [score, ones, y] = [[1, 2, 3, 4, 2, 3], new Array(6).fill(1), [0, 1, 0, 1, 1, 0]];
    const group = [0, 0, 1, 1, 2, 2];
    const interval = groupJackknife(group, (left) => {
      const kept = score.flatMap((_, r) => (group[r] === left ? [] : [r]));
      const column = (values: number[]) => kept.map((r) => values[r]);
      return auc(column(score), column(ones), column(y));
    });
    expect(interval.low).toBeLessThan(interval.value);
    expect(interval.value).toBe(auc(score, ones, y));
  });
});
