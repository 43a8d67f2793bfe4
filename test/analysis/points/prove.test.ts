import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readYesNoTable} from "../../../loaders/yesNoTable.ts";
import {boundReal} from "../../../src/analysis/points/boundReal.ts";
import {evaluate, scoreBins} from "../../../src/analysis/points/evaluate.ts";
import {fitLine} from "../../../src/analysis/points/line.ts";
import type {GroupLimit, Limits} from "../../../src/analysis/points/problem.ts";
import {proveBest} from "../../../src/analysis/points/prove.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {type Cube, filterRows} from "../../../src/analysis/rules/cube.ts";
import {cubeOf, randomRows, uniform} from "./cubes.ts";

/** Rows of a kind of trouble: noise, a rule that separates, a rule twice, a rule that is another's opposite. */
function rowsOf(seed: number, d: number): number[][] {
  const rows = randomRows(seed, d, 40 + (seed % 5) * 60);
  const kind = seed % 6;
  return rows.map(([y, ...x]) => {
    if (kind === 1) return [x[0] && x[1] ? 1 : 0, ...x];
    if (kind === 2) return [x[0] ? 1 : y, ...x];
    if (kind === 3) return [y, ...x.slice(0, -1), x[0]];
    if (kind === 4) return [y, ...x.slice(0, -1), 1 - x[0]];
    return [y, ...x];
  });
}

const values = ({low, high, step}: {low: number; high: number; step: number}): number[] =>
  Array.from({length: high - low + 1}, (_, i) => low + i).filter((p) => p % step === 0);

/** Whether a card obeys a group limit, in the words of `GroupLimit`, no rules being exclusive. */
function obeys(points: ArrayLike<number>, {rules, atMost, max, min, sameSign}: GroupLimit): boolean {
  const own = rules.map((j) => points[j]);
  const plus = own.filter((p) => p > 0);
  const minus = own.filter((p) => p < 0);
  const sum = (list: number[]) => list.reduce((total, p) => total + p, 0);
  return (
    plus.length + minus.length <= (atMost ?? own.length) &&
    sum(plus) <= (max ?? sum(plus)) &&
    sum(minus) >= (min ?? sum(minus)) &&
    !(sameSign && plus.length && minus.length)
  );
}

/** Mean log-loss with the best line; where the card separates, its limit as the slope grows. */
function lossOf(cube: Cube, points: ArrayLike<number>): number {
  const {isOneClass, isSeparated, logLoss, n} = evaluate(cube, points);
  if (!isSeparated || isOneClass) return logLoss;
  return fitLine(scoreBins(cube, points), {intercept: 0, slope: 0, loss: 0, isCapped: false}) / n;
}

/** The least log-loss over every card that obeys the limits, one evaluation each, and the next best card. */
function everyCard(cube: Cube, limits: Limits): {least: number; second: Int32Array} {
  const points = new Int32Array(cube.rules.length);
  const {min, max, fixed, step = 1, groups = []} = limits;
  const bound = (side: number | readonly number[], j: number) => (typeof side === "number" ? side : side[j]);
  const cards: {loss: number; card: Int32Array}[] = [];
  const visit = (j: number, left: number) => {
    if (j === points.length) {
      if (groups.every((group) => obeys(points, group))) cards.push({loss: lossOf(cube, points), card: points.slice()});
      return;
    }
    const given = fixed?.[j] ?? null;
    for (const p of given === null ? values({low: bound(min, j), high: bound(max, j), step}) : [given]) {
      if (p !== 0 && left === 0) continue;
      points[j] = p;
      visit(j + 1, left - (p === 0 ? 0 : 1));
    }
    points[j] = 0;
  };
  visit(0, limits.atMost);
  cards.sort((a, b) => a.loss - b.loss);
  const least = cards[0].loss;
  return {least, second: (cards.find(({loss}) => loss > least + 1e-9) ?? cards[0]).card};
}

const exhaustive = (cube: Cube, limits: Limits): number => everyCard(cube, limits).least;

