import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type CountGrid, countGrids} from "../../../src/analysis/drivers/countGrid.ts";
import type {BehaviourCount, PatternCounts} from "../../../src/analysis/rules/patterns.ts";
import {groupBy} from "../../../src/analysis/statistics/groupBy.ts";
import {oddsRatio} from "../../../src/analysis/statistics/intervals.ts";
import {amongLooks, intervalAmong, isAbove, pOf} from "../../../src/analysis/statistics/manyLooks.ts";
import {random} from "../../../src/analysis/statistics/random.ts";

const windows = [7, 30, 90, null];

interface Observation {
  fold: number;
  label: number;
  /** How often in 7, 30 and 90 days, and ever; growing. */
  times: number[];
}

/** Leads with three observations each that share their label half of the time and their habits always. */
function observations(leads: number, seed: number, chance: (times: number[]) => number): Observation[] {
  const u = random(seed);
  const poisson = (mean: number) => {
    let [k, p] = [0, u()];
    for (const stop = Math.exp(-mean); p > stop; ++k) p *= u();
    return k;
  };
  return Array.from({length: leads}, () => {
    const [fold, habit, shared] = [Math.floor(20 * u()), 0.3 + 1.4 * u(), u()];
    return Array.from({length: 3}, () => {
      let sum = 0;
      const times = [0.2, 0.5, 0.7, 0.5].map((mean) => {
        sum += poisson(mean * habit);
        return sum;
      });
      return {fold, label: Number((u() < 0.5 ? shared : u()) < chance(times)), times};
    });
  }).flat();
}

function countsOf(all: readonly Observation[], activity = "visit"): PatternCounts {
  const cell = {stage_no: null, is_test: false};
  const folds = [...new Set(all.map(({fold}) => fold))];
  const count = (rows: readonly Observation[]) => ({
    n: rows.length,
    conversions: rows.reduce((sum, {label}) => sum + label, 0),
  });
  const behaviours = windows.flatMap((window_days, w) =>
    [...groupBy(all, ({fold, times}) => 10 * fold + Math.min(5, times[w]))].map(
      ([key, rows]): BehaviourCount => ({
        ...cell,
        fold: Math.floor(key / 10),
        activity,
        topic: null,
        window_days,
        times: key % 10,
        ...count(rows),
      }),
    ),
  );
  return {
    base: folds.map((fold) => ({...cell, fold, ...count(all.filter((o) => o.fold === fold))})),
    behaviours: behaviours.filter(({times}) => times > 0),
    recencies: [],
    attributes: [],
    numbers: new Set(),
  };
}

const options = {
  times: [1, 2, 3, 5],
  windowsDays: [7, 30, 90],
  minSupport: 30,
  oneRowPerLead: false,
  flagged: new Set<string>(),
};
const gridOf = (all: readonly Observation[], more: Partial<typeof options> = {}): CountGrid =>
  countGrids(countsOf(all), {...options, ...more}).grids[0];
const at = (grid: CountGrid, atLeast: number, windowDays: number | null) =>
  grid.cells.find((cell) => cell.atLeast === atLeast && cell.windowDays === windowDays)!;

