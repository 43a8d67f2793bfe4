import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Cube} from "../../src/analysis/cube.ts";
import {fitLogistic} from "../../src/analysis/logistic.ts";
import {cumulativeIncidence, eventTime, kaplanMeier, survivalAt} from "../../src/analysis/survival.ts";
import {type SampleProject, sampleProject} from "../recovery/sampleProject.ts";
import {prepareSample} from "./reference/sampleRows.ts";
import {distance, reference} from "./reference.ts";

interface Stage {
  n: number;
  /** Waiting, moved on, lost. */
  events: number[];
  survival: number[];
  /** Null where the curve is 0: R gives no bounds there. */
  low: (number | null)[];
  high: (number | null)[];
  quantile: (number | null)[];
  advanced: number[];
  lost: number[];
  advancedError: number[];
}

const R = reference<{
  observations: {n: number; conversions: number; holds: number[]};
  glm: {coefficients: number[]; errors: number[]; logLoss: number};
  days: number[];
  p: number[];
  stages: Stage[];
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
  }, 120_000);
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

  it("kaplanMeier and cumulativeIncidence give survfit's curves of the stays in each stage to 1e-8", async () => {
    for (const [stage, expected] of R.stages.entries()) {
      const rows = await sample.engine.rows<{days: number; waiting: number; advanced: number; lost: number}>(
        "test",
        `select days, waiting, advanced, lost from results.funnel_dwell where stage_no = ${stage}`,
      );
      const fates = rows.flatMap(({days, waiting, advanced, lost}) =>
        [waiting, advanced, lost].map((count, event) => ({days, event, count})),
      );
      const events = [0, 1, 2].map((k) => total(fates.map(({event, count}) => (event === k ? count : 0))));
      expect(events, remake).toEqual(expected.events);
      const followUp = {
        time: fates.map(({days}) => days),
        event: fates.map(({event}) => event),
        count: fates.map(({count}) => count),
      };
      const steps = kaplanMeier(followUp);
      const boundsAway = (key: "low" | "high") => {
        const known = R.days.flatMap((day, i) => {
          const bound = expected[key][i];
          return bound === null ? [] : [{ours: steps.findLast(({time}) => time <= day)?.[key] ?? 1, bound}];
        });
        expect(known.length).toBeGreaterThan(15);
        return distance(
          known.map(({ours}) => ours),
          known.map(({bound}) => bound),
        );
      };
      const survival = R.days.map((day) => survivalAt(steps, day));
      expect(distance(survival, expected.survival), remake).toBeLessThan(1e-8);
      expect(boundsAway("low")).toBeLessThan(1e-8);
      expect(boundsAway("high")).toBeLessThan(1e-8);
      const quantiles = R.p.map((p) => eventTime(steps, p).value);
      expect(quantiles.map((q) => q ?? -1)).toEqual(
        expected.quantile.map((q) => (q === null ? -1 : expect.closeTo(q, 8))),
      );
      const incidence = cumulativeIncidence(followUp, [1, 2]);
      const by = R.days.map((day) => incidence.findLast(({time}) => time <= day));
      const share = (k: number) => by.map((step) => step?.incidence[k] ?? 0);
      expect(distance(share(0), expected.advanced), remake).toBeLessThan(1e-8);
      expect(distance(share(1), expected.lost)).toBeLessThan(1e-8);
      const errors = by.map((step) => step?.standardErrors[0] ?? 0);
      expect(distance(errors, expected.advancedError)).toBeLessThan(1e-8);
    }
  });
});
