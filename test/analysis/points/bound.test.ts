import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {entropy, LossBound} from "../../../src/analysis/points/bound.ts";
import {collapse} from "../../../src/analysis/points/cells.ts";
import {choose, SetCounts} from "../../../src/analysis/points/proveCounts.ts";
import {cubeOf, randomRows, rowLoss, uniform} from "./cubes.ts";

const reach = 400;

interface Instance {
  n: number[];
  conversions: number[];
  x: number[][];
  sign: number[];
}

/** Few rows, so that many instances are separated, and whole points as columns, some of them dependent. */
function instance(seed: number): Instance {
  const next = uniform(seed);
  const rows = 2 + Math.floor(next() * 10);
  const d = 1 + Math.floor(next() * 4);
  const n = Array.from({length: rows}, () => 1 + Math.floor(next() * 20));
  return {
    n,
    conversions: n.map((cases) => (next() < 0.3 ? 0 : next() < 0.3 ? cases : Math.floor(next() * (cases + 1)))),
    x: n.map(() => [1, ...Array.from({length: d}, () => Math.floor(next() * 4) - 1)]),
    sign: [0, ...Array.from({length: d}, () => Math.floor(next() * 3) - 1)],
  };
}

function boundOf({n, conversions, x, sign}: Instance): LossBound {
  const bound = new LossBound(n.length, x[0].length, reach, 1e-9);
  bound.rows = n.length;
  bound.dim = x[0].length;
  bound.n.set(n);
  bound.conversions.set(conversions);
  bound.x.set(x.flat());
  bound.sign.set(sign);
  return bound;
}

const lossAt = ({n, conversions, x}: Instance, theta: readonly number[]): number =>
  n.reduce((sum, cases, i) => {
    const eta = x[i].reduce((total, value, j) => total + value * theta[j], 0);
    return sum + conversions[i] * rowLoss(1, eta) + (cases - conversions[i]) * rowLoss(0, eta);
  }, 0);

describe("LossBound.lower(cutoff)", () => {
  it("is under the loss of any weights within reach, separated data among them", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), (seed) => {
        const given = instance(seed);
        const lower = boundOf(given).lower(Number.POSITIVE_INFINITY, 1e-12);
        const next = uniform(seed + 1);
        for (let i = 0; i < 300; ++i) {
          const scale = reach ** next();
          const theta = given.sign.map((sign) => {
            const weight = scale * (2 * next() - 1);
            return sign === 0 ? weight : sign * Math.abs(weight);
          });
          expect(lower).toBeLessThanOrEqual(lossAt(given, theta) + 1e-9);
        }
      }),
      {numRuns: 300, seed: 3},
    );
  });

  it("is under the loss from wherever it starts and whenever it stops", () => {
    for (let seed = 1; seed <= 200; ++seed) {
      const given = instance(seed);
      const best = boundOf(given);
      best.lower(Number.POSITIVE_INFINITY, 1e-12);
      const next = uniform(seed);
      const bound = boundOf(given);
      bound.theta.set(given.sign.map((sign) => (sign ? sign : 2 * next() - 1)));
      for (const share of [0.2, 0.6, 0.9, 0.99]) {
        const lower = bound.lower(best.loss * share);
        expect(lower).toBeLessThanOrEqual(best.loss + 1e-9);
        bound.theta.set(given.sign.map((sign) => (sign ? sign : 2 * next() - 1)));
      }
    }
  });

  it("meets the loss of the best weights where these are finite", () => {
    for (let seed = 1; seed <= 20; ++seed) {
      const rows = randomRows(seed, 3, 400);
      const given: Instance = {
        n: rows.map(() => 1),
        conversions: rows.map(([y]) => y),
        x: rows.map(([, ...x]) => [1, ...x]),
        sign: [0, 0, seed % 2, 0],
      };
      const bound = boundOf(given);
      const lower = bound.lower(Number.POSITIVE_INFINITY, 1e-12);
      expect(lower).toBeGreaterThan(bound.loss - 1e-7);
      expect(bound.loss).toBeCloseTo(lossAt(given, [...bound.theta.subarray(0, 4)]), 9);
    }
  });

  it("reaches the cutoff or shows weights under it", () => {
    for (let seed = 1; seed <= 100; ++seed) {
      const given = instance(seed);
      const best = boundOf(given);
      best.lower(Number.POSITIVE_INFINITY, 1e-12);
      if (best.loss < 1e-3) continue;
      expect(boundOf(given).lower(best.loss * 0.99)).toBeGreaterThanOrEqual(best.loss * 0.99);
      const under = boundOf(given);
      expect(under.lower(best.loss * 1.01)).toBeLessThan(best.loss * 1.01);
      expect(under.loss).toBeLessThan(best.loss * 1.01);
    }
  });
});

describe("entropy(u)", () => {
  it("is log 2 at a half and 0 at both ends", () => {
    expect(entropy(0.5)).toBeCloseTo(Math.LN2, 15);
    expect([entropy(0), entropy(1)]).toEqual([0, 0]);
  });
});

describe("new SetCounts(cells, order, most)", () => {
  it("counts patterns with one more rule as a loop over rows does, in whole and in fractional weights", () => {
    for (const share of [1, 0.3]) {
      const rows = randomRows(4, 7, 300).map(([y, a, ...x]) => [y, a, ...x, a ? 1 : 0, 1]);
      const cube = cubeOf(rows);
      for (let r = 0; r < rows.length; ++r) {
        cube.n[r] *= share;
        cube.conversions[r] *= share;
      }
      const order = [8, 2, 6, 0, 5, 1, 7, 3, 4];
      const cells = collapse(cube, [...order.keys()]);
      const counts = new SetCounts(cells, order, 4);
      expect(counts.count(cells, () => true)).toBe(true);
      expect([...counts.isTurned]).toContain(1);
      const patternOf = ([, ...x]: number[], rules: number[]) =>
        rules.reduce((bits, t, i) => bits | (x[order[t]] << i), 0);
      for (const [rules, c] of [
        [[0, 2, 5], 6],
        [[1, 3], 4],
        [[2, 3, 4], 8],
        [[], 0],
      ] as [number[], number][]) {
        const tally = (own: number[][]) => {
          const into = {n: new Float64Array(2 ** rules.length), conversions: new Float64Array(2 ** rules.length)};
          for (const row of own) {
            into.n[patternOf(row, rules)] += share;
            into.conversions[patternOf(row, rules)] += share * row[0];
          }
          return into;
        };
        const into = tally([]);
        counts.joint(counts.places(rules), c, tally(rows), into);
        const expected = tally(rows.filter(([, ...x]) => x[order[c]]));
        into.n.forEach((n, i) => {
          expect(n).toBeCloseTo(expected.n[i], 9);
          expect(into.conversions[i]).toBeCloseTo(expected.conversions[i], 9);
        });
      }
    }
  });

  it("says so where it is stopped", () => {
    const cells = collapse(cubeOf(randomRows(4, 16, 9000)), [...Array(16).keys()]);
    expect(new SetCounts(cells, [...Array(16).keys()], 2).count(cells, () => false)).toBe(false);
  });
});

describe("choose(n, m)", () => {
  it("is Pascal's triangle", () => {
    expect([choose(40, 5), choose(36, 5), choose(5, 0), choose(3, 4)]).toEqual([658008, 376992, 1, 0]);
  });
});
