import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {calibrate} from "../../../src/analysis/statistics/calibrate.ts";
import {auc, aucInterval, brier, deciles, ks, logLoss, reliability} from "../../../src/analysis/statistics/metrics.ts";
import {distance, reference} from "../reference.ts";

const R = reference<{score: number[]; y: number[]; auc: number[]; line: number[]; ks: number}>("metrics");
const ones = R.score.map(() => 1);

const rows = fc.array(
  fc.record({
    score: fc.integer({min: -4, max: 4}),
    n: fc.integer({min: 0, max: 5}),
    share: fc.integer({min: 0, max: 5}),
  }),
  {minLength: 1, maxLength: 12},
);
const columns = (list: {score: number; n: number; share: number}[]) =>
  [list.map((r) => r.score), list.map((r) => r.n), list.map((r) => Math.min(r.n, r.share))] as const;

describe("aucInterval(score, n, conversions)", () => {
  it("agrees with DeLong's definition over all pairs, in R", () => {
    const {value, low, high} = aucInterval(R.score, ones, R.y);
    expect(distance([value, low, high], R.auc)).toBeLessThan(1e-9);
  });

  it("is the share of pairs in the right order, ties half", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [score, n, conversions] = columns(list);
        let [wins, pairs] = [0, 0];
        score.forEach((s, i) => {
          score.forEach((t, j) => {
            const weight = conversions[i] * (n[j] - conversions[j]);
            pairs += weight;
            wins += weight * (s > t ? 1 : s === t ? 0.5 : 0);
          });
        });
        expect(auc(score, n, conversions)).toBeCloseTo(pairs > 0 ? wins / pairs : 0.5, 12);
      }),
      {numRuns: 200, seed: 3},
    );
  });

  it("knows nothing without both outcomes", () => {
    expect(aucInterval([], [], [])).toEqual({value: 0.5, low: 0, high: 1});
    expect(aucInterval([1, 2], [3, 3], [0, 0])).toEqual({value: 0.5, low: 0, high: 1});
    expect(aucInterval([1, 2], [1, 1], [0, 1])).toEqual({value: 1, low: 0, high: 1});
  });
});

describe("calibrate(score, n, conversions)", () => {
  it("agrees with R's glm", () => {
    const {intercept, slope, capped} = calibrate(R.score, ones, R.y);
    expect(distance([intercept, slope], R.line)).toBeLessThan(1e-8);
    expect(capped).toBe(false);
  });

  it("does not depend on how rows are grouped or the score is scaled", () => {
    const {intercept, slope} = calibrate(
      R.score.map((s) => 1000 * s + 5e4),
      ones,
      R.y,
    );
    expect(slope * 1000).toBeCloseTo(R.line[1], 8);
    expect(intercept + 5e4 * slope).toBeCloseTo(R.line[0], 8);
  });

  it("flags a score that parts the outcomes, with a finite slope", () => {
    const {slope, intercept, capped} = calibrate([1, 2, 3, 4], [5, 5, 5, 5], [0, 0, 5, 5]);
    expect(capped).toBe(true);
    expect(slope).toBeCloseTo(10, 9);
    expect(intercept).toBeCloseTo(-25, 6);
  });

  it("is flat where there is one score or one outcome, or nothing at all", () => {
    expect(calibrate([3, 3], [4, 4], [1, 1])).toMatchObject({intercept: Math.log(2 / 6), slope: 0, capped: false});
    expect(calibrate([1, 2], [4, 4], [0, 0])).toMatchObject({intercept: Math.log(0.5 / 8.5), slope: 0, capped: true});
    expect(calibrate([], [], [])).toEqual({intercept: 0, slope: 0, logLoss: 0, capped: true});
  });

  it("is never NaN, and never worse than the base rate", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [score, n, conversions] = columns(list);
        const fit = calibrate(score, n, conversions);
        const total = n.reduce((a, b) => a + b, 0);
        const rate = conversions.reduce((a, b) => a + b, 0) / total;
        expect(Object.values(fit).some(Number.isNaN)).toBe(false);
        if (rate > 0 && rate < 1) {
          expect(fit.logLoss).toBeLessThan(-rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate) + 1e-9);
        }
      }),
      {numRuns: 300, seed: 4},
    );
  });
});

describe("reliability(logOdds, n, conversions)", () => {
  it("is 0 and 1 for predictions that were fitted on the same rows", () => {
    const {intercept, slope} = calibrate(R.score, ones, R.y);
    const fitted = R.score.map((s) => intercept + slope * s);
    const line = reliability(fitted, ones, R.y);
    expect(distance([line.intercept, line.slope], [0, 1])).toBeLessThan(1e-8);
  });
});

describe("ks(score, n, conversions)", () => {
  it("agrees with R's ks.test", () => {
    expect(ks(R.score, ones, R.y)).toBeCloseTo(R.ks, 12);
  });

  it("is 0 without both outcomes", () => {
    expect(ks([1, 2], [1, 1], [1, 1])).toBe(0);
  });
});

describe("logLoss and brier(p, n, conversions)", () => {
  it("are means over observations", () => {
    expect(logLoss([0.8, 0.1], [2, 3], [1, 0])).toBeCloseTo(
      -(Math.log(0.8) + Math.log(0.2) + 3 * Math.log(0.9)) / 5,
      12,
    );
    expect(brier([0.8, 0.1], [2, 3], [1, 0])).toBeCloseTo((0.04 + 0.64 + 0.03) / 5, 12);
  });

  it("stay finite on sure predictions, and are 0 without observations", () => {
    expect(logLoss([1, 0], [1, 1], [0, 0])).toBeCloseTo((15 * Math.log(10)) / 2, 1);
    expect([logLoss([], [], []), brier([], [], [])]).toEqual([0, 0]);
  });
});

describe("deciles(score, n, conversions)", () => {
  it("hold a tenth of the observations each, highest first, and all conversions", () => {
    const tenths = deciles(R.score, ones, R.y);
    expect(tenths.map(({decile}) => decile)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const {n} of tenths) expect(n).toBeCloseTo(30, 9);
    expect(tenths.reduce((sum, {conversions}) => sum + conversions, 0)).toBeCloseTo(
      R.y.reduce((a, b) => a + b),
      9,
    );
    expect(tenths[9].cumulativeShare).toBeCloseTo(1, 12);
  });

  it("split tied scores by share", () => {
    for (const {n, value, lift} of deciles([7], [25], [10])) {
      expect([n, value, lift].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([2.5, 0.4, 1]);
    }
    expect(deciles([2, 1], [5, 5], [5, 0]).map(({conversions}) => Math.round(conversions * 1e9) / 1e9)).toEqual([
      1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
    ]);
  });

  it("are none without observations", () => {
    expect(deciles([1], [0], [0])).toEqual([]);
  });

  it("widens intervals where leads give several rows, and leaves the rates", () => {
    const score = Array.from({length: 400}, (_, r) => r % 40);
    const hits = score.map((s, r) => Number((r * 7919 + s) % 40 < s / 2));
    const [twice, folds] = [[...score, ...score], [...score.keys(), ...score.keys()].map((r) => r % 20)];
    const alone = deciles(twice, new Array(800).fill(1), [...hits, ...hits]);
    const byLead = deciles(twice, new Array(800).fill(1), [...hits, ...hits], folds);
    expect(byLead.map(({n, conversions}) => [n, conversions])).toEqual(
      alone.map(({n, conversions}) => [n, conversions]),
    );
    const width = (all: typeof alone) => all.reduce((sum, {low, high}) => sum + high - low, 0);
    expect(width(byLead)).toBeGreaterThan(1.15 * width(alone));
  });
});
