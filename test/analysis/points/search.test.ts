import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Cube} from "../../../src/analysis/cube.ts";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {cubeOf, plainLoss, randomRows, uniform} from "./cubes.ts";

/** The least log-loss over every card, one evaluation each. */
function exhaustive(cube: Cube, atMost: number, low: readonly number[], high: readonly number[]): number {
  const points = new Int32Array(cube.rules.length);
  let best = Number.POSITIVE_INFINITY;
  const visit = (j: number, left: number) => {
    if (j === points.length) {
      best = Math.min(best, evaluate(cube, points).logLoss);
      return;
    }
    for (let p = low[j]; p <= high[j]; ++p) {
      if (p !== 0 && left === 0) continue;
      points[j] = p;
      visit(j + 1, left - (p === 0 ? 0 : 1));
    }
    points[j] = 0;
  };
  visit(0, atMost);
  return best;
}

const grouped = (rows: readonly (readonly number[])[]): Cube => {
  const keys = [...new Set(rows.map((row) => row.slice(1).join()))];
  const at = new Map(keys.map((key, i) => [key, i]));
  const cube = cubeOf(keys.map((key) => [0, ...key.split(",").map(Number)]));
  cube.n.fill(0);
  for (const [y, ...x] of rows) {
    const r = at.get(x.join()) as number;
    cube.n[r] += 1;
    cube.conversions[r] += y;
  }
  return cube;
};

