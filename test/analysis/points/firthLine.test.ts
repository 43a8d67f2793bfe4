import {describe, expect, it} from "vitest";
import {chanceOf} from "../../../src/analysis/card/chance.ts";
import {evaluate, scoreBins} from "../../../src/analysis/points/evaluate.ts";
import {firthLine} from "../../../src/analysis/points/firthLine.ts";
import {withHalves} from "../../../src/analysis/points/halves.ts";
import {fitLogistic} from "../../../src/analysis/statistics/logistic.ts";
import {cubeOf, generate} from "../cubes.ts";

describe("firthLine(bins)", () => {
  it("is half a conversion in one more than all where nobody converts", () => {
    // 0 of 100 without the rule, 60 of 300 with it: saturated, so that Firth adds ½ to each cell.
    const cube = cubeOf(["r"], [0, 1], [100, 300], [0, 60]);
    const {intercept, slope} = firthLine(scoreBins(cube, [1]));
    expect(intercept).toBeCloseTo(Math.log(0.5 / 100.5), 8);
    expect(intercept + slope).toBeCloseTo(Math.log(60.5 / 240.5), 8);
  });

  it("is what the penalised fit of the rules gives where one score is one rule's", () => {
    const {cube} = generate({rows: 400, rules: 1, seed: 3});
    const fit = fitLogistic(cube, {penalty: "firth"});
    const line = firthLine(scoreBins(cube, [1]));
    const sign = Math.sign(fit.weights[0]);
    const {intercept, slope} = sign > 0 ? line : firthLine(scoreBins(cube, [-1]));
    expect(intercept).toBeCloseTo(fit.intercept, 7);
    expect(sign * slope).toBeCloseTo(fit.weights[0], 7);
  });
});

describe("evaluate(cube, points)", () => {
  it("tells no chance of 1e-7 of a score that parts the data, but as far out as the observations at the end carry", () => {
    const one = evaluate(cubeOf(["r"], [0, 1], [100, 300], [0, 60]), [1]);
    expect(one.isSeparated).toBe(true);
    expect(chanceOf(0, one)).toBeCloseTo(0.5 / 101, 10);
    // Two rules that part 40 winners from 320 others by the sum of their points: 340 misses, 60 conversions.
    const two = evaluate(cubeOf(["a", "b"], [0, 1, 2, 3], [100, 200, 60, 40], [0, 0, 20, 40]), [2, 3]);
    expect(two.isSeparated).toBe(true);
    expect(chanceOf(0, two)).toBeCloseTo(0.5 / 101, 10);
    expect(chanceOf(5, two)).toBeLessThan(0.999);
  });
});

describe("withHalves(cube)", () => {
  it("adds half a conversion and half a miss where a rule's observations, or the rest, all ended alike", () => {
    const cube = cubeOf(["always", "never", "plain"], [0, 1, 2, 4, 4], [100, 20, 30, 10, 40], [30, 20, 0, 5, 10]);
    const {n, conversions} = withHalves(cube);
    expect([...n]).toEqual([100, 21, 31, 10, 40]);
    expect([...conversions]).toEqual([30, 20.5, 0.5, 5, 10]);
    expect(n.reduce((a, b) => a + b)).toBe(202);
  });

  it("spreads them over the rows of the side, and leaves a cube without such rules as it is", () => {
    const cube = cubeOf(["most"], [0, 0, 1, 1], [30, 10, 50, 50], [0, 0, 20, 5]);
    expect([...withHalves(cube).n]).toEqual([30.75, 10.25, 50, 50]);
    expect([...withHalves(cube).conversions]).toEqual([0.375, 0.125, 20, 5]);
    const mixed = cubeOf(["r"], [0, 1], [100, 100], [10, 20]);
    expect(withHalves(mixed)).toBe(mixed);
  });
});
