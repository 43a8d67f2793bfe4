import {describe, expect, it} from "vitest";
import type {Interval} from "../../../src/analysis/findings.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import type {Forecast} from "../../../src/analysis/validation/quality.ts";
import {aucDifference, logLossDifference} from "../../../src/analysis/validation/qualityDifference.ts";
import {cubeOf} from "../cubes.ts";
import {distance, reference} from "../reference.ts";

interface Reference {
  y: number[];
  a: number[];
  b: number[];
  auc_difference: number[];
  loss_difference: number[];
}

const {y, a, b, auc_difference, loss_difference} = reference<Reference>("validation");
const bounds = ({value, low, high}: Interval) => [value, low, high];
const forecast = (score: readonly number[], slope: number): Forecast => ({
  rank: Float64Array.from(score),
  logOdds: Float64Array.from(score, (s) => -1 + slope * s),
});
const rows: Cube = cubeOf(
  [],
  y.map(() => 0),
  y.map(() => 1),
  y,
);
const [ours, theirs] = [forecast(a, 0.8), forecast(b, 0.6)];

describe("aucDifference(cube, ours, theirs, oneRowPerLead)", () => {
  it("is DeLong's paired difference where each lead gives one row (R, by definition)", () => {
    expect(distance(bounds(aucDifference(rows, ours, theirs, true)), auc_difference)).toBeLessThan(1e-12);
  });

  it("does not depend on how equal rows are grouped", () => {
    const twice = cubeOf(
      [],
      y.map(() => 0),
      y.map(() => 2),
      y.map((won) => 2 * won),
    );
    const doubled: Cube = cubeOf(
      [],
      [...y, ...y].map(() => 0),
      [...y, ...y].map(() => 1),
      [...y, ...y],
    );
    const many = (score: readonly number[], slope: number) => forecast([...score, ...score], slope);
    expect(
      distance(
        bounds(aucDifference(twice, ours, theirs, true)),
        bounds(aucDifference(doubled, many(a, 0.8), many(b, 0.6), true)),
      ),
    ).toBeLessThan(1e-12);
  });

  it("is 0 of a card against itself, with an interval of no width", () => {
    for (const oneRowPerLead of [true, false])
      expect(bounds(aucDifference(rows, ours, ours, oneRowPerLead))).toEqual([0, 0, 0]);
  });

  it("turns round with the contenders", () => {
    const {value, low, high} = aucDifference(rows, ours, theirs, false);
    const back = aucDifference(rows, theirs, ours, false);
    expect([back.value, back.low, back.high]).toEqual([-value, -high, -low]);
  });

  it("covers a true difference of 0 at about its rate where leads recur", () => {
    const next = random(5);
    let covered = 0;
    const trials = 200;
    for (let t = 0; t < trials; ++t) {
      const {cube, one, other} = recurring(next);
      const {low, high} = aucDifference(cube, one, other, false);
      covered += low <= 0 && 0 <= high ? 1 : 0;
    }
    expect(covered / trials).toBeGreaterThan(0.91);
    expect(covered / trials).toBeLessThan(0.99);
  });
});

/** 120 leads of 4 rows each; each of two scores is the lead's own taste plus the truth: neither is better. */
function recurring(next: () => number) {
  const columns = {won: [] as number[], fold: [] as number[], one: [] as number[], other: [] as number[]};
  for (let lead = 0; lead < 120; ++lead) {
    const [truth, u, v] = [next(), next(), next()];
    const won = next() < 0.2 + 0.6 * truth ? 1 : 0;
    for (let row = 0; row < 4; ++row) {
      columns.won.push(won);
      columns.fold.push(lead % 20);
      columns.one.push(truth + u);
      columns.other.push(truth + v);
    }
  }
  const zeros = columns.won.map(() => 0);
  const cube = cubeOf(
    [],
    zeros,
    columns.won.map(() => 1),
    columns.won,
    columns.fold,
  );
  return {cube, one: forecast(columns.one, 1), other: forecast(columns.other, 1)};
}

describe("logLossDifference(cube, ours, theirs, oneRowPerLead)", () => {
  it("is the mean difference of the rows' losses with its standard error where each lead gives one row (R)", () => {
    expect(distance(bounds(logLossDifference(rows, ours, theirs, true)), loss_difference)).toBeLessThan(1e-12);
  });

  it("has the same value with an interval by lead folds where leads recur", () => {
    const {value, low, high} = logLossDifference(rows, ours, theirs, false);
    expect(value).toBeCloseTo(loss_difference[0], 12);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });
});
