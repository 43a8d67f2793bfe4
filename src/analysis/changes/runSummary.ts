import type {Findings, Interval, Rate} from "../findings.ts";
import type {Rule} from "../rules/rules.ts";
import type {LoadReport, RunRecord} from "../run.ts";
import {lineOf, startLine} from "../threshold/lineState.ts";

/** What was run on what, rows in and out: the part of a summary that says where its figures come from. */
interface RunInputs {
  run: RunRecord;
  inputs: LoadReport["sources"];
  tables: LoadReport["tables"];
  outcomes: LoadReport["outcomes"];
  /** Rows that could not be used; without their example. */
  rejects: {table: string; reason: string; rows: number}[];
}

/**
 * What is kept of a run so that later ones can be set beside it. Holds no lead. Of texts it holds none that a language
 * decides: rules are kept as they are, stages by their ids.
 */
export interface RunSummary extends RunInputs {
  /** Files of another format are not read. */
  format: typeof summaryFormat;
  observations: {base: Rate; censored: number; periods: {period: string; n: number; conversions: number}[]};
  /** Every pattern looked at: observations on which it holds, how many of them converted, and its odds ratio. */
  patterns: PatternSummary[];
  /** Fields that suggested rules must not use. */
  leaks: string[];
  card: {slope: number; rules: {rule: Rule; points: number; interval: Interval | null}[]} | null;
  /** Share of those who enter a stage that moves on in the end. */
  stages: {stage: string; entered: number; passThrough: Interval}[];
  bottleneck: {standsOut: string | null; longest: string | null};
  /** Where the Threshold page draws the line, and the leads above it; null without a card. */
  line: (Rate & {score: number}) | null;
  /** Of the suggested card on leads it has not seen; null without such a test. */
  auc: (Interval & {n: number; conversions: number; how: string}) | null;
}

interface PatternSummary {
  rule: Rule;
  n: number;
  conversions: number;
  oddsRatio: Interval;
  /** Stands out from chance (q < 0.05). */
  isFound: boolean;
  /** Of a field that may know the outcome. */
  isFlagged: boolean;
}

/** To be raised when a summary of an earlier version can no longer be read. */
export const summaryFormat = 1;

/** The part of a summary that is known once the data are loaded. */
export const runInputs = ({run, load}: Pick<Findings, "run" | "load">): RunInputs => ({
  run,
  inputs: load.sources,
  tables: load.tables,
  outcomes: load.outcomes,
  rejects: load.rejects.map(({table, reason, rows}) => ({table, reason, rows})),
});

/** What findings are summed up from. */
type Summarised = Pick<
  Findings,
  "run" | "load" | "observations" | "drivers" | "leaks" | "funnel" | "bottlenecks" | "suggestion" | "threshold"
>;

/** The summary that later runs are compared with. */
export function runSummary(findings: Summarised): RunSummary {
  const {observations, drivers, leaks, funnel, bottlenecks, suggestion, threshold} = findings;
  const {card, outOfTime, grouped} = suggestion;
  const line = threshold && lineOf(threshold.thresholds, startLine(threshold)).threshold;
  const tested = outOfTime ?? grouped;
  const quality = tested?.quality.find(({who}) => who === "suggested")?.quality;
  return {
    format: summaryFormat,
    ...runInputs(findings),
    observations: {
      base: observations.base,
      censored: observations.censored,
      periods: observations.periods.map(({period, n, conversions}) => ({period, n, conversions})),
    },
    patterns: drivers.drivers.map(({rule, with: {n, conversions}, oddsRatio, q, flags}) => ({
      rule,
      n,
      conversions,
      oddsRatio,
      isFound: q < 0.05,
      isFlagged: flags.length > 0,
    })),
    leaks: [...new Set(leaks.filter(({excluded}) => excluded).map(({field}) => field))],
    card: card && {
      slope: card.slope,
      rules: card.rules.map(({rule, points, interval}) => ({rule, points, interval})),
    },
    stages: funnel.stages.map(({stage, entered, passThrough: {value, low, high}}, s) => {
      const resampled = bottlenecks.resamples > 0 ? bottlenecks.stages[s]?.passThrough : undefined;
      return {stage, entered, passThrough: resampled ?? {value, low, high}};
    }),
    bottleneck: {standsOut: bottlenecks.standsOut, longest: bottlenecks.longest},
    line: line && {...line.rate, score: line.score},
    auc: tested && quality ? {...quality.auc, n: quality.n, conversions: quality.conversions, how: tested.how} : null,
  };
}
