import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {cubeOf, randomRows, uniform} from "./cubes.ts";
import {grouped, obeys, randomLimits} from "./oracle.ts";

describe("suggestPoints(cube, options)", () => {
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

  it("honours steps, groups, ladders and exclusive values on every card it returns", () => {
    let met = 0;
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), fc.integer({min: 3, max: 9}), (seed, d) => {
        const limits = randomLimits(seed, d);
        const cube = cubeOf(randomRows(seed, d, 60));
        let found: ReturnType<typeof suggestPoints>;
        try {
          found = suggestPoints(cube, limits);
        } catch (error) {
          expect(String(error)).toMatch(/too many rules are fixed or forced in|limits that no card meets/);
          return;
        }
        met += 1;
        for (const {points} of [found, ...found.path, ...found.pool])
          expect(obeys(points, limits), `${points} under ${JSON.stringify(limits)}`).toBe(true);
      }),
      {numRuns: 150, seed: 11},
    );
    expect(met).toBeGreaterThan(100);
  });

  it("gives the same card whatever the order of rows and rules, under groups too", () => {
    for (let seed = 1; seed <= 8; ++seed) {
      const rows = randomRows(seed, 9, 400);
      const next = uniform(seed + 99);
      const names = rows[0].slice(1).map((_, j) => `rule ${j}`);
      const order = names.map((_, j) => j).sort(() => next() - 0.5);
      const turned = [...rows].sort(() => next() - 0.5).map(([y, ...x]) => [y, ...order.map((j) => x[j])]);
      const to = (j: number) => order.indexOf(j);
      const groups = [
        {rules: [0, 1, 2, 3], max: 5, min: -3},
        {rules: [2, 4, 5], sameSign: true},
        {rules: [6, 7, 8], atMost: 2},
      ];
      for (const limits of [
        {},
        {
          groups,
          exclusive: [
            [0, 1],
            [4, 5],
          ],
        },
      ]) {
        const moved = {
          groups: limits.groups?.map((group) => ({...group, rules: group.rules.map(to).reverse()})),
          exclusive: limits.exclusive?.map((set) => set.map(to).reverse()),
        };
        const one = suggestPoints(cubeOf(rows, names), {atMost: 5, min: -5, max: 5, ...limits});
        const turnedNames = order.map((j) => names[j]);
        const other = suggestPoints(cubeOf(turned, turnedNames), {atMost: 5, min: -5, max: 5, ...moved});
        expect(order.map((j) => one.points[j])).toEqual([...other.points]);
        expect(other.logLoss).toBe(one.logLoss);
        expect(other.evaluated).toBe(one.evaluated);
      }
    }
  });

  it("does not notice whether equal observations are merged", () => {
    const rows = randomRows(5, 6, 700);
    for (const groups of [
      [],
      [
        {rules: [0, 1, 2], max: 4},
        {rules: [3, 4, 5], sameSign: true},
      ],
    ]) {
      const options = {atMost: 4, min: -5, max: 5, groups};
      const apart = suggestPoints(cubeOf(rows), options);
      const merged = suggestPoints(grouped(rows), options);
      expect(merged.points).toEqual(apart.points);
      expect(merged.logLoss).toBe(apart.logLoss);
    }
  });

  it("reaches the same loss with a rule negated, its bounds turned", () => {
    for (let seed = 1; seed <= 6; ++seed) {
      const rows = randomRows(seed, 7, 500);
      const negated = rows.map(([y, a, ...x]) => [y, 1 - a, ...x]);
      const min = [-2, -5, -5, -5, 0, -5, -5];
      const max = [4, 5, 5, 3, 5, 5, 5];
      const one = suggestPoints(cubeOf(rows), {atMost: 4, min, max});
      const turned = {min: [-4, ...min.slice(1)], max: [2, ...max.slice(1)]};
      expect(suggestPoints(cubeOf(negated), {atMost: 4, ...turned}).logLoss).toBeCloseTo(one.logLoss, 12);
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

  it("shows each set of rules in the pool with points that no single change improves", () => {
    const cube = grouped(randomRows(18, 8, 900));
    const {pool} = suggestPoints(cube, {atMost: 4, min: -4, max: 4, poolWithin: 0.02});
    expect(pool.length).toBeGreaterThan(3);
    for (const {points, logLoss} of pool) {
      expect(logLoss).toBeCloseTo(evaluate(cube, points).logLoss, 12);
      points.forEach((p, j) => {
        if (p === 0) return;
        for (let v = -4; v <= 4; ++v)
          if (v !== 0) expect(evaluate(cube, points.with(j, v)).logLoss).toBeGreaterThan(logLoss - 1e-12);
      });
    }
  });

  it("ends at once with a complete card that obeys every limit when it may not go on", () => {
    for (let seed = 1; seed <= 20; ++seed) {
      const d = 5 + (seed % 4);
      const cube = grouped(randomRows(seed, d, 500));
      const groups = [
        {rules: [0, 1, 2], max: 4, min: -4},
        {rules: [2, 3, 4], sameSign: true},
      ];
      const limits = {atMost: 4, min: -5, max: 5, groups};
      const whole = suggestPoints(cube, limits);
      const cut = suggestPoints(cube, {...limits, mayGoOn: () => false});
      expect(cut.path.map(({rules}) => rules)).toEqual([1, 2, 3, 4]);
      expect(cut.pool[0].points).toEqual(cut.points);
      for (const {points} of [cut, ...cut.path, ...cut.pool]) expect(obeys(points, limits)).toBe(true);
      expect(cut.logLoss).toBeLessThan(evaluate(cube, new Int32Array(d)).logLoss);
      expect(cut.logLoss).toBeGreaterThanOrEqual(whole.logLoss - 1e-12);
      expect(cut.evaluated).toBeLessThan(whole.evaluated);
    }
  });

  it("never ends worse for going on longer, and counts its progress up to 1", () => {
    const cube = grouped(randomRows(19, 12, 900));
    const shares: number[] = [];
    let before = Number.POSITIVE_INFINITY;
    for (const calls of [0, 3, 10, 30, 100, 300, 1e9]) {
      let left = calls;
      const found = suggestPoints(cube, {
        atMost: 6,
        min: -5,
        max: 5,
        mayGoOn: () => --left >= 0,
        onProgress: (share) => shares.push(calls === 1e9 ? share : 0),
      });
      expect(found.logLoss).toBeLessThanOrEqual(before + 1e-12);
      before = found.logLoss;
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
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
    const open = {atMost: 3, min: -5, max: 5};
    expect(() => suggestPoints(cube, {...open, step: 0.5})).toThrow(/invalid step: 0.5; give a whole number/);
    expect(() => suggestPoints(cube, {...open, step: 7})).toThrow(/invalid step: 7 is beyond the points of every rule/);
    expect(() => suggestPoints(cube, {...open, min: 1, max: 3, step: 5})).toThrow(/no multiple of 5 between 1 and 3/);
    const all = {rules: [0, 1, 2]};
    expect(() => suggestPoints(cube, {...open, groups: [{...all, max: -1}]})).toThrow(/invalid cap of all rules/);
    expect(() => suggestPoints(cube, {...open, groups: [{...all, min: 1}]})).toThrow(/invalid floor of all rules/);
    expect(() => suggestPoints(cube, {...open, groups: [{rules: [7]}]})).toThrow(/unknown rule in a group: 7/);
  });

  it("names the limits that clash, and what to do", () => {
    const cube = cubeOf(randomRows(17, 3, 50));
    const fixed = {atMost: 3, min: -5, max: 5, fixed: [3, 4, null]};
    expect(() => suggestPoints(cube, {...fixed, groups: [{rules: [0, 1], max: 6}]})).toThrow(
      "limits that no card meets: at most 6 points together for rule a, rule b, but fixed or forced in are rule a (+3), rule b (+4); ease the limit or free some of these",
    );
    const capped = suggestPoints(cube, {...fixed, groups: [{rules: [0, 1], max: 6}], exclusive: [[0, 1]]});
    expect([...capped.points].slice(0, 2)).toEqual([3, 4]);
    const apart = {...fixed, fixed: [3, -4, null], groups: [{rules: [0, 1], sameSign: true}]};
    expect(() => suggestPoints(cube, apart)).toThrow(/points of one sign for rule a, rule b/);
  });

  it("keeps fixed points that are no multiple of the step, and counts them in a cap", () => {
    const cube = grouped(randomRows(20, 5, 600));
    const limits = {
      atMost: 5,
      min: -20,
      max: 20,
      step: 5,
      fixed: [null, 7, null, null, null],
      groups: [{rules: [0, 1, 2, 3, 4], max: 17}],
    };
    const {points} = suggestPoints(cube, limits);
    expect(points[1]).toBe(7);
    expect(obeys(points, limits)).toBe(true);
    expect(points.filter((p) => p !== 0).length).toBeGreaterThan(2);
  });
});
