import {describe, expect, it} from "vitest";
import {evaluate, evaluateAs} from "../../../src/analysis/points/evaluate.ts";
import {fitLine, type Line, type ScoreBins} from "../../../src/analysis/points/line.ts";
import {cubeOf, randomRows, rowLoss} from "./cubes.ts";

const bins = (rows: [score: number, n: number, conversions: number][]): ScoreBins => ({
  score: Float64Array.from(rows, ([s]) => s),
  n: Float64Array.from(rows, ([, n]) => n),
  conversions: Float64Array.from(rows, ([, , y]) => y),
  count: rows.length,
});
const start = (): Line => ({intercept: 0, slope: 0, loss: 0, isCapped: false});

describe("fitLine(bins, line)", () => {
  it("gives the closed form on two scores", () => {
    const line = start();
    fitLine(
      bins([
        [0, 100, 20],
        [2, 50, 30],
      ]),
      line,
    );
    fitLine(
      bins([
        [0, 100, 20],
        [2, 50, 30],
      ]),
      line,
    );
    expect(line.intercept).toBeCloseTo(Math.log(20 / 80), 12);
    expect(line.slope).toBeCloseTo((Math.log(30 / 20) - Math.log(20 / 80)) / 2, 12);
  });

  it("keeps the slope at 0 where conversions fall with the score", () => {
    const line = start();
    const loss = fitLine(
      bins([
        [0, 100, 60],
        [3, 100, 20],
      ]),
      line,
    );
    expect(line.slope).toBe(0);
    expect(line.intercept).toBeCloseTo(Math.log(80 / 120), 12);
    expect(loss).toBeCloseTo(-80 * Math.log(0.4) - 120 * Math.log(0.6), 9);
  });

  it("tells no chance beyond what the observations carry where the score separates", () => {
    const line = start();
    expect(
      fitLine(
        bins([
          [-1, 40, 0],
          [0, 10, 4],
          [1, 30, 30],
        ]),
        line,
      ),
    ).toBeGreaterThan(0);
    expect(line.isCapped).toBe(true);
    // 46 misses and 34 conversions: half a conversion beside all misses, half a miss beside all conversions.
    expect(line.intercept - line.slope).toBeCloseTo(-Math.log(93), 9);
    expect(line.intercept + line.slope).toBeLessThanOrEqual(Math.log(69) + 1e-9);
  });

  it("gives up where the loss cannot come near the cutoff", () => {
    expect(
      fitLine(
        bins([
          [0, 100, 20],
          [2, 50, 30],
        ]),
        start(),
        1,
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it("has the loss that summing over rows has, to 1e-12", () => {
    for (let seed = 1; seed <= 20; ++seed) {
      const rows = randomRows(seed, 6, 500);
      const points = [3, -5, 1, 0, 2, -1];
      const {intercept, slope, logLoss} = evaluate(cubeOf(rows), points);
      const sum = rows.reduce((total, [y, ...x]) => {
        const score = x.reduce((s, held, j) => s + held * points[j], 0);
        return total + rowLoss(y, intercept + slope * score);
      }, 0);
      expect(Math.abs(sum / rows.length - logLoss)).toBeLessThan(1e-12);
      expect(evaluateAs(cubeOf(rows), {points, intercept, slope}).logLoss).toBeCloseTo(logLoss, 12);
    }
  });
});
