import {bands} from "../../src/analysis/threshold/bands.ts";
import {scoreTable} from "../../src/analysis/threshold/threshold.ts";
import type {ThresholdReport} from "../../src/analysis/threshold/thresholdReport.ts";
import {cubeOf} from "./cubes.ts";

/** 500 leads of two months: 100 score 7 (40 convert), 100 score 5 (20), 300 score 2 (20). */
export function lineReport(more: Partial<ThresholdReport> = {}): ThresholdReport {
  const cube = {
    ...cubeOf(["a", "b"], [3, 3, 1, 1, 0, 0], [60, 40, 50, 50, 150, 150], [25, 15, 9, 11, 8, 12]),
    period: Uint16Array.from([0, 1, 0, 1, 0, 1]),
    periods: ["2025-01", "2025-02"],
  };
  // everyone has two points from a third rule
  const table = scoreTable(
    {...cube, rules: [...cube.rules, "c"], holds: [...cube.holds, Uint32Array.from([0, 1, 2, 3, 4, 5])]},
    [3, 2, 2],
  );
  return {
    unit: "month",
    periods: 2,
    measured: {kind: "out of time", how: "trained on 2024-01 to 2024-09, tested on 2025-01 to 2025-02"},
    all: table.all,
    thresholds: table.thresholds.map((threshold) => ({...threshold, seen: threshold.rate})),
    bands: bands(table),
    areBandsGiven: false,
    matrix: null,
    ruleCount: {fit: 0, engagement: 3},
    settings: {capacityAMonth: null, precision: null, value: null, callCost: null, bands: null},
    ...more,
  };
}
