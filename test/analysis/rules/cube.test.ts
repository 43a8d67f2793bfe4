import {describe, expect, it} from "vitest";
import {filterRows, renumber, scores, unpackCube} from "../../../src/analysis/rules/cube.ts";

const cube = unpackCube({
  rules: Array.from({length: 34}, (_, j) => `rule ${j}`),
  periods: ["2024-01", "2024-02"],
  maskLow: Uint32Array.from([0b101, 0b001, 0, 2 ** 31]),
  maskHigh: Uint32Array.from([0, 0b10, 0b11, 0b10]),
  n: [5, 4, 3, 2],
  conversions: [1, 2, 0, 2],
  fold: [0, 1, 2, 3],
  period: [0, 0, 1, 1],
});
const lists = (holds: readonly Uint32Array[]) =>
  Object.fromEntries(holds.flatMap((rows, j) => (rows.length ? [[j, [...rows]]] : [])));

describe("unpackCube(packed)", () => {
  it("lists for every rule the rows on which it holds, beyond 32 rules too", () => {
    expect(lists(cube.holds)).toEqual({0: [0, 1], 2: [0], 31: [3], 32: [2], 33: [1, 2, 3]});
  });
});

describe("filterRows(cube, keep)", () => {
  it("keeps rows with all that belongs to them, numbered anew", () => {
    const some = filterRows(cube, (row) => row % 2 === 1);
    expect(lists(some.holds)).toEqual({0: [0], 31: [1], 33: [0, 1]});
    expect([...some.n]).toEqual([4, 2]);
    expect([...some.conversions]).toEqual([2, 2]);
    expect([...some.fold]).toEqual([1, 3]);
    expect([...some.period]).toEqual([0, 1]);
    expect(some.periods).toBe(cube.periods);
    expect(some.rules).toBe(cube.rules);
  });

  it("may keep none", () => {
    const none = filterRows(cube, () => false);
    expect(none.n.length).toBe(0);
    expect(none.holds.every((rows) => rows.length === 0)).toBe(true);
  });
});

describe("renumber(rows, to)", () => {
  it("drops rows without a new number", () => {
    expect([...renumber(Uint32Array.from([0, 2, 3]), Int32Array.from([1, 0, -1, 4]))]).toEqual([1, 4]);
  });
});

describe("scores(cube, points)", () => {
  it("adds up the points of the rules that hold on each row", () => {
    const points = new Int32Array(34);
    points.set([3, 0, -1]);
    points[33] = 2;
    expect([...scores(cube, points)]).toEqual([2, 5, 2, 2]);
  });
});
