import type {Suggestion} from "../../src/analysis/card/suggestion.ts";
import type {Cube} from "../../src/analysis/rules/cube.ts";
import type {Rule} from "../../src/analysis/rules/rules.ts";
import type {ObservationReport} from "../../src/analysis/run.ts";
import {type ThresholdReport, thresholdReport} from "../../src/analysis/threshold/thresholdReport.ts";
import type {Trials} from "../../src/analysis/validation/validate.ts";
import type {Observed} from "../observe.ts";
import type {Project} from "../project/schema.ts";

interface LineInput {
  cube: Cube;
  rules: readonly Rule[];
  suggestion: Suggestion;
  trials: Trials;
  observed: Observed;
  periods: ObservationReport["periods"];
}

/** The line on the suggested card; null without one. */
export function lineOn(project: Project, input: LineInput): ThresholdReport | null {
  const {cube, rules, suggestion, trials, observed, periods} = input;
  const {threshold, candidates} = project;
  if (!suggestion.card) return null;
  const points = new Map(suggestion.card.rules.map((one) => [one.rule.id, one.points]));
  const every = observed.design === "snapshot" ? observed.every : "month";
  return thresholdReport({
    cube,
    rules,
    points: rules.map(({id}) => points.get(id) ?? 0),
    trials,
    period: observed.design === "static" ? null : every,
    partial: cube.periods.flatMap((name, position) => (isPartial(name, periods) ? [position] : [])),
    minSupport: candidates.min_support,
    settings: {
      capacityAMonth: threshold.capacity_a_month ?? null,
      precision: threshold.precision ?? null,
      value: threshold.value ?? null,
      callCost: threshold.call_cost ?? null,
      bands: threshold.bands ?? null,
    },
  });
}

/** Some of its leads have no label yet, and so no place in the cube. */
const isPartial = (name: string, periods: ObservationReport["periods"]): boolean =>
  periods.some(({period, n, censored}) => period === name && n > 0 && censored > 0);
