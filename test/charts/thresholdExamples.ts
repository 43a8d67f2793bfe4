import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {Matrix} from "../../src/analysis/threshold/subScores.ts";
import {bandRates} from "../../src/charts/bands.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {fitByEngagement} from "../../src/charts/matrix.ts";
import {leadsAbove, precisionAbove, profitCurve} from "../../src/charts/threshold.ts";
import {lineReport} from "../analysis/lineReport.ts";

const {thresholds, bands, all} = lineReport();
const chosen = thresholds[1];

/** Two bands of fit by two of engagement; of the four cells one has too few leads and one none to show. */
export const matrix: Matrix = {
  fit: [
    {name: "A", from: 3, to: 5},
    {name: "B", from: 0, to: 0},
  ],
  engagement: [
    {name: "1", from: 4, to: 9},
    {name: "2", from: -2, to: 2},
  ],
  cells: [
    {fit: "A", engagement: "1", rate: wilson(40, 100), isTooFew: false},
    {fit: "A", engagement: "2", rate: wilson(2, 12), isTooFew: true},
    {fit: "B", engagement: "1", rate: null, isTooFew: true},
    {fit: "B", engagement: "2", rate: wilson(2, 200), isTooFew: false},
  ],
  gain: {fit: 0.01, engagement: 0.03, score: 0.04},
  difference: {value: 0.02, low: 0.01, high: 0.03},
};

/** One of each chart of the Threshold page. */
export const thresholdCharts: Record<string, () => Chart> = {
  "leadsAbove(thresholds)": () => leadsAbove(thresholds, "month", chosen),
  "precisionAbove(thresholds)": () => precisionAbove(thresholds, all.value, chosen),
  "profitCurve(thresholds, worth)": () =>
    profitCurve(thresholds, {value: 100, cost: 20}, {unit: "month", currency: "EUR", chosen}),
  "bandRates(bands)": () => bandRates(bands, "month", all.value),
  "fitByEngagement(matrix)": () => fitByEngagement(matrix),
};
