import {stageTimes} from "../../src/analysis/funnel/stageTimes.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {dwellCurve} from "../../src/charts/dwell.ts";
import {fateCurves} from "../../src/charts/fates.ts";
import {stockBars} from "../../src/charts/stock.ts";

const stays = Array.from({length: 60}, (_, i) => ({
  stage_no: 0,
  days: i / 2,
  advanced: i % 3 === 0 ? 2 : 0,
  lost: i % 3 === 1 ? 1 : 0,
  moved_back: i % 10 === 9 ? 1 : 0,
  waiting: i % 3 === 2 ? 2 : 0,
}));

/** Two stages by hand: leads that move on, are lost, move back and wait; and one without times. */
export const report = stageTimes({
  stages: [
    {id: "lead", name: "Lead"},
    {id: "met", name: "Met"},
  ],
  dormant: [3, 0],
  dormantAfterDays: 90,
  calendar: {weekend: ["sat", "sun"], holidays: []},
  stays,
  businessStays: stays.map((stay) => ({...stay, days: (stay.days * 5) / 7})),
  between: [],
  quality: [
    {stage_no: 0, entered: 100, no_start: 1, no_end: 0, backwards: 0, at_once: 2, came_again: 4},
    {stage_no: 1, entered: 5, no_start: 5, no_end: 0, backwards: 0, at_once: 0, came_again: 0},
  ],
  stock: [
    {stage_no: 0, month: "2025-08", n: 40},
    {stage_no: 0, month: "2025-09", n: 60},
  ],
  lastMonth: "2025-09",
});

const course = report.stages[0].course!;

export const stageTimesCharts: Record<string, () => Chart> = {
  "fateCurves(stage, clock, course, unit)": () => fateCurves("Lead", course.calendar, course, "days"),
  "dwellCurve(stage, clock, unit)": () => dwellCurve("Lead", course.business, "business days"),
  "stockBars(months, stage)": () => stockBars(["2025-08", "2025-09"], {stage: "lead", name: "Lead", n: [null, 60]}),
};
