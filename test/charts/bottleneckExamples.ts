import type {Bottleneck, BottleneckReport, SegmentYardstick} from "../../src/analysis/funnel/bottleneck.ts";
import {mending, standing} from "../../src/charts/bottlenecks.ts";
import type {Chart} from "../../src/charts/chart.ts";

const interval = (low: number, value: number, high: number) => ({value, low, high});

export const bySegments = (gain: [number, number, number], isSure: boolean): SegmentYardstick => ({
  today: 0.53,
  rate: 0.6,
  gain: interval(...gain),
  isSure,
  attribute: "role",
  values: ["director", "executive"],
});

/** A stage measured by its segments, waited in for 80 days and more. */
export const bottleneck = (name: string, more: Partial<Bottleneck> = {}): Bottleneck => ({
  stage: name.toLowerCase(),
  name,
  next: "won",
  entered: 900,
  stock: 120,
  entering: 170,
  passThrough: interval(0.5, 0.53, 0.56),
  laterWon: 0.4,
  segments: bySegments([0.9, 4.4, 8.8], true),
  before: {today: 0.5, rate: 0.52, gain: interval(-3, 1, 5), isSure: false},
  used: "segments",
  first: 0.98,
  wait: {
    quickDays: 12.7,
    days: interval(78, 82, 86),
    leadDays: interval(12_900, 14_100, 15_700),
    median: {value: 33.1, low: 28.9, high: 36},
    first: 1,
  },
  ...more,
});

export const ranked = (stages: Bottleneck[], more: Partial<BottleneckReport> = {}): BottleneckReport => ({
  stages,
  ranked: stages.filter(({used}) => used !== null).map(({stage}) => stage),
  standsOut: null,
  longest: null,
  periodDays: 91,
  recordDays: 456,
  resamples: 500,
  undated: 0,
  ...more,
});

const stages = [
  bottleneck("Qualified"),
  bottleneck("Meeting", {segments: null, used: "before", first: 0.02}),
  bottleneck("Proposal", {segments: null, before: null, used: null, entering: null, wait: null, first: 0}),
];

export const bottleneckCharts: Record<string, () => Chart> = {
  "mending(report)": () => mending(ranked(stages, {standsOut: "qualified"})),
  "standing(report)": () => standing(ranked(stages, {longest: "qualified"})),
};
