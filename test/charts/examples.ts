import type {Driver} from "../../src/analysis/drivers/driver.ts";
import type {FunnelReport, StageFlow} from "../../src/analysis/funnel/funnel.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {Validation} from "../../src/analysis/validation/validate.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {exposure} from "../../src/charts/exposure.ts";
import {stageFlow} from "../../src/charts/flow.ts";
import {crudeAndAdjusted, forest} from "../../src/charts/forest.ts";
import {missingness, timeline} from "../../src/charts/load.ts";
import {periodCounts, periodRates, timeToConversion} from "../../src/charts/observations.ts";
import {parsimony} from "../../src/charts/parsimony.ts";
import {profile} from "../../src/charts/profile.ts";
import {rates} from "../../src/charts/rates.ts";
import {rateByScore, scoreDistribution} from "../../src/charts/scores.ts";
import {segments} from "../../src/charts/segments.ts";
import {contenders} from "../../src/charts/validation.ts";
import {bottleneckCharts} from "./bottleneckExamples.ts";
import {decayCharts} from "./decayExamples.ts";
import {driverDepthCharts} from "./driverDepthExamples.ts";
import {glanceCharts} from "./glanceExamples.ts";
import {pathCharts} from "./pathExamples.ts";
import {profileCharts} from "./profileExamples.ts";
import {stageTimesCharts} from "./stageTimesExamples.ts";
import {thresholdCharts} from "./thresholdExamples.ts";
import {validationCharts} from "./validationExamples.ts";

const interval = (value: number, by = 1.5) => ({value, low: value / by, high: value * by});

const driver = (text: string, ratio: number, adjusted: number | null): Driver => ({
  rule: {id: text, when: {activity: text, at_least: 1}},
  text,
  family: "behaviour",
  with: wilson(30, 100),
  without: wilson(50, 400),
  riskDifference: {value: 0.175, low: 0.08, high: 0.27},
  riskRatio: interval(2.4),
  oddsRatio: interval(ratio),
  adjusted: adjusted === null ? null : interval(adjusted),
  adjustments:
    adjusted === null
      ? []
      : [
          {by: " stage", oddsRatio: interval(adjusted), verdict: ratio > 1 === adjusted > 1 ? "stays" : "turns"},
          {by: "industry", oddsRatio: interval(ratio), verdict: "stays"},
        ],
  reversed: adjusted !== null && ratio > 1 !== adjusted > 1,
  p: 0.001,
  q: 0.01,
  informationValue: 0.2,
  flags: [],
});

/** A ratio of 0 or infinity has no bound: JSON holds null for it. */
const unbounded: Driver = {...driver("never converts", 1, null), oddsRatio: {value: 0.01, low: 0, high: null as never}};

const drivers = [driver("trial in the last 7 days", 4, 3), driver("mail_open", 1.4, 0.8), unbounded];

const stage = (name: string, entered: number, advanced: number): StageFlow => ({
  stage: name,
  name,
  entered,
  skipped: 2,
  advanced,
  lost: 10,
  movedBack: 1,
  dormant: 3,
  waiting: entered - advanced - 14,
  gone: 0,
  between: 0,
  stock: entered - advanced - 11,
  passThrough: wilson(advanced, advanced + 14),
  dropOff: wilson(10, advanced + 14),
  basis: {of: "settled"},
  dwell: null,
});

const bins = [
  {label: "0", ...wilson(20, 400)},
  {label: "1", ...wilson(12, 80)},
  {label: "2 or more", ...wilson(9, 20)},
];

const quality = (auc: number) => ({
  auc: {value: auc, low: auc - 0.03, high: auc + 0.03},
  logLoss: 0.3,
  brier: 0.1,
  intercept: -0.1,
  slope: 0.9,
  n: 500,
  conversions: 50,
});

const validation: Validation = {
  how: "trained on 2025-01 to 2025-06, tested on 2025-09",
  train: {n: 1000, conversions: 110},
  quality: [
    {who: "suggested", quality: quality(0.78)},
    {who: "current", quality: quality(0.48)},
    {who: "base rate", quality: quality(0.5)},
  ],
};

const segmented: NonNullable<FunnelReport["segments"]> = {
  attribute: "size",
  text: null,
  segments: [
    {value: "large", naive: wilson(10, 200), eventual: {value: 0.15, low: 0.1, high: 0.2}, medianDays: 200},
    {value: "small", naive: wilson(40, 300), eventual: {value: 0.14, low: 0.1, high: 0.19}, medianDays: null},
  ],
};

const periods = [
  {period: "2025-09", n: 100, conversions: 12, censored: 0},
  {period: "2025-10", n: 0, conversions: 0, censored: 80},
];

const scored = bins.map((bin, i) => ({score: 2 * i - 1, predicted: 0.1 * (i + 1), ...bin}));

/** One of each chart, from small findings written by hand. */
export const charts: Record<string, () => Chart> = {
  ...bottleneckCharts,
  ...decayCharts,
  ...driverDepthCharts,
  ...glanceCharts,
  "forest(drivers)": () => forest(drivers),
  "crudeAndAdjusted(drivers)": () => crudeAndAdjusted(drivers),
  "stageFlow(stages)": () => stageFlow([stage("Lead", 100, 60), stage("Meeting", 60, 30)]),
  ...stageTimesCharts,
  "segments(report)": () => segments(segmented),
  "rates(bins)": () => rates(bins, {groups: "number of visits", rate: "converted", base: 0.1}),
  "exposure(action)": () =>
    exposure({
      action: "sales_call",
      bins: bins.map((bin, i) => ({...bin, medianOpenDays: 40 * i, atEqualTime: i > 0 ? interval(0.2) : null})),
      byTime: [{fromDays: 0.5, toDays: 40, cells: bins}],
      crude: interval(0.8),
      atEqualTime: interval(1),
      isParadox: true,
      text: "more sales_call go with fewer wins",
    }),
  "profile(weeks)": () =>
    profile(
      [1, 2].map((week) => ({
        week,
        converted: {value: 2.1 / week, low: 1.9 / week, high: 2.4 / week, n: 90},
        unconverted: {value: 0.8, low: 0.7, high: 0.9, n: 800},
      })),
    ),
  "periodCounts(periods)": () => periodCounts(periods),
  "periodRates(periods)": () => periodRates(periods, 0.12),
  "timeToConversion(curve)": () =>
    timeToConversion(
      [
        {days: 10, share: 0.02},
        {days: 90, share: 0.11},
      ],
      60,
    ),
  "parsimony(steps)": () =>
    parsimony(
      [
        {rules: 1, logLoss: 0.31, auc: 0.65},
        {rules: 2, logLoss: 0.3, auc: 0.7},
      ],
      0.28,
    ),
  "contenders(validation)": () => contenders(validation),
  ...pathCharts,
  ...profileCharts,
  ...thresholdCharts,
  ...validationCharts,
  "scoreDistribution(bins)": () => scoreDistribution(scored),
  "rateByScore(bins)": () => rateByScore(scored),
  "timeline(table, rows)": () => timeline("leads", [{table: "leads", month: "2025-09", rows: 40}]),
  "missingness(columns)": () =>
    missingness([
      {
        column: "industry",
        type: "category",
        distinct: 7,
        missing: wilson(4, 100),
        missingByOutcome: [
          {outcome: "won", rate: wilson(1, 20)},
          {outcome: "lost", rate: wilson(3, 80)},
        ],
      },
    ]),
};
