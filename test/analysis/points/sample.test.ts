import {describe, expect, it} from "vitest";
import {collapse} from "../../../src/analysis/points/cells.ts";
import {sampleCells} from "../../../src/analysis/points/sample.ts";
import {cubeOf, randomRows} from "./cubes.ts";

const all = (d: number) => Array.from({length: d}, (_, j) => j);
const sum = (values: Iterable<number>) => [...values].reduce((total, x) => total + x, 0);

describe("sampleCells(cells, size)", () => {
  const cells = collapse(cubeOf(randomRows(41, 30, 20_000)), all(30));
  const drawn = sampleCells(cells, 4000);

  it("keeps at most about so many cells, with whole numbers of observations", () => {
    expect(cells.n.length).toBeGreaterThan(15_000);
    expect(drawn.n.length).toBeLessThan(4400);
    expect(drawn.n.length).toBeGreaterThan(3200);
    expect(drawn.n.every((n, i) => Number.isInteger(n) && Number.isInteger(drawn.conversions[i]))).toBe(true);
    expect(drawn.weights.length).toBe(1);
  });

  it("estimates the share of conversions, and of each rule, up to the scale", () => {
    const scale = drawn.total / cells.total;
    expect(drawn.totalConversions / scale / cells.totalConversions).toBeCloseTo(1, 1);
    cells.holds.forEach((list, j) => {
      const share = sum([...list].map((i) => cells.n[i])) / cells.total;
      const estimate = sum([...drawn.holds[j]].map((i) => drawn.n[i])) / drawn.total;
      expect(Math.abs(estimate - share)).toBeLessThan(0.04);
    });
  });

  it("draws the same cells whatever their order", () => {
    const turned = sampleCells(collapse(cubeOf(randomRows(41, 30, 20_000).reverse()), all(30)), 4000);
    expect(turned.total).toBe(drawn.total);
    expect(turned.totalConversions).toBe(drawn.totalConversions);
    expect(turned.holds.map(({length}) => length)).toEqual(drawn.holds.map(({length}) => length));
  });

  it("keeps nearly all of a rare class", () => {
    const rows = randomRows(42, 30, 20_000).map(([, ...x], r) => [r % 400 === 0 ? 1 : 0, ...x]);
    const rare = collapse(cubeOf(rows), all(30));
    const some = sampleCells(rare, 4000);
    expect(rare.totalConversions).toBe(50);
    expect(some.conversions.filter((y) => y > 0).length).toBe(50);
  });
});
