import type {CountGrid} from "../../src/analysis/drivers/countGrid.ts";
import type {Own} from "../../src/analysis/drivers/jointOdds.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {countGrid} from "../../src/charts/countGrid.ts";
import {jointOdds} from "../../src/charts/jointOdds.ts";

const interval = (value: number, by = 1.3) => ({value, low: value / by, high: value * by});

/** Cells that are best, as good, within chance, too few to say, too few to show and nearly all. */
const grid = (p: number): CountGrid => ({
  action: "page_view (pricing)",
  cells: [
    {atLeast: 1, windowDays: 7, with: wilson(40, 200), oddsRatio: interval(2.7), isAsGood: true, isNearlyAll: false},
    {atLeast: 1, windowDays: 30, with: wilson(40, 220), oddsRatio: interval(2.5), isAsGood: true, isNearlyAll: false},
    {atLeast: 1, windowDays: null, with: wilson(90, 990), oddsRatio: null, isAsGood: false, isNearlyAll: true},
    {atLeast: 2, windowDays: 7, with: null, oddsRatio: null, isAsGood: false, isNearlyAll: false},
    {atLeast: 2, windowDays: 30, with: wilson(3, 20), oddsRatio: null, isAsGood: false, isNearlyAll: false},
    {atLeast: 2, windowDays: null, with: wilson(9, 120), oddsRatio: interval(0.9), isAsGood: false, isNearlyAll: false},
  ],
  looks: 3,
  best: {
    atLeast: 1,
    windowDays: 7,
    with: wilson(40, 200),
    without: wilson(60, 800),
    oddsRatio: interval(2.7),
    p,
    pOfAll: p,
  },
});

const owns: Own[] = ["its own", "partly", "not its own", "turns round", "only then", "neither"];
const rules = owns.map((own, i) => ({
  id: own,
  text: `page_view (a topic with a long name) ${i + 2} or more times in the last 30 days`,
  with: wilson(30, 100),
  crude: interval(2),
  atEqualStage: i === 0 ? interval(1.8) : null,
  joint: interval(0.4 + 0.4 * i),
  own,
}));

export const driverDepthCharts: Record<string, () => Chart> = {
  "countGrid(grid)": () => countGrid(grid(0.001)),
  "countGrid(grid within chance)": () => countGrid(grid(0.4)),
  "jointOdds(report)": () => jointOdds({rules}),
};
