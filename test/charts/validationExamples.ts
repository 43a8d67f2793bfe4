import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {Drift} from "../../src/analysis/validation/psi.ts";
import type {SegmentField} from "../../src/analysis/validation/segmentQuality.ts";
import type {Contender} from "../../src/analysis/validation/validate.ts";
import type {ContenderReport, Difference} from "../../src/analysis/validation/validationReport.ts";
import type {Chart} from "../../src/charts/chart.ts";
import {deciles, reliability} from "../../src/charts/validation.ts";
import {gainsCurves, rocCurves} from "../../src/charts/validationCurves.ts";
import {differences} from "../../src/charts/validationDifference.ts";
import {scoreDrift} from "../../src/charts/validationDrift.ts";
import {hotListsByMonth, type MonthShown, orderByMonth} from "../../src/charts/validationMonths.ts";
import {scoresByOutcome} from "../../src/charts/validationScores.ts";
import {levelBySegment, orderBySegment} from "../../src/charts/validationSegments.ts";
import {shortNames} from "../../src/text/validate/contenders.ts";

const around = (value: number, by = 0.03) => ({value, low: value - by, high: value + by});

const tenths = Array.from({length: 10}, (_, i) => ({
  ...wilson(20 - 2 * i, 50),
  decile: i + 1,
  cumulativeShare: Math.min(1, 0.2 * (i + 1)),
  lift: 2 - 0.2 * i,
}));

const contender = (who: Contender, auc: number): ContenderReport => ({
  who,
  quality: {auc: around(auc), logLoss: 0.3, brier: 0.1, intercept: 0, slope: 1, n: 500, conversions: 110},
  ks: 0.4,
  roc: [
    {unconverted: 0, converted: 0},
    {unconverted: 0.25, converted: auc},
    {unconverted: 1, converted: 1},
  ],
  deciles: tenths,
  reliability: [
    {predicted: 0.1, ...wilson(20, 250)},
    {predicted: 0.3, ...wilson(90, 250)},
  ],
  spread: {
    by: who === "real-valued" ? "chance" : "score",
    ranges: [
      {from: -2, to: 0, n: 250, conversions: 20},
      {from: 0, to: 1, n: 150, conversions: 40},
      {from: 1, to: 6, n: 100, conversions: 50},
    ],
  },
});

export const contenderExamples = [
  contender("suggested", 0.8),
  contender("current", 0.7),
  contender("real-valued", 0.81),
  contender("base rate", 0.5),
];

const difference = (against: Contender, auc: number, verdict: Difference["verdict"]): Difference => ({
  against,
  auc: around(auc),
  logLoss: around(-auc / 10, 0.001),
  verdict,
});

export const driftExample: Drift = {
  bands: [-2, 0, 6],
  designEffect: 1.8,
  periods: [
    {period: "2025-01", n: 400, isLearnedFrom: true, psi: 0.004, expected: 0.01, p95: 0.02, rules: []},
    {
      period: "2025-02",
      n: 500,
      isLearnedFrom: false,
      psi: 0.2,
      expected: 0.01,
      p95: 0.02,
      rules: [{rule: 0, before: 0.1, now: 0.3}],
    },
  ],
};

const segment = (value: string | null, isOffLevel: boolean, auc: number | null): SegmentField["segments"][number] => ({
  value,
  auc: auc === null ? null : around(auc, 0.1),
  observed: wilson(30, 200),
  predicted: 0.1,
  gap: around(0.05),
  q: isOffLevel ? 0.0001 : 0.4,
  isUnordered: auc !== null && auc < 0.6,
  isOffLevel,
});

export const segmentExample: SegmentField = {
  field: "industry",
  segments: [segment("retail", true, 0.8), segment("steel", false, 0.55), segment(null, false, null)],
  rare: {values: 2, n: 17},
};

const months: MonthShown[] = [
  {
    period: "2025-05",
    isTest: false,
    proposed: {auc: around(0.75), observed: wilson(40, 400), predicted: 0.12},
    rivalAuc: around(0.7),
    swap: {proposed: wilson(20, 80), rival: wilson(15, 80)},
  },
  {
    period: "2025-06",
    isTest: true,
    proposed: {auc: null, observed: wilson(6, 90), predicted: 0.1},
    rivalAuc: null,
    swap: {proposed: wilson(3, 18), rival: null},
  },
];

/** One of each chart of the Validate page. */
export const validationCharts: Record<string, () => Chart> = {
  "deciles(tenths)": () => deciles(tenths),
  "reliability(bins)": () => reliability(contenderExamples[0].reliability),
  "rocCurves(contenders)": () => rocCurves(contenderExamples),
  "gainsCurves(contenders)": () => gainsCurves(contenderExamples),
  "differences(differences)": () =>
    differences([difference("current", 0.1, "ahead"), difference("real-valued", 0.01, "cannot be told apart")]),
  "scoresByOutcome(contender)": () => scoresByOutcome(contenderExamples[0]),
  "scoresByOutcome(contender, chances)": () => scoresByOutcome(contenderExamples[2]),
  "scoreDrift(drift)": () => scoreDrift(driftExample),
  "levelBySegment(field)": () => levelBySegment(segmentExample),
  "orderBySegment(field)": () => orderBySegment(segmentExample),
  "hotListsByMonth(months)": () => hotListsByMonth(months, shortNames().current),
  "orderByMonth(months)": () => orderByMonth(months, shortNames().current),
};