describe("countGrids(counts)", () => {
  const planted = observations(1500, 1, ([, month]) => (month >= 2 ? 0.3 : 0.1));

  it("finds the count and window on which converting depends", () => {
    const grid = gridOf(planted);
    expect([grid.best.atLeast, grid.best.windowDays]).toEqual([2, 30]);
    expect(grid.best.pOfAll).toBeLessThan(0.001);
    expect(at(grid, 2, 30).isAsGood).toBe(true);
    expect(at(grid, 1, null).isAsGood).toBe(false);
    expect(grid.cells).toHaveLength(16);
  });

  it("counts every cell as a plain walk over the observations does", () => {
    const grid = gridOf(planted);
    for (const {atLeast, windowDays, with: rate} of grid.cells) {
      const rows = planted.filter(({times}) => times[windows.indexOf(windowDays)] >= atLeast);
      expect([rate!.n, rate!.conversions]).toEqual([rows.length, rows.filter(({label}) => label === 1).length]);
    }
  });

  it("finds nothing where nothing is there, in more than 94 of 100 runs", () => {
    const alarms = Array.from({length: 100}, (_, seed) => gridOf(observations(200, seed + 1, () => 0.2)).best);
    expect(alarms.filter(({p}) => p < 0.05).length).toBeLessThan(6);
    expect(alarms.filter(({oddsRatio: {low, high}}) => low > 1 || high < 1).length).toBeLessThan(6);
  });

  it("keeps the true place among those that tell as much, in at least 95 of 100 runs", () => {
    const kept = Array.from({length: 100}, (_, seed) =>
      at(gridOf(observations(300, seed + 1, ([, month]) => (month >= 2 ? 0.4 : 0.1))), 2, 30),
    );
    expect(kept.filter(({isAsGood}) => isAsGood).length).toBeGreaterThanOrEqual(95);
  });

  it("marks what too few did and what nearly all did, without an odds ratio", () => {
    const rare = observations(60, 3, () => 0.3).map((o) => ({
      ...o,
      times: [0, 0, o.times[2] > 4 ? 1 : 0, o.times[3] + 1],
    }));
    const {cells} = gridOf(rare);
    const [few, all] = [
      cells.find((c) => c.atLeast === 1 && c.windowDays === 90)!,
      cells.find((c) => c.atLeast === 1 && c.windowDays === null)!,
    ];
    expect([few.oddsRatio, few.isNearlyAll, all.oddsRatio, all.isNearlyAll]).toEqual([null, false, null, true]);
    expect(cells.filter(({oddsRatio}) => oddsRatio).every(({with: rate}) => rate!.n >= 30)).toBe(true);
  });

  it("leaves out and names what is not to be believed, and counts actions too rare for any cell", () => {
    const [a, b] = [countsOf(planted, "visit"), countsOf(planted.slice(0, 20), "call")];
    const counts = {...a, behaviours: [...a.behaviours, ...b.behaviours, ...countsOf(planted, "contract").behaviours]};
    const report = countGrids(counts, {...options, flagged: new Set(["contract"])});
    expect(report.grids.map(({action}) => action)).toEqual(["visit"]);
    expect([report.flagged, report.tooRare, report.looks]).toEqual([["contract"], 1, report.grids[0].looks]);
  });

  it("puts activity of any kind last and is empty without activities", () => {
    const any = countsOf(planted, "any").behaviours;
    const counts = countsOf(observations(300, 5, () => 0.2));
    const names = countGrids({...counts, behaviours: [...any, ...counts.behaviours]}, options).grids;
    expect(names.map(({action}) => action)).toEqual(["visit", "any activity"]);
    expect(countGrids({...counts, behaviours: []}, options)).toMatchObject({grids: [], looks: 0});
  });
});

describe("intervalAmong(estimate, looks), pOf(estimate), amongLooks(p, looks)", () => {
  const estimate = fc.record({
    value: fc.double({min: -3, max: 3, noNaN: true}),
    variance: fc.double({min: 0.01, max: 1, noNaN: true}),
    without: fc.oneof(
      fc.constant([]),
      fc.array(fc.double({min: -3, max: 3, noNaN: true}), {minLength: 3, maxLength: 20}),
    ),
  });

  it("is Woolf's interval for one look at leads with one row each", () => {
    const {value, low, high} = oddsRatio(20, 60, 15, 90);
    const variance = 1 / 20 + 1 / 40 + 1 / 15 + 1 / 75;
    const found = intervalAmong({value: Math.log(value), variance, without: []});
    expect([Math.exp(found.low), Math.exp(found.high)]).toEqual([expect.closeTo(low, 8), expect.closeTo(high, 8)]);
  });

  it("leaves 0 out exactly where the p among as many looks is under 5 %, and grows with looks", () => {
    fc.assert(
      fc.property(estimate, fc.integer({min: 1, max: 300}), (e, looks) => {
        const {low, high} = intervalAmong(e, looks);
        const p = amongLooks(pOf(e), looks);
        if (Math.abs(p - 0.05) > 1e-6) expect(low > 0 || high < 0).toBe(p < 0.05);
        expect(intervalAmong(e, looks + 1).high).toBeGreaterThanOrEqual(high);
      }),
    );
  });

  it("is 1 − (1 − p)^looks", () => {
    expect(amongLooks(0.01, 16)).toBeCloseTo(1 - 0.99 ** 16, 12);
    expect(amongLooks(0.3, 1)).toBeCloseTo(0.3, 12);
    expect(amongLooks(1e-12, 200)).toBeCloseTo(2e-10, 18);
  });

  it("says above only where the folds agree", () => {
    expect(isAbove(1, [0.9, 1, 1.1, 1])).toBe(true);
    expect(isAbove(1, [0.1, 1, 1.9, 1])).toBe(false);
    expect(isAbove(1, [0.9])).toBe(false);
  });
});
