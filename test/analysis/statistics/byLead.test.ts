import {describe, expect, it} from "vitest";
import {errorRatio, type FoldTally, rateByLead, widened} from "../../../src/analysis/statistics/byLead.ts";
import {contrast} from "../../../src/analysis/statistics/contrast.ts";
import {wilson} from "../../../src/analysis/statistics/intervals.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

/** 800 leads in 20 folds, each seen `times` times with the same pattern and the same end. */
function leads(next: () => number, times: number, rates = {with: 0.3, without: 0.15}): FoldTally[] {
  const folds = Array.from({length: 20}, (_, fold) => ({fold, n: 0, conversions: 0, all: {n: 0, conversions: 0}}));
  for (let lead = 0; lead < 800; ++lead) {
    const holds = next() < 0.4;
    const won = next() < (holds ? rates.with : rates.without) ? times : 0;
    const row = folds[lead % 20];
    row.all.n += times;
    row.all.conversions += won;
    if (holds) {
      row.n += times;
      row.conversions += won;
    }
  }
  return folds;
}

const table = (rows: readonly FoldTally[]) => {
  const sum = (of: (row: FoldTally) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [a, n1] = [sum((r) => r.conversions), sum((r) => r.n)];
  return {a, n1, c: sum((r) => r.all.conversions) - a, n0: sum((r) => r.all.n) - n1};
};

function covered(runs: number, times: number) {
  const next = random(11);
  const truth = {rate: 0.3, odds: 0.3 / 0.7 / (0.15 / 0.85)};
  let [rates, ratios, naive] = [0, 0, 0];
  for (let run = 0; run < runs; ++run) {
    const rows = leads(next, times);
    const rate = rateByLead(rows);
    const plain = contrast(table(rows));
    const {oddsRatio} = widened(plain, errorRatio(rows));
    if (rate.low <= truth.rate && truth.rate <= rate.high) ++rates;
    if (oddsRatio.low <= truth.odds && truth.odds <= oddsRatio.high) ++ratios;
    if (plain.oddsRatio.low <= truth.odds && truth.odds <= plain.oddsRatio.high) ++naive;
  }
  return {rates: rates / runs, ratios: ratios / runs, naive: naive / runs};
}

describe("rateByLead(rows), errorRatio(rows)", () => {
  it("cover the truth at their nominal rate where every lead is seen five times, as independent rows do not", () => {
    const {rates, ratios, naive} = covered(600, 5);
    for (const share of [rates, ratios]) {
      expect(share).toBeGreaterThan(0.93);
      expect(share).toBeLessThan(0.98);
    }
    expect(naive).toBeLessThan(0.75);
  });

  it("are never narrower than for independent observations", () => {
    const next = random(5);
    for (let run = 0; run < 50; ++run) {
      const rows = leads(next, 1);
      const rate = rateByLead(rows);
      const plain = wilson(rate.conversions, rate.n);
      expect(errorRatio(rows)).toBeGreaterThanOrEqual(1);
      expect(rate.low).toBeLessThanOrEqual(plain.low + 1e-12);
      expect(rate.high).toBeGreaterThanOrEqual(plain.high - 1e-12);
    }
  });

  it("keep what was counted, and say nothing of no or of one-sided observations beyond Wilson", () => {
    expect(rateByLead([])).toEqual(wilson(0, 0));
    expect(
      rateByLead([
        {fold: 0, n: 4, conversions: 4},
        {fold: 1, n: 6, conversions: 6},
      ]),
    ).toEqual(wilson(10, 10));
    expect(errorRatio([])).toBe(1);
  });
});

describe("widened(contrast, ratio)", () => {
  it("keeps overwhelming evidence overwhelming", () => {
    const plain = contrast({a: 900, n1: 1500, c: 900, n0: 15000});
    expect(plain.p).toBeLessThan(1e-100);
    expect(widened(plain, 1.5).p).toBeLessThan(1e-50);
    for (const table of [
      {a: 1344, n1: 12000, c: 0, n0: 5029},
      {a: 0, n1: 1000, c: 1344, n0: 16029},
    ])
      expect(widened(contrast(table), 1.5).p).toBeLessThan(0.001);
  });

  it("leaves a contrast as it is at 1, and squares nothing away at 2", () => {
    const plain = contrast({a: 30, n1: 100, c: 40, n0: 300});
    const same = widened(plain, 1);
    expect(same.p).toBeCloseTo(plain.p, 10);
    expect(same.oddsRatio.low).toBeCloseTo(plain.oddsRatio.low, 10);
    const wide = widened(plain, 2);
    expect(Math.log(wide.oddsRatio.value / wide.oddsRatio.low)).toBeCloseTo(
      2 * Math.log(plain.oddsRatio.value / plain.oddsRatio.low),
      10,
    );
    expect(wide.p).toBeGreaterThan(plain.p);
    expect(wide.with).toEqual(plain.with);
  });
});
