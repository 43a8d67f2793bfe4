import {describe, expect, it} from "vitest";
import {mergeRows} from "../../../src/analysis/points/cells.ts";
import {evaluate} from "../../../src/analysis/points/evaluate.ts";
import {suggestPoints} from "../../../src/analysis/points/search.ts";
import {type Cube, filterRows} from "../../../src/analysis/rules/cube.ts";
import {uniform} from "./cubes.ts";

const weights = [5, 0, -3, 0, 0, 2, 0, 4, 0, 0, -2, 0, 0, 3, 0, 0, 0, 0, 0, 0];

/** Observations of twenty independent rules, hardly two alike: more than the search looks at at once. */
function observations(count: number): Cube {
  const next = uniform(51);
  const lists = weights.map(() => new Uint32Array(count));
  const lengths = weights.map(() => 0);
  const conversions = new Float64Array(count);
  for (let r = 0; r < count; ++r) {
    let logOdds = -2;
    for (let j = 0; j < weights.length; ++j) {
      if (next() < 0.5) continue;
      lists[j][lengths[j]++] = r;
      logOdds += 0.3 * weights[j];
    }
    if (next() < 1 / (1 + Math.exp(-logOdds))) conversions[r] = 1;
  }
  return {
    rules: weights.map((_, j) => `rule ${String.fromCharCode(97 + j)}`),
    holds: lists.map((list, j) => list.slice(0, lengths[j])),
    n: new Float64Array(count).fill(1),
    conversions,
    fold: new Uint8Array(count),
    period: new Uint16Array(count),
    periods: ["all"],
  };
}

describe("suggestPoints(cube, options) on more cells than it looks at at once", () => {
  const cube = observations(400_000);
  const limits = {atMost: 6, min: -5, max: 5};
  const found = suggestPoints(cube, limits);

  it("finds the points the observations were made with", () => {
    expect(mergeRows(cube).n.length).toBeGreaterThan(2 ** 18);
    expect([...found.points]).toEqual(weights);
  });

  it("gives losses over all observations", () => {
    expect(found.logLoss).toBeCloseTo(evaluate(cube, found.points).logLoss, 12);
    expect(found.path.length).toBe(6);
    for (const {points, logLoss} of [...found.path, ...found.pool])
      expect(logLoss).toBeCloseTo(evaluate(cube, points).logLoss, 12);
    for (const [i, {logLoss}] of found.path.slice(1).entries())
      expect(logLoss).toBeLessThanOrEqual(found.path[i].logLoss);
  });

  it("does not depend on the order of rows, and ends early when told, with every part complete", () => {
    const count = cube.n.length;
    const back = Int32Array.from({length: count}, (_, r) => count - 1 - r);
    const turned: Cube = {
      ...cube,
      holds: cube.holds.map((list) => list.map((r) => back[r]).reverse()),
      conversions: cube.conversions.slice().reverse(),
    };
    expect(suggestPoints(turned, {...limits, poolWithin: 0}).logLoss).toBe(found.logLoss);
    const cut = suggestPoints(cube, {...limits, mayGoOn: () => false});
    expect(cut.path.length).toBe(6);
    expect(cut.logLoss).toBeGreaterThanOrEqual(found.logLoss);
    expect(cut.logLoss).toBeLessThan(found.path[3].logLoss);
  });

  it("never ends worse than a card it starts from", () => {
    const some = filterRows(cube, (row) => row < 380_000);
    const start = Int32Array.from(weights, (p) => (p === 0 ? 0 : Math.sign(p)));
    const from = suggestPoints(some, {...limits, start: [start], mayGoOn: () => false, poolWithin: 0});
    expect(from.logLoss).toBeLessThanOrEqual(evaluate(some, start).logLoss);
  });
});
