import type {Bottleneck} from "../../src/analysis/funnel/bottleneck.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {cardGain, passes, waits, withAndWithout} from "../../src/charts/glance.ts";

const stage = (name: string, value: number, days: number | null): Bottleneck => ({
  stage: name,
  name,
  next: "won",
  entered: 500,
  stock: 60,
  entering: 30,
  passThrough: {value, low: value - 0.05, high: value + 0.05},
  laterWon: 0.5,
  segments: null,
  before: null,
  used: null,
  first: 0,
  wait: {
    quickDays: 3,
    days: {value: 20, low: 18, high: 22},
    leadDays: {value: 600, low: 500, high: 700},
    median: {value: days, low: days && days - 2, high: null},
    first: 0,
  },
});

const stages = [stage("Lead", 0.8, 12), stage("Meeting", 0.4, 33), stage("Proposal", 0.6, null)];

const quality = (value: number) => ({
  auc: {value, low: value - 0.03, high: value + 0.03},
  logLoss: 0.3,
  brier: 0.1,
  intercept: 0,
  slope: 1,
  n: 4000,
  conversions: 300,
});

export const glanceCharts: Record<string, () => Chart> = {
  "withAndWithout(driver)": () => withAndWithout({with: wilson(30, 100), without: wilson(50, 900)}, "observations"),
  "withAndWithout(driver) where none converted": () =>
    withAndWithout({with: wilson(0, 40), without: wilson(0, 60)}, "observations"),
  "waits(stages, marked)": () => waits(stages, "Meeting"),
  "passes(stages, null)": () => passes(stages, null),
  "cardGain(contenders)": () =>
    cardGain([
      {name: "suggested card", quality: quality(0.78)},
      {name: "today's rules", quality: quality(0.45)},
    ]),
};
