import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {interchangeable, together} from "../../../src/analysis/card/interchange.ts";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import type {Cube} from "../../../src/analysis/rules/cube.ts";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {random} from "../../../src/analysis/statistics/random.ts";
import {cubeOf} from "../cubes.ts";

const names = ["call", "twin", "near", "not-called", "other", "weak"];
const rules: Rule[] = names.map((activity) => ({id: activity, when: {activity, at_least: 1}}));

/** `twin` is `call` but for one row in 3000, `near` for one in ten; `not-called` is its opposite; `weak` says next to nothing. */
function made(): Cube {
  const u = random(2);
  const mask: number[] = [];
  const conversions: number[] = [];
  for (let r = 0; r < 3000; ++r) {
    const call = u() < 0.4;
    const near = u() < 0.1 ? !call : call;
    const other = u() < 0.5;
    const holds = [call, r === 0 ? !call : call, near, !call, other, u() < 0.3];
    mask.push(holds.reduce((sum, held, j) => sum + (held ? 2 ** j : 0), 0));
    conversions.push(u() < 1 / (1 + Math.exp(2 - (call ? 1.2 : 0) - (other ? 0.8 : 0))) ? 1 : 0);
  }
  return cubeOf(names, mask, new Array(3000).fill(1), conversions);
}

const cube = made();
const rated = (...points: number[]) => {
  const card = Float64Array.from(points);
  return {points: card, logLoss: evaluate(cube, card).logLoss};
};

describe("interchangeable(cube, rules, card, pool)", () => {
  const card = rated(3, 0, 0, 0, 2, 0);

  it("names the same thing under another name, and the opposite, first", () => {
    const pool = [card, rated(0, 0, 3, 0, 2, 0), rated(0, 0, 0, -3, 2, 0), rated(0, 3, 0, 0, 2, 0)];
    const found = interchangeable(cube, rules, card, pool);
    expect(found.map(({rule, other, isSame}) => [rule, other, isSame])).toEqual([
      ["call", "not-called", true],
      ["call", "twin", true],
    ]);
    expect(found[0].sentence).toMatch(/^“not-called” is the opposite of “call”/);
    expect(found[1].sentence).toMatch(/^“twin” is the same thing as “call”/);
    expect(found[1].points).toBe(3);
  });

  it("gives the cost as a share of log-loss, and tells what is within the noise", () => {
    const few = {
      ...cube,
      n: cube.n.map((n, r) => (r < 400 ? n : 0)),
      conversions: cube.conversions.map((c, r) => (r < 400 ? c : 0)),
    };
    const on = (...points: number[]) => {
      const card = Float64Array.from(points);
      return {points: card, logLoss: evaluate(few, card).logLoss};
    };
    const [best, other] = [on(0, 0, 3, 0, 2, 0), on(3, 0, 0, 0, 2, 0)].sort((a, b) => a.logLoss - b.logLoss);
    const [found] = interchangeable(few, rules, best, [other]);
    expect([found.rule, found.other].sort()).toEqual(["call", "near"]);
    expect(found.cost).toBeCloseTo(other.logLoss / best.logLoss - 1, 12);
    expect(found.cost).toBeGreaterThan(0.001);
    expect(found.sentence).toMatch(
      new RegExp(
        `could stand for .*: \\+${(100 * found.cost).toFixed(2)} % of log-loss, which is within the noise; of the`,
      ),
    );
  });

  it("passes over what costs more than the noise, and cards that differ in more than one rule", () => {
    expect(interchangeable(cube, rules, card, [card, rated(0, 0, 0, 0, 2, 1), rated(0, 0, 3, 0, 0, 1)])).toEqual([]);
  });

  it("never has a minus stand for a plus, but for rules that hold in turn", () => {
    const swapped = (...points: number[]) => ({points: Float64Array.from(points), logLoss: card.logLoss * 1.0001});
    expect(interchangeable(cube, rules, card, [swapped(0, 0, -3, 0, 2, 0)])).toEqual([]);
    expect(interchangeable(cube, rules, card, [swapped(0, 0, 0, 3, 2, 0)])).toEqual([]);
    expect(interchangeable(cube, rules, card, [swapped(3, 0, 0, 0, 0, -1)])).toEqual([]);
    expect(interchangeable(cube, rules, card, [swapped(0, 0, 0, -3, 2, 0)])).toHaveLength(1);
  });

  it("says that a rule hardly matters where something unrelated does as well", () => {
    const long = rated(6, 0, 0, 0, 4, 1);
    const unrelated = {points: Float64Array.of(6, 0, 0, 1, 4, 0), logLoss: long.logLoss * 1.0001};
    const found = interchangeable(cube, rules, long, [unrelated]);
    expect(found).toHaveLength(1);
    expect(found[0].sentence).toBe(
      "“weak” hardly matters on this card: “not-called” (+1), which has little to do with it, does as well (+0.01 % of log-loss).",
    );
  });
});

describe("together(cube, a, b)", () => {
  it("agrees with counts over every observation", () => {
    const cell = fc.record({a: fc.boolean(), b: fc.boolean(), n: fc.integer({min: 1, max: 20})});
    fc.assert(
      fc.property(fc.array(cell, {minLength: 1, maxLength: 12}), (cells) => {
        const each = cells.flatMap(({a, b, n}) => Array.from({length: n}, () => ({a: Number(a), b: Number(b)})));
        const mask = cells.map(({a, b}) => Number(a) + 2 * Number(b));
        const counted = cubeOf(
          ["a", "b"],
          mask,
          cells.map(({n}) => n),
          cells.map(() => 0),
        );
        const found = together(counted, 0, 1);
        const either = each.filter(({a, b}) => a || b).length;
        const both = each.filter(({a, b}) => a && b).length;
        expect(found.overlap).toBeCloseTo(either ? both / either : 0, 12);
        const mean = (of: (row: {a: number; b: number}) => number) =>
          each.reduce((sum, row) => sum + of(row), 0) / each.length;
        const [ma, mb] = [mean(({a}) => a), mean(({b}) => b)];
        const covariance = mean(({a, b}) => (a - ma) * (b - mb));
        const spread = Math.sqrt(mean(({a}) => (a - ma) ** 2) * mean(({b}) => (b - mb) ** 2));
        expect(found.phi).toBeCloseTo(spread > 1e-12 ? covariance / spread : 0, 9);
      }),
    );
  });

  it("calls rules the same only where they hold together, not where both are rare", () => {
    const rare = cubeOf(["a", "b"], [1, 2, 0], [1, 1, 9998], [0, 0, 0]);
    expect(together(rare, 0, 1)).toMatchObject({overlap: 0, isSame: false});
    expect(together(cubeOf(["a", "b"], [3, 1, 0], [998, 2, 500], [0, 0, 0]), 0, 1).isSame).toBe(true);
    expect(together(cubeOf(["a", "b"], [1, 2], [500, 500], [0, 0]), 0, 1).isSame).toBe(true);
    expect(together(cubeOf(["a", "b"], [3, 1, 0], [990, 10, 500], [0, 0, 0]), 0, 1).isSame).toBe(false);
  });
});
