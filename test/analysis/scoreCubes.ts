import fc from "fast-check";
import {scores} from "../../src/analysis/rules/cube.ts";
import {cubeOf} from "./cubes.ts";

/** A random cube of up to 60 rows over 4 rules, 6 lead folds and 4 periods, and whole points for its rules. */
export const scoredCube = fc
  .record({
    rows: fc.array(
      fc.record({
        mask: fc.nat(15),
        n: fc.integer({min: 0, max: 12}),
        converted: fc.double({min: 0, max: 1, noNaN: true}),
        fold: fc.nat(5),
        period: fc.nat(3),
      }),
      {maxLength: 60},
    ),
    points: fc.array(fc.integer({min: -3, max: 4}), {minLength: 4, maxLength: 4}),
  })
  .map(({rows, points}) => {
    const conversions = rows.map(({n, converted}) => Math.round(n * converted));
    const cube = {
      ...cubeOf(
        ["a", "b", "c", "d"],
        rows.map(({mask}) => mask),
        rows.map(({n}) => n),
        conversions,
        rows.map(({fold}) => fold),
      ),
      period: Uint16Array.from(rows, ({period}) => period),
      periods: ["2025-01", "2025-02", "2025-03", "2025-04"],
    };
    return {cube, points, leads: leadsOf(cube, points)};
  });

/** One lead, spelled out. */
export interface Lead {
  score: number;
  converted: 0 | 1;
  fold: number;
  period: number;
}

/** Every observation of a cube by itself, scored by these points. */
export function leadsOf(cube: ReturnType<typeof cubeOf>, points: readonly number[]): Lead[] {
  const s = scores(cube, points);
  return [...s.keys()].flatMap((r) =>
    Array.from(
      {length: cube.n[r]},
      (_, i): Lead => ({
        score: s[r],
        converted: i < cube.conversions[r] ? 1 : 0,
        fold: cube.fold[r],
        period: cube.period[r],
      }),
    ),
  );
}

export const converted = (leads: readonly Lead[]): number => leads.filter((lead) => lead.converted).length;
