import {describe, expect, it} from "vitest";
import {exposure, type TileCount, type TimesCount} from "../../../src/analysis/drivers/exposure.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {trendOddsRatio} from "../../../src/analysis/statistics/trend.ts";

interface Lead {
  days: number;
  /** How often each action was done. */
  times: number[];
  won: boolean;
}

/** Decided leads whose time open, actions (each as often as `times` says, on average) and outcome are drawn in turn. */
function leads(
  n: number,
  seed: number,
  times: (days: number) => number | number[],
  pWin: (days: number, times: number) => number,
): Lead[] {
  const next = random(seed);
  return Array.from({length: n}, () => {
    const days = Math.ceil(60 * next());
    const done = [times(days)].flat().map((mean) => {
      let sum = 0;
      for (let k = 0; k < 12; ++k) sum += next() < mean / 12 ? 1 : 0;
      return sum;
    });
    return {days, times: done, won: next() < pWin(days, done[0])};
  });
}

function counts(all: readonly Lead[]): {tiles: TileCount[]; times: TimesCount[]} {
  const tiles = new Map<number, TileCount>();
  const cells = new Map<string, TimesCount>();
  const add = <K, T extends {n: number; won: number}>(rows: Map<K, T>, key: K, row: T, won: boolean) => {
    const cell = rows.get(key) ?? row;
    cell.n += 1;
    cell.won += Number(won);
    rows.set(key, cell);
  };
  for (const {days, times, won} of all) {
    add(tiles, days, {tile: days, open_days: days, n: 0, won: 0}, won);
    times.forEach((done, k) => {
      const often = Math.min(done, 6);
      const cell = {activity: ["call", "mail", "visit", "chat"][k], times: often, tile: days, n: 0, won: 0};
      if (done > 0) add(cells, `${k}/${often}/${days}`, cell, won);
    });
  }
  return {tiles: [...tiles.values()].sort((a, b) => a.tile - b.tile), times: [...cells.values()]};
}

const falling = (days: number) => 0.7 - days / 100;

describe("exposure(counts, minSupport)", () => {
  it("names the paradox where stuck leads are called more and calls do nothing", () => {
    const [call] = exposure(counts(leads(4000, 1, (days) => days / 10, falling)), 30);
    expect(call.isParadox).toBe(true);
    expect(call.crude.high).toBeLessThan(1);
    expect(call.atEqualTime.low).toBeLessThan(1);
    expect(call.atEqualTime.high).toBeGreaterThan(1);
    expect(call.text).toMatch(
      /^more call go with fewer wins \(1: 5\d %, 6 or more: 2\d %\), because stuck leads collect them/,
    );
    expect(call.text).toMatch(/This is not advice to do it less\.$/);
  });

  it("does not name it where the action itself goes with fewer wins at any time open", () => {
    const [call] = exposure(
      counts(
        leads(
          4000,
          2,
          () => 3,
          (_, times) => 0.7 - times / 12,
        ),
      ),
      30,
    );
    expect(call.crude.high).toBeLessThan(1);
    expect(call.isParadox).toBe(false);
  });

  const four = (mean: number) => [mean, mean, mean, mean];
  const chances: [string, (days: number) => number[], (days: number) => number][] = [
    ["nothing depends on anything", () => four(3), () => 0.4],
    ["stuck leads are called more and win as often", (days) => four(days / 10), () => 0.4],
    ["stuck leads win less often and are called no more", () => four(3), falling],
  ];
  it.each(chances)("keeps to 5 false alarms in 100 runs of four actions where %s", (_, times, pWin) => {
    const runs = Array.from({length: 200}, (_, seed) => exposure(counts(leads(300, seed, times, pWin)), 30));
    expect(runs.filter((found) => found.some(({isParadox}) => isParadox)).length).toBeLessThanOrEqual(10);
  });

  it("finds a planted paradox, and names no other action, in 95 of 100 runs or more", () => {
    const times = (days: number) => [days / 10, 3, 3, 3];
    const runs = Array.from({length: 200}, (_, seed) => exposure(counts(leads(500, seed, times, falling)), 30));
    const named = runs.map((found) =>
      found
        .filter(({isParadox}) => isParadox)
        .map(({action}) => action)
        .join(),
    );
    expect(named.filter((one) => one === "call").length).toBeGreaterThanOrEqual(190);
  });

  it("shows every count with its n and the days open, leads without the action too", () => {
    const all = [
      {days: 3, times: [0], won: true},
      {days: 5, times: [1], won: true},
      {days: 9, times: [1], won: false},
      {days: 20, times: [7], won: false},
    ];
    const [call] = exposure(counts(all), 1);
    expect(call.bins.map(({label, n, conversions, medianOpenDays}) => [label, n, conversions, medianOpenDays])).toEqual(
      [
        ["0", 1, 1, 3],
        ["1", 2, 1, 5],
        ["6 or more", 1, 0, 20],
      ],
    );
    expect(call.isParadox).toBe(false);
  });

  it("leaves out actions that too few leads did, and is empty without rows", () => {
    expect(
      exposure(
        counts(
          leads(
            20,
            3,
            () => 3,
            () => 0.5,
          ),
        ),
        30,
      ),
    ).toEqual([]);
    expect(exposure({tiles: [], times: []}, 30)).toEqual([]);
  });
});

describe("trendOddsRatio(counts)", () => {
  it("is the 2 × 2 odds ratio with Woolf's interval for doses 0 and 1", () => {
    const {value, low, high} = trendOddsRatio([
      {stratum: 0, dose: 0, n: 50, conversions: 10},
      {stratum: 0, dose: 1, n: 40, conversions: 20},
    ]);
    expect(value).toBeCloseTo(4, 8);
    const half = 1.959963984540054 * Math.sqrt(1 / 10 + 1 / 40 + 1 / 20 + 1 / 20);
    expect(low).toBeCloseTo(4 / Math.exp(half), 7);
    expect(high).toBeCloseTo(4 * Math.exp(half), 6);
  });

  it("covers a known odds ratio at its nominal rate with strata that differ", () => {
    const next = random(5);
    const truth = Math.log(0.8);
    const covered = Array.from({length: 2000}, () => {
      const rows = [0, 1, 2, 3].flatMap((stratum) =>
        [1, 2, 3, 4].map((dose) => {
          const p = 1 / (1 + Math.exp(-(stratum - 1 + truth * dose)));
          return {stratum, dose, n: 60, conversions: Array.from({length: 60}, () => next() < p).filter(Boolean).length};
        }),
      );
      const {low, high} = trendOddsRatio(rows);
      return Math.log(low) <= truth && truth <= Math.log(high);
    }).filter(Boolean).length;
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.975);
  });

  it("knows nothing where the outcome or the dose does not vary, or one separates the other", () => {
    const nothing = {value: 1, low: 0, high: Number.POSITIVE_INFINITY};
    expect(trendOddsRatio([])).toEqual(nothing);
    expect(trendOddsRatio([{stratum: 0, dose: 1, n: 9, conversions: 4}])).toEqual(nothing);
    expect(
      trendOddsRatio([
        {stratum: 0, dose: 1, n: 9, conversions: 0},
        {stratum: 0, dose: 2, n: 9, conversions: 9},
      ]),
    ).toEqual(nothing);
  });
});
