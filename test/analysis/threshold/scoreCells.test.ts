import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {atSamePlaces, cellsOf, scoreCells, sizeAt} from "../../../src/analysis/threshold/scoreCells.ts";
import {cubeOf} from "../cubes.ts";
import {scoredCube} from "../scoreCubes.ts";

const sum = (values: Float64Array) => values.reduce((u, v) => u + v, 0);

describe("atSamePlaces(own, other)", () => {
  it("gives a card its own cells back, whatever the scale of the other's scores", () => {
    fc.assert(
      fc.property(scoredCube, ({cube, points}) => {
        const own = scoreCells(cube, points);
        const stretched = cellsOf(
          cube,
          scoreCells(cube, points) && Float64Array.from(cube.n, (_, r) => 0.3 * scoreOf(cube, points, r) - 2),
        );
        const placed = atSamePlaces(own, stretched);
        expect(placed.score).toEqual(own.score);
        placed.n.forEach((n, i) => {
          expect(n).toBeCloseTo(own.n[i], 9);
        });
        placed.conversions.forEach((hits, i) => {
          expect(hits).toBeCloseTo(own.conversions[i], 9);
        });
      }),
    );
  });

  it("keeps how many leads each score has, and every conversion", () => {
    fc.assert(
      fc.property(
        scoredCube,
        fc.array(fc.integer({min: -3, max: 4}), {minLength: 4, maxLength: 4}),
        (drawn, others) => {
          const own = scoreCells(drawn.cube, drawn.points);
          const placed = atSamePlaces(own, scoreCells(drawn.cube, others));
          own.score.forEach((_, i) => {
            expect(sizeAt(placed, i)).toBeCloseTo(sizeAt(own, i), 8);
          });
          expect(sum(placed.conversions)).toBeCloseTo(sum(own.conversions), 8);
        },
      ),
    );
  });

  it("splits a tie of the other by share", () => {
    // own: 10 leads at 2, 30 at 0; other: everyone alike, so each place gets its share of the 8 conversions
    const cube = cubeOf(["a", "b"], [1, 0], [10, 30], [8, 0], [0, 0]);
    const placed = atSamePlaces(scoreCells(cube, [2, 0]), scoreCells(cube, [0, 5]));
    expect([...placed.conversions]).toEqual([6, 2]);
  });
});

function scoreOf(cube: ReturnType<typeof cubeOf>, points: readonly number[], row: number): number {
  return points.reduce((score, p, j) => (cube.holds[j].includes(row) ? score + p : score), 0);
}