describe("proveBest(cube, limits, incumbent)", () => {
  it("proves what trying every card finds, whatever card it is given", () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= 60; ++seed) {
      const d = 3 + (seed % 3);
      const cube = cubeOf(rowsOf(seed, d));
      const limits = {atMost: 1 + (seed % d), min: -3, max: 3};
      const {least, second} = everyCard(cube, limits);
      const given = [new Int32Array(d), second, suggestPoints(cube, limits).points][seed % 3];
      const proof = proveBest(cube, limits, given);
      if (!proof.isProved || proof.gap !== 0 || Math.abs(proof.logLoss - least) > 2e-11)
        faults.push(`seed ${seed}: ${proof.isProved} ${proof.logLoss} against ${least}`);
      if (Math.abs(lossOf(cube, proof.points) - proof.logLoss) > 1e-12) faults.push(`seed ${seed}: other card`);
    }
    expect(faults).toEqual([]);
  });

  it("proves it on six rules as well", () => {
    for (const seed of [6, 7]) {
      const cube = cubeOf(rowsOf(seed, 6));
      const limits = {atMost: 4, min: -3, max: 3};
      const proof = proveBest(cube, limits, new Int32Array(6));
      expect(proof.isProved).toBe(true);
      expect(Math.abs(proof.logLoss - exhaustive(cube, limits))).toBeLessThan(2e-11);
    }
  });

  it("proves it under bounds, steps, fixed points and limits that rules share", () => {
    const faults: string[] = [];
    let bound = 0;
    for (let seed = 1; seed <= 60; ++seed) {
      const d = 4 + (seed % 2);
      const next = uniform(seed);
      const below = (n: number) => Math.floor(next() * n);
      const step = 1 + below(2);
      const min = Array.from({length: d}, () => -step * below(4));
      const max = min.map(() => step * below(4));
      const limits: Limits = {
        atMost: 1 + below(d),
        min,
        max,
        step,
        fixed: min.map((_, j) => (j === 2 && seed % 3 === 0 ? -1 : null)),
        groups: [
          {rules: [0, 1, 2], ...(next() < 0.5 ? {atMost: 2, sameSign: true} : {max: 3, min: -3})},
          {rules: Array.from({length: d}, (_, j) => j), max: 1 + below(5), min: -1 - below(5)},
        ],
      };
      const cube = cubeOf(rowsOf(500 + seed, d));
      const {least, second} = everyCard(cube, limits);
      const given = seed % 2 ? second : Int32Array.from(min, (_, j) => limits.fixed?.[j] ?? 0);
      const proof = proveBest(cube, limits, given);
      if (!proof.isProved || Math.abs(proof.logLoss - least) > 2e-11)
        faults.push(`seed ${seed}: ${proof.isProved} ${proof.logLoss} against ${least}`);
      if (least > exhaustive(cube, {...limits, groups: []}) + 1e-9) ++bound;
    }
    expect(faults).toEqual([]);
    expect(bound).toBeGreaterThan(10);
  });

  it("gives a bound that no card is under wherever it is stopped", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), fc.integer({min: 0, max: 40}), (seed, polls) => {
        const d = 3 + (seed % 3);
        const cube = cubeOf(rowsOf(seed, d));
        const limits = {atMost: 2 + (seed % 2), min: -2, max: 2};
        let left = polls;
        const proof = proveBest(cube, limits, new Int32Array(d), {mayGoOn: () => left-- > 0});
        const least = exhaustive(cube, limits);
        expect(proof.lowerBound).toBeLessThanOrEqual(least + 2e-11);
        expect(proof.logLoss).toBeGreaterThanOrEqual(least - 1e-12);
        expect(proof.gap).toBe(proof.logLoss - proof.lowerBound);
        expect(proof.unfinished).toBe(proof.isProved ? null : "time");
        expect(proof.isProved && proof.gap > 0).toBe(false);
      }),
      {numRuns: 80, seed: 11},
    );
  });

  it("does not begin where there are too many sets of rules, and still gives a bound", () => {
    const cube = cubeOf(randomRows(5, 50, 300));
    const found = suggestPoints(cube, {atMost: 8, min: -2, max: 2, budget: {width: 2, restarts: 0}});
    const proof = proveBest(cube, {atMost: 8, min: -2, max: 2}, found.points);
    expect(proof).toMatchObject({isProved: false, unfinished: "size", supportsLooked: 0, logLoss: found.logLoss});
    expect(proof.lowerBound).toBeGreaterThan(0);
    expect(proof.lowerBound).toBeLessThan(found.logLoss);
  });

  it("is done where there is nothing to choose, or only one outcome", () => {
    const rows = randomRows(8, 3, 60);
    const nothing = proveBest(cubeOf(rows), {atMost: 0, min: -5, max: 5}, [0, 0, 0]);
    expect(nothing).toMatchObject({isProved: true, gap: 0});
    const lost = cubeOf(rows.map(([, ...x]) => [0, ...x]));
    expect(proveBest(lost, {atMost: 2, min: -5, max: 5}, [0, 0, 0])).toMatchObject({isProved: true, gap: 0});
  });

  it("refuses a card that does not obey the limits", () => {
    const cube = cubeOf(randomRows(9, 3, 60));
    const prove = (points: number[], limits: Partial<Limits> = {}) =>
      proveBest(cube, {atMost: 2, min: -5, max: 5, ...limits}, points);
    expect(() => prove([6, 0, 0])).toThrow(/rule a has 6 points/);
    expect(() => prove([1, 1, 1])).toThrow(/3 rules have points, at most 2/);
    expect(() => prove([3, 0, 0], {step: 2, min: -4, max: 4})).toThrow(/rule a has 3 points/);
    expect(() => prove([2, 2, 0], {groups: [{rules: [0, 1], max: 3}]})).toThrow(/a limit that they share/);
    expect(() => prove([1, 0])).toThrow(/2 points for 3 rules/);
  });
});

