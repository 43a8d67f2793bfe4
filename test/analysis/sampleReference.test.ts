import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Cube} from "../../src/analysis/rules/cube.ts";
import {fitLogistic} from "../../src/analysis/statistics/logistic.ts";
import {type SampleProject, sampleProject} from "../recovery/sampleProject.ts";
import {prepareSample} from "./reference/sampleRows.ts";
import {distance, reference} from "./reference.ts";
import {expectAsR} from "./staysReference.ts";

const R = reference<{
  observations: {n: number; conversions: number; holds: number[]};
  glm: {coefficients: number[]; errors: number[]; logLoss: number};
}>("sample");

const remake =
  "these are not the rows that R saw; where the sample or how it is read has changed on purpose, make R's figures again: " +
  "node --import tsx test/analysis/reference/sample.ts";

const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0);

describe("the sample beside R", () => {
  let sample: SampleProject;
  let cube: Cube;
  beforeAll(async () => {
    sample = await sampleProject();
    cube = await prepareSample(sample.engine, sample.project);
  });
  afterAll(() => sample?.close());

  it("fitLogistic gives the coefficients of glm to 1e-8 and its standard errors to 1e-6", () => {
    const holds = cube.holds.map((rows) => total(rows.map((r) => cube.n[r])));
    const seen = {n: total(cube.n), conversions: total(cube.conversions), holds};
    expect(seen, remake).toEqual(R.observations);
    const fit = fitLogistic(cube, {penalty: "none"});
    expect([fit.converged, fit.leftOut]).toEqual([true, []]);
    expect(distance([fit.intercept, ...fit.weights], R.glm.coefficients), remake).toBeLessThan(1e-8);
    const ratios = fit.standardErrors.map((error, j) => error / R.glm.errors[j]);
    expect(distance(ratios, new Array(ratios.length).fill(1)), remake).toBeLessThan(1e-6);
    expect(fit.logLoss).toBeCloseTo(R.glm.logLoss, 11);
  });

  it("kaplanMeier and cumulativeIncidence give survfit's curves, errors and intervals of the stays in each stage to 1e-8", () =>
    expectAsR(sample.engine, "sample"));
});
