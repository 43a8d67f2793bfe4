import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Cell, mergeSmall} from "../../src/data/mergeCells.ts";

const cell = (mask_low: number, n: number, conversions = 0, mask_high = 0): Cell => ({
  mask_low,
  mask_high,
  n,
  conversions,
});
const ones = new Array(63).fill(1);
const plainly = (cells: readonly Cell[], minCell: number) => mergeSmall(cells, minCell, [ones]);

describe("mergeSmall(cells, minCell, cards)", () => {
  it("puts a small cell together with the one whose score is nearest", () => {
    // by the weights, 0b001 scores 3, 0b010 −1, 0b100 2.5: the two observations join those with another rule and nearly their score
    const cells = [cell(0b001, 2, 2), cell(0b010, 9, 1), cell(0b100, 8, 3)];
    expect(mergeSmall(cells, 5, [[3, -1, 2.5]])).toEqual([cell(0b010, 9, 1), cell(0b100, 10, 5)]);
  });

  it("looks at every card, and at rules where scores agree", () => {
    // both others score 1 on the first card; on the second 0b010 is far; then the rule that weighs less
    expect(
      mergeSmall([cell(1, 1), cell(2, 9), cell(4, 8)], 5, [
        [1, 1, 1],
        [1, 5, 1],
      ]),
    ).toEqual([cell(2, 9), cell(4, 9)]);
    expect(
      mergeSmall([cell(0b0011, 1), cell(0b0111, 9), cell(0b1011, 8)], 5, [
        [0, 0, 0, 0],
        [1, 1, 2, 1],
      ]),
    ).toEqual([cell(0b0111, 9), cell(0b1011, 9)]);
  });

  it("puts a small cell together with the one whose rules differ least where all rules weigh the same", () => {
    expect(plainly([cell(0b0111, 2, 1), cell(0b0011, 9, 4), cell(0b1000, 7, 0)], 5)).toEqual([
      cell(0b1000, 7, 0),
      cell(0b0011, 11, 5),
    ]);
  });

  it("keeps the rules of the cell that began larger", () => {
    // 0b01 and 0b11 are a rule apart: the three take in the two
    expect(plainly([cell(0b01, 2, 2), cell(0b11, 3, 1), cell(0b11111000, 20, 3)], 5)).toEqual([
      cell(0b11, 5, 3),
      cell(0b11111000, 20, 3),
    ]);
  });

  it("counts the bits of all 63 rules", () => {
    const far = cell(-1 >>> 0, 6, 1, 0x7fffffff);
    expect(plainly([cell(1, 1, 1, 0x40000000), cell(0, 6), far], 5)).toEqual([far, cell(0, 7, 1)]);
  });

  it("gives nothing where all together are too few", () => {
    expect(plainly([cell(1, 2), cell(2, 2)], 5)).toEqual([]);
    expect(plainly([], 5)).toEqual([]);
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
        const merged = plainly(cells, minCell);
        fc.pre(sum(cells, "n") >= minCell);
        expect(sum(merged, "n")).toBe(sum(cells, "n"));
        expect(sum(merged, "conversions")).toBe(sum(cells, "conversions"));
        expect(Math.min(...merged.map(({n}) => n))).toBeGreaterThanOrEqual(minCell);
        expect(plainly([...cells].reverse(), minCell)).toEqual(merged);
      }),
    );
  });
});
