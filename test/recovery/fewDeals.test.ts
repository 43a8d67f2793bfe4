import {describe, expect, it} from "vitest";
import {describe as describeCard} from "../../src/analysis/card/evidence.ts";
import {carried} from "../../src/analysis/card/fewDeals.ts";
import {suggestPoints} from "../../src/analysis/points/search.ts";
import type {Cube} from "../../src/analysis/rules/cube.ts";
import {compileLimits, leaning, type PointLimits} from "../../src/analysis/rules/limits.ts";
import {weightIntervals} from "../../src/analysis/statistics/jackknife.ts";
import {random} from "../../src/analysis/statistics/random.ts";
import {cubeOf} from "../analysis/cubes.ts";

const asked: PointLimits = {atMost: 10, min: -10, max: 10, step: 1, total: {}, ladders: "free", limits: []};

/**
 * Leads with `each` observations, rules that hold on 5 to 50 % of the leads, and so many leads that convert: in the odds of
 * `effect` times as many where the last rule holds (on half of the leads), or with nothing to do with any rule.
 */
function leads({count, each, converted, rules, seed, effect = 1}: Record<string, number>): Cube {
  const u = random(seed);
  const all = Array.from({length: count}, () => {
    const holds = Array.from({length: rules}, (_, j) => u() < 0.05 + (0.45 * j) / (rules - 1));
    return {holds, fold: Math.floor(u() * 20), draw: u() ** (1 / (holds[rules - 1] ? effect : 1))};
  });
  const won = new Set([...all].sort((a, b) => b.draw - a.draw).slice(0, converted));
  const rows = all.flatMap((lead) => Array.from({length: each}, () => lead));
  return cubeOf(
    Array.from({length: rules}, (_, j) => `r${j}`),
    rows.map(({holds}) => holds.reduce((mask, held, j) => mask + (held ? 2 ** j : 0), 0)),
    rows.map(() => 1),
    rows.map((lead) => (won.has(lead) ? 1 : 0)),
    rows.map(({fold}) => fold),
  );
}

/** The card that few deals carry, found and described as in a suggestion. */
function cardOf(cube: Cube, converted: number, rest: number, perLead: number) {
  const rules = cube.rules.map((id) => ({id, when: {activity: id, at_least: 1}}));
  const {limits, strength, isFew} = carried({converted, rest}, asked);
  const {points} = suggestPoints(cube, compileLimits(rules, limits, leaning(cube)));
  const fit = isFew ? ({penalty: "firth"} as const) : undefined;
  return describeCard(cube, rules, Float64Array.from(points), {fit, strength, perLead, pickedFrom: rules.length});
}

describe("a card picked from rules of which none matters", () => {
  const runs = 200;
  const called = (made: {count: number; each: number; converted: number; rules: number}) => {
    let [sure, away] = [0, 0];
    for (let seed = 0; seed < runs; ++seed) {
      const {rules} = cardOf(leads({...made, seed}), made.converted, made.count - made.converted, made.each);
      if (rules.some(({isSure}) => isSure)) ++sure;
      if (rules.some(({interval}) => interval && interval.low * interval.high > 0)) ++away;
    }
    return {sure: sure / runs, away: away / runs};
  };

  it("calls one sure in at most one of twenty cards with 30 conversions, and shows no interval that says otherwise", () => {
    const {sure, away} = called({count: 500, each: 1, converted: 30, rules: 20});
    expect(sure).toBeLessThanOrEqual(0.05);
    expect(away).toBe(sure);
  });

  it("does no worse where each lead gives three observations", () => {
    expect(called({count: 250, each: 3, converted: 30, rules: 20}).sure).toBeLessThanOrEqual(0.05);
  });

  it("does no worse with enough deals for points, whose own intervals do not know that they were picked", () => {
    const {sure, away} = called({count: 600, each: 1, converted: 100, rules: 12});
    expect(sure).toBeLessThanOrEqual(0.05);
    expect(away).toBeGreaterThan(0.5);
  });
});

describe("a card picked where one rule matters", () => {
  it("is sure of it more often than not with 40 conversions at odds of eight to one", () => {
    let sure = 0;
    for (let seed = 0; seed < 50; ++seed) {
      const cube = leads({count: 500, each: 1, converted: 40, rules: 20, seed, effect: 8});
      const found = cardOf(cube, 40, 460, 1).rules.find(({rule}) => rule.id === "r19");
      expect(found?.points ?? 1).toBe(1);
      if (found?.isSure) ++sure;
    }
    expect(sure).toBeGreaterThan(25);
  });
});

describe("weightIntervals(cube, Firth)", () => {
  it("covers known weights 95 times in 100 with about fifty conversions", () => {
    const truth = [0.8, -0.6, 1.2];
    const runs = 400;
    let covered = 0;
    let conversions = 0;
    for (let seed = 0; seed < runs; ++seed) {
      const cube = known(truth, 900, seed);
      conversions += cube.conversions.reduce((sum, c) => sum + c);
      weightIntervals(cube, {penalty: "firth"}).forEach(({low, high}, j) => {
        if (low <= truth[j] && truth[j] <= high) ++covered;
      });
    }
    expect(conversions / runs).toBeGreaterThan(45);
    expect(conversions / runs).toBeLessThan(60);
    expect(covered / (runs * truth.length)).toBeGreaterThan(0.93);
    expect(covered / (runs * truth.length)).toBeLessThan(0.97);
  });
});

/** Leads of one observation each, whose conversions follow the weights; a row for those alike in rules and fold. */
function known(weights: readonly number[], count: number, seed: number): Cube {
  const u = random(seed);
  const shares = [0.4, 0.5, 0.25];
  const cells = new Map<string, {mask: number; fold: number; n: number; conversions: number}>();
  for (let i = 0; i < count; ++i) {
    const holds = shares.map((share) => u() < share);
    const eta = holds.reduce((sum, held, j) => sum + (held ? weights[j] : 0), -3.3);
    const mask = holds.reduce((sum, held, j) => sum + (held ? 2 ** j : 0), 0);
    const fold = Math.floor(u() * 20);
    const cell = cells.get(`${mask} ${fold}`) ?? {mask, fold, n: 0, conversions: 0};
    cell.n += 1;
    cell.conversions += u() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    cells.set(`${mask} ${fold}`, cell);
  }
  const rows = [...cells.values()];
  return cubeOf(
    ["a", "b", "c"],
    rows.map(({mask}) => mask),
    rows.map(({n}) => n),
    rows.map(({conversions}) => conversions),
    rows.map(({fold}) => fold),
  );
}
