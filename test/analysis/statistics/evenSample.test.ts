import {describe, expect, it} from "vitest";
import {type Cube, filterRows} from "../../../src/analysis/rules/cube.ts";
import {evenSample} from "../../../src/analysis/statistics/evenSample.ts";
import {fitLogistic} from "../../../src/analysis/statistics/logistic.ts";
import {chooseLambda} from "../../../src/analysis/statistics/ridge.ts";
import {total} from "../../../src/analysis/validation/quality.ts";
import {cubeOf, generate} from "../cubes.ts";

const {cube: many, weights} = generate({rows: 140_000, rules: 24, seed: 11, strength: 0.7});

describe("evenSample(cube, size)", () => {
  const drawn = evenSample(many, 20_000);

  it("draws about as many converted observations as others", () => {
    expect(Math.abs(total(drawn.conversions) - 10_000)).toBeLessThan(300);
    expect(Math.abs(total(drawn.n) - 20_000)).toBeLessThan(500);
  });

  it("leaves logistic weights what they are: four standard errors at most from those that made the data", () => {
    const fit = fitLogistic(drawn, {penalty: "none"});
    weights.forEach((weight, j) => {
      expect(Math.abs(fit.weights[j] - weight) / fit.standardErrors[j + 1]).toBeLessThan(4);
    });
  });

  it("keeps all of an outcome that has fewer than its half", () => {
    const rare = {...many, conversions: many.conversions.map((won, r) => (r % 50 === 0 ? won : 0))};
    expect(total(evenSample(rare, 20_000).conversions)).toBe(total(rare.conversions));
  });

  it("thins rows of many observations instead of taking or leaving them whole", () => {
    const {n, conversions} = evenSample(cubeOf(["a"], [0, 1], [1e6, 3e6], [1e5, 9e5]), 2000);
    const rest = n.map((all, r) => all - conversions[r]);
    [100, 900].forEach((expected, r) => {
      expect(Math.abs(conversions[r] - expected)).toBeLessThanOrEqual(1);
    });
    [300, 700].forEach((expected, r) => {
      expect(Math.abs(rest[r] - expected)).toBeLessThanOrEqual(1);
    });
  });

  it("draws the same whatever the order of rows", () => {
    const turned: Cube = {
      ...many,
      holds: many.holds.map((rows) => rows.map((r) => many.n.length - 1 - r).reverse()),
      n: many.n.slice().reverse(),
      conversions: many.conversions.slice().reverse(),
      fold: many.fold.slice().reverse(),
    };
    const again = evenSample(turned, 20_000);
    expect([total(again.n), total(again.conversions)]).toEqual([total(drawn.n), total(drawn.conversions)]);
  });
});

describe("chooseLambda(cube) of very many rows", () => {
  it("chooses on a sample a λ that costs the whole less than 1e-5 of held-out log-loss", () => {
    const {lambda, losses} = chooseLambda(many);
    const whole = chooseLambda(filterRows(many, (r) => r < 131_000));
    expect(losses[0].loss, "of a sample in which half converted").toBeGreaterThan(whole.losses[0].loss + 0.03);
    const lossAt = new Map(whole.losses.map(({lambda, loss}) => [lambda, loss]));
    expect((lossAt.get(lambda) as number) - (lossAt.get(whole.lambda) as number)).toBeLessThan(1e-5);
  });
});
