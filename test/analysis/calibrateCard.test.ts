import {describe, expect, it} from "vitest";
import {
  cardAuc,
  chance,
  onePointEach,
  ratesByScore,
  realValued,
  spreadOfScores,
  weigh,
} from "../../src/analysis/calibrateCard.ts";
import {generate} from "./cubes.ts";

const {cube} = generate({rows: 2000, rules: 5, seed: 7});
const points = Int32Array.from([3, -2, 0, 1, 4]);
const card = weigh(cube, points);
const sum = (values: readonly number[]) => values.reduce((u, v) => u + v, 0);

describe("ratesByScore(bins, line, least)", () => {
  it("takes neighbours together until each group is large enough, and loses nobody", () => {
    const groups = ratesByScore(card.bins, card, 150);
    expect(Math.min(...groups.map(({n}) => n))).toBeGreaterThanOrEqual(150);
    expect(sum(groups.map(({n}) => n))).toBe(2000);
    expect(sum(groups.map(({conversions}) => conversions))).toBe(card.conversions);
    expect(groups.map(({score}) => score)).toEqual([...groups.map(({score}) => score)].sort((a, b) => a - b));
  });

  it("keeps one group where all are fewer than asked for", () => {
    expect(ratesByScore(card.bins, card, 1e9)).toHaveLength(1);
  });
});

describe("spreadOfScores(bins, line, most)", () => {
  it("has at most so many ranges and loses nobody", () => {
    const ranges = spreadOfScores(card.bins, card, 4);
    expect(ranges.length).toBeLessThanOrEqual(4);
    expect(sum(ranges.map(({n}) => n))).toBe(2000);
  });
});

describe("chance(score, line)", () => {
  it("is one half where the log-odds are 0", () => {
    expect(chance(4, {intercept: -2, slope: 0.5})).toBe(0.5);
  });
});

describe("cardAuc(cube, points)", () => {
  it("agrees with the search's AUC, within an interval from the folds", () => {
    const {value, low, high} = cardAuc(cube, points);
    expect(value).toBeCloseTo(card.auc, 10);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });

  it("has an interval without folds too", () => {
    const {low, high} = cardAuc({...cube, fold: new Uint8Array(2000)}, points);
    expect(low).toBeLessThan(card.auc);
    expect(high).toBeGreaterThan(card.auc);
  });
});

describe("realValued(cube, positions)", () => {
  it("is never worse than whole points on the same rules", () => {
    expect(realValued(cube, [0, 1, 3, 4]).logLoss).toBeLessThanOrEqual(card.logLoss);
  });

  it("is the base rate without rules", () => {
    const p = card.conversions / card.n;
    expect(realValued(cube, []).logLoss).toBeCloseTo(-(p * Math.log(p) + (1 - p) * Math.log(1 - p)), 8);
  });
});

describe("onePointEach(points)", () => {
  it("keeps the signs", () => {
    expect([...onePointEach(points)]).toEqual([1, -1, 0, 1, 1]);
  });
});