describe("suggestPoints(cube, options)", () => {
  it("finds what trying every card finds", () => {
    const misses: string[] = [];
    for (let seed = 1; seed <= 60; ++seed) {
      const d = 3 + (seed % 3);
      const cube = grouped(randomRows(seed, d, 60 + 7 * seed));
      const atMost = 1 + (seed % d);
      const found = suggestPoints(cube, {atMost, min: -3, max: 3});
      const least = exhaustive(cube, atMost, new Array(d).fill(-3), new Array(d).fill(3));
      if (Math.abs(found.logLoss - least) > 1e-12) misses.push(`seed ${seed}: ${found.logLoss} against ${least}`);
    }
    expect(misses).toEqual([]);
  });

  it("finds it under narrow, one-sided and forcing bounds", () => {
    const misses: string[] = [];
    for (let seed = 1; seed <= 60; ++seed) {
      const d = 4 + (seed % 2);
      const next = uniform(seed);
      const low = Array.from({length: d}, () => Math.floor(next() * 5) - 3);
      const high = low.map((l) => l + Math.floor(next() * 4));
      const forced = low.filter((l, j) => l > 0 || high[j] < 0).length;
      const atMost = Math.max(forced, 1 + (seed % d));
      const cube = grouped(randomRows(1000 + seed, d, 80 + 5 * seed));
      const found = suggestPoints(cube, {atMost, min: low, max: high});
      const least = exhaustive(cube, atMost, low, high);
      if (Math.abs(found.logLoss - least) > 1e-12) misses.push(`seed ${seed}: ${found.logLoss} against ${least}`);
    }
    expect(misses).toEqual([]);
  });

  it("honours bounds, fixed points and the number of rules", () => {
    const rule = fc.record({
      low: fc.integer({min: -6, max: 4}),
      width: fc.integer({min: 0, max: 7}),
      isFixed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 1e6}),
        fc.array(rule, {minLength: 1, maxLength: 8}),
        fc.nat(8),
        (seed, rules, extra) => {
          const min = rules.map(({low}) => low);
          const max = rules.map(({low, width}) => low + width);
          const fixed = rules.map(({low, isFixed}, j) => (isFixed && j % 2 ? low : null));
          const forced = rules.filter((_, j) => (fixed[j] ?? min[j]) > 0 || (fixed[j] ?? max[j]) < 0).length;
          const atMost = forced + extra;
          const found = suggestPoints(cubeOf(randomRows(seed, rules.length, 50)), {
            atMost,
            min,
            max,
            fixed,
            budget: {restarts: 1},
          });
          for (const points of [
            found.points,
            ...found.path.map((card) => card.points),
            ...found.pool.map((card) => card.points),
          ]) {
            expect(points.filter((p) => p !== 0).length).toBeLessThanOrEqual(atMost);
            points.forEach((p, j) => {
              expect(p).toBeGreaterThanOrEqual(fixed[j] ?? min[j]);
              expect(p).toBeLessThanOrEqual(fixed[j] ?? max[j]);
            });
          }
          expect(found.slope).toBeGreaterThanOrEqual(0);
        },
      ),
      {numRuns: 60, seed: 7},
    );
  });

  it("gives the same card whatever the order of rows and rules", () => {
    for (let seed = 1; seed <= 8; ++seed) {
      const rows = randomRows(seed, 9, 400);
      const next = uniform(seed + 99);
      const names = rows[0].slice(1).map((_, j) => `rule ${j}`);
      const order = names.map((_, j) => j).sort(() => next() - 0.5);
      const turned = [...rows].sort(() => next() - 0.5).map(([y, ...x]) => [y, ...order.map((j) => x[j])]);
      const one = suggestPoints(cubeOf(rows, names), {atMost: 4, min: -5, max: 5});
      const other = suggestPoints(
        cubeOf(
          turned,
          order.map((j) => names[j]),
        ),
        {atMost: 4, min: -5, max: 5},
      );
      expect(order.map((j) => one.points[j])).toEqual([...other.points]);
      expect(other.logLoss).toBe(one.logLoss);
      expect(other.evaluated).toBe(one.evaluated);
    }
  });

  it("does not notice whether equal observations are merged", () => {
    const rows = randomRows(5, 6, 700);
    const options = {atMost: 4, min: -5, max: 5};
    const apart = suggestPoints(cubeOf(rows), options);
    const merged = suggestPoints(grouped(rows), options);
    expect(merged.points).toEqual(apart.points);
    expect(merged.logLoss).toBe(apart.logLoss);
  });

  it("reaches the same loss with a rule negated", () => {
    for (let seed = 1; seed <= 6; ++seed) {
      const rows = randomRows(seed, 7, 500);
      const negated = rows.map(([y, a, ...x]) => [y, 1 - a, ...x]);
      const options = {atMost: 4, min: -5, max: 5};
      expect(suggestPoints(cubeOf(negated), options).logLoss).toBeCloseTo(
        suggestPoints(cubeOf(rows), options).logLoss,
        12,
      );
    }
  });

  it("prefers the card with fewest minus points among equals", () => {
    const rows = randomRows(3, 1, 300).map(([y, x]) => [y, x, 1 - x]);
    const {points} = suggestPoints(cubeOf(rows), {atMost: 1, min: -5, max: 5});
    expect(Math.min(...points)).toBe(0);
    expect(Math.max(...points)).toBe(1);
  });

  it("never loses by allowing one more rule", () => {
    const {path} = suggestPoints(cubeOf(randomRows(11, 10, 900)), {atMost: 7, min: -5, max: 5});
    expect(path.map(({rules}) => rules)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    path.slice(1).forEach((card, i) => {
      expect(card.logLoss).toBeLessThanOrEqual(path[i].logLoss + 1e-11);
    });
  });

  it("keeps a pool of different rules within the stated loss, best first", () => {
    const found = suggestPoints(cubeOf(randomRows(12, 10, 900)), {atMost: 4, min: -5, max: 5, poolWithin: 0.003});
    const supports = found.pool.map(({points}) => [...points].map((p) => (p ? 1 : 0)).join(""));
    expect(new Set(supports).size).toBe(supports.length);
    expect(found.pool.length).toBeGreaterThan(1);
    expect(found.pool[0].points).toEqual(found.points);
    found.pool.forEach(({logLoss}) => {
      expect(logLoss).toBeLessThanOrEqual(found.logLoss + 0.003 + 1e-12);
    });
  });

  it("starts from given cards as well, and never ends worse than them", () => {
    const cube = cubeOf(randomRows(13, 8, 600));
    const start = Int32Array.from([9, -9, 1, 1, 0, 0, 2, 1]);
    const found = suggestPoints(cube, {atMost: 8, min: -9, max: 9, start: [start], budget: {width: 1, restarts: 0}});
    expect(found.logLoss).toBeLessThanOrEqual(evaluate(cube, start).logLoss + 1e-12);
  });

  it("flags data that a card separates, with a finite slope", () => {
    const rows = randomRows(14, 4, 200).map(([, ...x]) => [x[0] && x[1] ? 1 : 0, ...x]);
    const found = suggestPoints(cubeOf(rows), {atMost: 3, min: -5, max: 5});
    expect(found.isSeparated).toBe(true);
    expect(found.auc).toBe(1);
    expect(found.slope).toBeLessThanOrEqual(15);
    expect(found.logLoss).toBeGreaterThanOrEqual(0);
  });

  it("flags one class, and gives no points", () => {
    for (const y of [0, 1]) {
      const rows = randomRows(15, 3, 50).map(([, ...x]) => [y, ...x]);
      const found = suggestPoints(cubeOf(rows), {atMost: 2, min: -5, max: 5});
      expect(found.isOneClass).toBe(true);
      expect([...found.points]).toEqual([0, 0, 0]);
      expect(found.auc).toBeNaN();
    }
  });

  it("gives no points without rules, with rules that never vary, or with none allowed", () => {
    const outcome = randomRows(16, 1, 80).map(([y]) => y);
    const none = suggestPoints(cubeOf(outcome.map((y) => [y])), {atMost: 3, min: -5, max: 5});
    expect(none.points.length).toBe(0);
    const constant = suggestPoints(cubeOf(outcome.map((y) => [y, 0, 1])), {atMost: 3, min: -5, max: 5});
    expect([...constant.points]).toEqual([0, 0]);
    const forbidden = suggestPoints(cubeOf(randomRows(16, 3, 80)), {atMost: 0, min: -5, max: 5});
    expect([...forbidden.points]).toEqual([0, 0, 0]);
    expect(forbidden.auc).toBe(0.5);
  });

  it("refuses limits that no card meets", () => {
    const cube = cubeOf(randomRows(17, 3, 50));
    expect(() => suggestPoints(cube, {atMost: 1, min: 1, max: 5})).toThrow(/too many rules are fixed or forced in: 3/);
    expect(() => suggestPoints(cube, {atMost: 1, min: 2, max: -2})).toThrow(/give the smaller one first/);
    expect(() => suggestPoints(cube, {atMost: 1, min: 0.5, max: 2})).toThrow(/give whole numbers/);
    expect(() => suggestPoints(cube, {atMost: -1, min: 0, max: 2})).toThrow(/invalid number of rules/);
  });
});

describe("evaluate(cube, points)", () => {
  it("agrees with a row-wise fit that shares no code with it", () => {
    for (let seed = 1; seed <= 6; ++seed) {
      const rows = randomRows(seed, 4, 120);
      const points = Int32Array.from([3, -2, 1, 4]);
      const {slope, logLoss} = evaluate(cubeOf(rows), points);
      expect(logLoss).toBeCloseTo(plainLoss(rows, points), 11);
      expect(slope).toBeGreaterThanOrEqual(0);
    }
  });

  it("gives the AUC that counting pairs gives", () => {
    const rows = randomRows(21, 4, 150);
    const points = [2, -1, 3, 1];
    const score = rows.map(([, ...x]) => x.reduce((sum, v, j) => sum + v * points[j], 0));
    let wins = 0;
    let pairs = 0;
    rows.forEach(([y], r) => {
      rows.forEach(([z], q) => {
        if (y === 1 && z === 0) {
          pairs += 1;
          wins += score[r] > score[q] ? 1 : score[r] === score[q] ? 0.5 : 0;
        }
      });
    });
    expect(evaluate(cubeOf(rows), points).auc).toBeCloseTo(wins / pairs, 12);
  });
});
