import {describe, expect, it} from "vitest";
import {leadsAbove, precisionAbove} from "../../src/charts/threshold.ts";
import {lineReport} from "../analysis/lineReport.ts";
import {thresholdCharts} from "./thresholdExamples.ts";

const {thresholds, all} = lineReport();

describe("leadsAbove(thresholds, unit, chosen)", () => {
  it("moves the line with the data alone, so that a choice needs no new drawing", () => {
    const [low, high] = [
      leadsAbove(thresholds, "month", thresholds[0]),
      leadsAbove(thresholds, "month", thresholds[2]),
    ];
    expect(high.spec).toEqual(low.spec);
    expect(high.data.chosen).toEqual([{score: 7, value: 50, label: "50"}]);
    expect(leadsAbove(thresholds, "month", null).data.chosen).toEqual([]);
  });

  it("keeps the label inside: before the line at the right end, after it elsewhere", () => {
    const sides = thresholds.map((line) => {
      const {before, after} = leadsAbove(thresholds, "month", line).data;
      return before.length > after.length ? "before" : "after";
    });
    expect(sides).toEqual(["after", "after", "before"]);
  });
});

describe("precisionAbove(thresholds, base, chosen)", () => {
  it("shows each line's rate and interval, cut at the picture's top", () => {
    const {data, table} = precisionAbove(thresholds, all.value, null);
    expect(data.rows.map(({score, value}) => [score, value])).toEqual([
      [2, 0.16],
      [5, 0.3],
      [7, 0.4],
    ]);
    for (const {low, value, high} of data.rows) {
      expect(Number(low)).toBeLessThan(Number(value));
      expect(Number(high)).toBeGreaterThan(Number(value));
    }
    expect(table.rows.map(([, n]) => n)).toEqual(["500", "200", "100"]);
  });
});

describe("fitByEngagement(matrix)", () => {
  it("prints rate and n in every cell, and neither for cells with too few", () => {
    const {data} = thresholdCharts["fitByEngagement(matrix)"]();
    expect(data.rows.map(({cell, rate, leads}) => [cell, rate, leads])).toEqual([
      ["A1", "40 %", "n 100"],
      ["A2", "–", "too few"],
      ["B1", "–", "too few"],
      ["B2", "1.0 %", "n 200"],
    ]);
    const shades = data.rows.map(({shade}) => Number(shade));
    expect(shades[0]).toBeGreaterThan(shades[3]);
    expect(shades[1]).toBe(0);
  });
});
