import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Rule} from "../../../src/analysis/rules/rules.ts";
import {bands} from "../../../src/analysis/threshold/bands.ts";
import {shownThreshold} from "../../../src/analysis/threshold/shownThreshold.ts";
import {matrix} from "../../../src/analysis/threshold/subScores.ts";
import {scoreTable} from "../../../src/analysis/threshold/threshold.ts";
import {lineReport} from "../lineReport.ts";
import {scoredCube} from "../scoreCubes.ts";

const rules: Rule[] = [
  {id: "a", when: {attribute: "industry", is: ["bank"]}},
  {id: "b", when: {attribute: "size", is: ["large"]}},
  {id: "c", when: {activity: "visit", at_least: 1}},
  {id: "d", when: {activity: "any", none_for_days: 30}},
];
const cuts = fc.option(fc.uniqueArray(fc.integer({min: -4, max: 9}), {minLength: 1, maxLength: 4}), {nil: undefined});

describe("shownThreshold(report, minCell)", () => {
  it("shows no group, and no difference of groups, of fewer observations", () => {
    fc.assert(
      fc.property(scoredCube, cuts, fc.integer({min: 2, max: 12}), ({cube, points}, given, minCell) => {
        const table = scoreTable(cube, points);
        fc.pre(table.all.n >= minCell);
        const shown = shownThreshold(
          lineReport({
            thresholds: table.thresholds.map((threshold) => ({...threshold, seen: threshold.rate})),
            bands: bands(table, {least: 1, cuts: given}),
            matrix: matrix(cube, rules, points, {least: 1}),
          }),
          minCell,
        );
        const above = shown.thresholds.map(({rate}) => rate.n).reverse();
        above.forEach((n, i) => {
          expect(n - (above[i - 1] ?? 0)).toBeGreaterThanOrEqual(minCell);
        });
        for (const {rate} of shown.bands) expect(rate.n).toBeGreaterThanOrEqual(minCell);
        for (const {volume} of shown.thresholds)
          if (volume.low !== null) expect(volume.low).toBeGreaterThanOrEqual(minCell);
        const cells = shown.matrix?.cells ?? [];
        for (const {rate} of cells) if (rate && rate.n > 0) expect(rate.n).toBeGreaterThanOrEqual(minCell);
        const hidden = cells.filter(({rate}) => rate === null).length;
        if (cells.some(({rate}) => rate && rate.n > 0)) expect(hidden).not.toBe(1);
      }),
    );
  });

  it("keeps the line that everyone is above, and all lines far enough apart", () => {
    const shown = shownThreshold(lineReport(), 5);
    expect(shown.thresholds.map(({score}) => score)).toEqual([2, 5, 7]);
    expect(shown.bands).toHaveLength(lineReport().bands.length);
    expect(shownThreshold(lineReport({bands: []}), 101).thresholds.map(({score}) => score)).toEqual([2, 5]);
  });
});
