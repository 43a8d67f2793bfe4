import {describe, expect, it} from "vitest";
import {type Cube, filterRows, scores} from "../../../src/analysis/rules/cube.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {perUnit, type ThresholdInput, thresholdReport} from "../../../src/analysis/threshold/thresholdReport.ts";
import type {Trial} from "../../../src/analysis/validation/validate.ts";
import {generate} from "../cubes.ts";

const generated = generate({rows: 6000, rules: 4, seed: 5}).cube;
const cube: Cube = {
  ...generated,
  period: Uint16Array.from({length: 6000}, (_, r) => Math.floor(r / 1500)),
  periods: ["2025-01", "2025-02", "2025-03", "2025-04"],
};
const rules: Rule[] = [
  {id: "r1", when: {attribute: "industry", is: ["bank"]}},
  {id: "r2", when: {attribute: "size", is: ["large"]}},
  {id: "r3", when: {activity: "visit", at_least: 1}},
  {id: "r4", when: {activity: "any", none_for_days: 30}},
];
const points = [3, -2, 4, 1];
const settings = {capacityAMonth: null, precision: null, value: null, callCost: null, bands: null};

function trial(kind: Trial["kind"], test: Cube, theirs: readonly number[]): Trial {
  const rank = scores(test, theirs).map((s) => 0.2 * s - 3);
  const forecasts = new Map([["suggested" as const, {logOdds: rank, rank}]]);
  return {kind, how: `${kind} test`, train: {n: 1, conversions: 1}, cube: test, forecasts, learned: []};
}

const latest = filterRows(cube, (row) => cube.period[row] >= 2);
const report = (trials: ThresholdInput["trials"], more: Partial<ThresholdInput> = {}) =>
  thresholdReport({cube, rules, points, trials, period: "month", partial: [], minSupport: 30, settings, ...more});

describe("thresholdReport(input)", () => {
  it("measures a card that the test learned too on the test's rows alone", () => {
    const {thresholds, measured, all, periods} = report({
      outOfTime: trial("out of time", latest, points),
      grouped: null,
    });
    expect(measured).toEqual({kind: "out of time", how: "out of time test"});
    expect([all.n, periods]).toEqual([3000, 2]);
    const s = scores(latest, points);
    for (const {score, rate, volume} of thresholds) {
      const rows = [...s.keys()].filter((r) => s[r] >= score);
      expect(rate.n).toBeCloseTo(rows.length, 6);
      expect(rate.conversions).toBeCloseTo(
        rows.reduce((sum, r) => sum + latest.conversions[r], 0),
        6,
      );
      expect(volume.mean).toBeCloseTo(rows.length / 2, 6);
    }
  });

  it("keeps the suggested card's leads and takes the conversions of as many best leads by the card of the test", () => {
    const theirs = [1, 0, 2, 0];
    const {thresholds} = report({outOfTime: trial("out of time", latest, theirs), grouped: null});
    const own = scores(latest, points);
    const other = [...scores(latest, theirs)];
    for (const {score, rate} of thresholds) {
      const n = own.filter((s) => s >= score).length;
      // the best n by the other card; those tied at the edge count by the share that fits
      const edge = [...other].sort((a, b) => b - a)[n - 1];
      const hits = (holds: (s: number) => boolean) =>
        other.reduce((sum, s, r) => (holds(s) ? sum + latest.conversions[r] : sum), 0);
      const above = other.filter((s) => s > edge).length;
      const tied = other.filter((s) => s === edge).length;
      expect(rate.n).toBeCloseTo(n, 6);
      expect(rate.conversions).toBeCloseTo(hits((s) => s > edge) + (hits((s) => s === edge) * (n - above)) / tied, 6);
    }
  });

  it("sets beside it what the leads that the card was learned from say", () => {
    const {thresholds} = report({outOfTime: trial("out of time", latest, points), grouped: null});
    const s = scores(cube, points);
    for (const {score, seen} of thresholds) {
      const rows = [...s.keys()].filter((r) => s[r] >= score);
      expect([seen.n, seen.conversions]).toEqual([rows.length, rows.reduce((sum, r) => sum + cube.conversions[r], 0)]);
    }
  });

  it("prefers lead folds, which test everyone, to a fifth kept back, and time to both", () => {
    const [byTime, kept, folds] = [
      trial("out of time", latest, points),
      trial("kept back", latest, points),
      trial("lead folds", cube, points),
    ];
    expect(report({outOfTime: byTime, grouped: folds}).measured.kind).toBe("out of time");
    expect(report({outOfTime: kept, grouped: folds}).measured.kind).toBe("lead folds");
    expect(report({outOfTime: kept, grouped: null}).measured.kind).toBe("kept back");
  });

  it("says so where there was no test", () => {
    const {measured, thresholds, all} = report({outOfTime: null, grouped: null});
    expect(measured.kind).toBe("seen");
    expect(all.n).toBe(6000);
    for (const {rate, seen} of thresholds) expect(rate).toEqual(seen);
  });

  it("counts per 1,000 leads without dates", () => {
    const {unit, thresholds} = report({outOfTime: null, grouped: null}, {period: null});
    expect(unit).toBe("1,000 leads");
    expect(thresholds[0].volume.mean).toBe(1000);
  });

  it("keeps given bands, and counts the rules of each sub-score", () => {
    const {bands, areBandsGiven, ruleCount, matrix} = report(
      {outOfTime: null, grouped: null},
      {settings: {...settings, bands: [4, 1]}},
    );
    expect(areBandsGiven).toBe(true);
    expect(bands.map(({from}) => from)).toEqual([4, 1, -2]);
    expect(ruleCount).toEqual({fit: 2, engagement: 2});
    expect(matrix).not.toBeNull();
  });
});

describe("perUnit(aMonth, unit)", () => {
  it("spreads a year's calls over the units of a year", () => {
    expect(perUnit(100, "month")).toBe(100);
    expect(perUnit(100, "quarter")).toBe(300);
    expect((perUnit(100, "week") as number) * (365.25 / 7)).toBeCloseTo(1200, 9);
    expect(perUnit(100, "1,000 leads")).toBeNull();
  });
});
