import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Cell, mergeSmall} from "../../src/data/mergeCells.ts";

const cell = (mask_low: number, n: number, conversions = 0, mask_high = 0): Cell => ({
  mask_low,
  mask_high,
  n,
  conversions,
});

describe("mergeSmall(cells, minCell)", () => {
  it("puts a small cell together with the one whose rules differ least", () => {
    expect(mergeSmall([cell(0b0111, 2, 1), cell(0b0011, 9, 4), cell(0b1000, 7, 0)], 5)).toEqual([
      cell(0b1000, 7, 0),
      cell(0b0011, 11, 5),
    ]);
  });

  it("keeps the rules of the cell that began larger", () => {
    // 0b01 and 0b11 are a rule apart: the three take in the two
    expect(mergeSmall([cell(0b01, 2, 2), cell(0b11, 3, 1), cell(0b11111000, 20, 3)], 5)).toEqual([
      cell(0b11, 5, 3),
      cell(0b11111000, 20, 3),
    ]);
  });

  it("counts the bits of all 63 rules", () => {
    const far = cell(-1 >>> 0, 6, 1, 0x7fffffff);
    expect(mergeSmall([cell(1, 1, 1, 0x40000000), cell(0, 6), far], 5)).toEqual([far, cell(0, 7, 1)]);
  });

  it("gives nothing where all together are too few", () => {
    expect(mergeSmall([cell(1, 2), cell(2, 2)], 5)).toEqual([]);
    expect(mergeSmall([], 5)).toEqual([]);
  });

  const anyCells = fc.uniqueArray(
    fc.record({
      mask_low: fc.integer({min: 0, max: 63}),
      mask_high: fc.constant(0),
      n: fc.integer({min: 1, max: 12}),
      conversions: fc.integer({min: 0, max: 1}),
    }),
    {minLength: 1, maxLength: 40, selector: ({mask_low}) => mask_low},
  );
  const sum = (cells: readonly Cell[], key: "n" | "conversions") => cells.reduce((total, c) => total + c[key], 0);

  it("loses no observation, leaves no small cell, and does not depend on the order", () => {
    fc.assert(
      fc.property(anyCells, fc.integer({min: 1, max: 8}), (cells, minCell) => {
        const merged = mergeSmall(cells, minCell);
        fc.pre(sum(cells, "n") >= minCell);
        expect(sum(merged, "n")).toBe(sum(cells, "n"));
        expect(sum(merged, "conversions")).toBe(sum(cells, "conversions"));
        expect(Math.min(...merged.map(({n}) => n))).toBeGreaterThanOrEqual(minCell);
        expect(mergeSmall([...cells].reverse(), minCell)).toEqual(merged);
      }),
    );
  });
});
