import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {hotList, hotLists, swapSet} from "../../../src/analysis/validation/swapSet.ts";
import {cubeOf} from "../cubes.ts";

const rows = fc.array(fc.record({score: fc.integer({min: -3, max: 3}), n: fc.integer({min: 0, max: 4})}), {
  minLength: 1,
  maxLength: 30,
});

/** The mean list over all orders of tied observations: those above the edge, and an equal share of those on it. */
function byObservation(scores: readonly number[], size: number): number[] {
  return scores.map((score) => {
    const above = scores.filter((other) => other > score).length;
    const tied = scores.filter((other) => other === score).length;
    return Math.max(0, Math.min(1, (size - above) / tied));
  });
}

describe("hotList(rank, n, size)", () => {
  it("gives observations their share of the places, one by one", () => {
    fc.assert(
      fc.property(rows, fc.double({min: 0, max: 60, noNaN: true}), (some, size) => {
        const each = some.flatMap(({score, n}) => Array.from({length: n}, () => score));
        const share = hotList(
          some.map(({score}) => score),
          some.map(({n}) => n),
          size,
        );
        const grouped = some.flatMap(({n}, r) => Array.from({length: n}, () => share[r]));
        byObservation(each, size).forEach((expected, i) => {
          expect(grouped[i]).toBeCloseTo(expected, 12);
        });
      }),
    );
  });

  it("fills all its places, or takes everybody", () => {
    fc.assert(
      fc.property(rows, fc.integer({min: 0, max: 60}), (some, size) => {
        const share = hotList(
          some.map(({score}) => score),
          some.map(({n}) => n),
          size,
        );
        const placed = some.reduce((sum, {n}, r) => sum + n * share[r], 0);
        const all = some.reduce((sum, {n}) => sum + n, 0);
        expect(placed).toBeCloseTo(Math.min(size, all), 9);
      }),
    );
  });
});

describe("hotLists(cube, rank, sizeOf)", () => {
  it("makes a list of its own for each period", () => {
    const cube = {...cubeOf([], [0, 0, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0]), period: Uint16Array.from([0, 0, 1, 1])};
    expect([...hotLists(cube, Float64Array.from([9, 8, 1, 2]), () => 1)]).toEqual([1, 0, 0, 1]);
  });
});

/** Ten leads of one observation, in ten folds; the first five convert. */
const ten = cubeOf(
  [],
  new Array(10).fill(0),
  new Array(10).fill(1),
  [1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
);
const listed = (...on: number[]) => Float64Array.from({length: 10}, (_, r) => (on.includes(r) ? 1 : 0));

describe("swapSet(cube, rival, proposed)", () => {
  it("counts who stays, enters and leaves, and how they ended", () => {
    // The rival lists 2, 3, 7, 8, 9; the proposed card 0–3 and 7: 2, 3, 7 stay, 0, 1 enter, 8, 9 leave.
    const swap = swapSet(ten, listed(2, 3, 7, 8, 9), listed(0, 1, 2, 3, 7));
    expect(swap.stay).toMatchObject({n: 3, conversions: 2});
    expect(swap.enter).toMatchObject({n: 2, conversions: 2, value: 1});
    expect(swap.leave).toMatchObject({n: 2, conversions: 0, value: 0});
    expect(swap.proposed).toMatchObject({n: 5, conversions: 4});
    expect(swap.rival).toMatchObject({n: 5, conversions: 2});
    expect(swap.difference?.value).toBe(1);
  });

  it("keeps the books: the lists differ by who enters and who leaves", () => {
    const share = fc.array(fc.constantFrom(0, 0.25, 0.5, 1), {minLength: 10, maxLength: 10});
    fc.assert(
      fc.property(share, share, (rival, proposed) => {
        const swap = swapSet(ten, Float64Array.from(rival), Float64Array.from(proposed));
        for (const of of ["n", "conversions"] as const) {
          expect(swap.stay[of] + swap.enter[of]).toBeCloseTo(swap.proposed[of], 9);
          expect(swap.stay[of] + swap.leave[of]).toBeCloseTo(swap.rival[of], 9);
        }
      }),
    );
  });

  it("has no difference where nobody enters or leaves", () => {
    expect(swapSet(ten, listed(1, 6), listed(1, 6)).difference).toBeNull();
  });

  it("has a wider interval where whole leads go together", () => {
    const size = 400;
    const lead = (r: number) => Math.floor(r / 20);
    const cube = (fold: (r: number) => number) =>
      cubeOf(
        [],
        new Array(size).fill(0),
        new Array(size).fill(1),
        Array.from({length: size}, (_, r) => (lead(r) % 3 === 0 ? 1 : 0)),
        Array.from({length: size}, (_, r) => fold(r)),
      );
    const half = Float64Array.from({length: size}, (_, r) => (lead(r) % 2 === 0 ? 1 : 0));
    const other = half.map((on) => 1 - on);
    const width = (fold: (r: number) => number) => {
      const {low, high} = swapSet(cube(fold), half, other).enter;
      return high - low;
    };
    expect(width(lead)).toBeGreaterThan(2 * width((r) => r % 20));
  });
});
