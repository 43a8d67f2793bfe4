import {describe, expect, it} from "vitest";
import {collapse} from "../../../src/analysis/points/cells.ts";
import {jointPatterns, patternScores, withRule} from "../../../src/analysis/points/patterns.ts";
import {cubeOf, randomRows} from "./cubes.ts";

const all = (d: number) => Array.from({length: d}, (_, j) => j);

describe("collapse(cube, positions)", () => {
  it("sums rows of equal rules, beyond 32 rules too, and drops empty rows", () => {
    const rows = [...randomRows(1, 70, 40), ...randomRows(1, 70, 40)];
    const cube = cubeOf(rows);
    cube.n[3] = 0;
    cube.conversions[3] = 0;
    const cells = collapse(cube, all(70));
    expect(cells.n.length).toBe(new Set(rows.map(([, ...x]) => x.join())).size);
    expect(cells.total).toBe(79);
    expect(cells.n.reduce((sum, n) => sum + n, 0)).toBe(79);
    cells.holds.forEach((list, j) => {
      const expected = rows.reduce((sum, row, r) => sum + (r !== 3 && row[j + 1] ? 1 : 0), 0);
      expect([...list].reduce((sum, cell) => sum + cells.n[cell], 0)).toBe(expected);
    });
  });

  it("looks only at the rules asked for", () => {
    const cells = collapse(cubeOf(randomRows(2, 8, 500)), [5, 2]);
    expect(cells.n.length).toBeLessThanOrEqual(4);
    expect(cells.holds.length).toBe(2);
  });
});

describe("jointPatterns(cells, rules)", () => {
  it("counts as a loop over rows does, with whole and with fractional weights", () => {
    for (const share of [1, 0.25]) {
      const rows = randomRows(3, 9, 300);
      const cube = cubeOf(rows);
      for (let r = 0; r < rows.length; ++r) {
        cube.n[r] *= share;
        cube.conversions[r] *= share;
      }
      const rules = [1, 4, 7];
      const joint = jointPatterns(collapse(cube, all(9)), rules);
      for (let p = 0; p < joint.count; ++p) {
        const held = new Set([...joint.at.subarray(joint.start[p], joint.start[p + 1])].map((t) => rules[t]));
        const inPattern = rows.filter(([, ...x]) => rules.every((j) => held.has(j) === (x[j] === 1)));
        expect(joint.n[p]).toBeCloseTo(inPattern.length * share, 12);
        expect(joint.conversions[p]).toBeCloseTo(inPattern.filter(([y]) => y).length * share, 12);
        const with3 = inPattern.filter(([, ...x]) => x[3]);
        expect(joint.joint[2 * (3 * joint.count + p)]).toBeCloseTo(with3.length * share, 12);
        expect(joint.joint[2 * (3 * joint.count + p) + 1]).toBeCloseTo(with3.filter(([y]) => y).length * share, 12);
      }
    }
  });

  it("numbers patterns of more rules than a table of all codes could hold", () => {
    const rows = randomRows(4, 40, 60);
    const joint = jointPatterns(collapse(cubeOf(rows), all(40)), all(40));
    expect(joint.count).toBe(new Set(rows.map(([, ...x]) => x.join())).size);
    const points = all(40).map((j) => (j % 5) - 2);
    const scores = patternScores(joint, points, new Int32Array(joint.count));
    const total = scores.reduce((sum, s, p) => sum + s * joint.n[p], 0);
    expect(total).toBe(rows.reduce((sum, [, ...x]) => sum + x.reduce((s, held, j) => s + held * points[j], 0), 0));
  });
});

describe("withRule(parent, c)", () => {
  it("gives the counts of looking at the cells again", () => {
    const cells = collapse(cubeOf(randomRows(5, 7, 400)), all(7));
    const child = withRule(jointPatterns(cells, [0, 3]), 5);
    const direct = jointPatterns(cells, [0, 3, 5]);
    const keyed = ({count, start, at, n, conversions}: typeof child) =>
      Array.from({length: count}, (_, p) =>
        [at.subarray(start[p], start[p + 1]).join(), n[p], conversions[p]].join("/"),
      ).sort();
    expect(keyed(child)).toEqual(keyed(direct));
  });
});