describe("boundReal(cube, limits)", () => {
  it("is under every card, and is the real-valued loss where rules do not separate", () => {
    for (let seed = 1; seed <= 24; ++seed) {
      const cube = cubeOf(rowsOf(seed, 4));
      const bound = boundReal(cube, {atMost: 4, min: -3, max: 3});
      expect(bound).toBeLessThanOrEqual(exhaustive(cube, {atMost: 4, min: -3, max: 3}) + 1e-12);
    }
    const rows = randomRows(3, 1, 400);
    const rate = (x: number) => {
      const own = rows.filter((row) => row[1] === x).map(([y]) => y);
      const p = own.reduce((sum, y) => sum + y, 0) / own.length;
      return -own.length * (p * Math.log(p) + (1 - p) * Math.log(1 - p));
    };
    expect(boundReal(cubeOf(rows), {atMost: 1, min: -5, max: 5})).toBeCloseTo((rate(0) + rate(1)) / 400, 7);
  });
});

const scorecard = join(process.env.HAKARI_DATA ?? "../shared/data", "scorecard");

describe.runIf(existsSync(join(scorecard, "adult.csv")))("proveBest on adult", () => {
  it("proves the optimum of three rules in every fold, and of four in one", {timeout: 60_000}, async () => {
    const table = await readYesNoTable(join(scorecard, "adult.csv"), "Over50K");
    const read = (name: string) => JSON.parse(readFileSync(join(scorecard, name), "utf8"));
    const {fold} = read("folds_adult.json");
    const optima: {k: number; fold: number; train_logloss: number}[] = read("optimum_adult.json").results;
    for (const optimum of optima.filter((of) => of.k === 3 || (of.k === 4 && of.fold === 1))) {
      const cube = filterRows(table, (r) => fold[r] !== optimum.fold);
      const limits = {atMost: optimum.k, min: -5, max: 5};
      const proof = proveBest(cube, limits, suggestPoints(cube, limits).points);
      expect(proof.isProved).toBe(true);
      expect(proof.logLoss).toBeCloseTo(optimum.train_logloss, 12);
    }
  });
});
