import type {Chart} from "./chart.ts";
import {layered, levelAt} from "./parts.ts";
import {colour} from "./theme.ts";

export interface Step {
  rules: number;
  logLoss: number;
  auc: number;
}

/** Log-loss of the best card by number of rules, above the loss of the real-valued fit on all of them (null: not known). */
export function parsimony(steps: readonly Step[], bound: number | null): Chart {
  const values = [...steps.map(({logLoss}) => logLoss), ...(bound === null ? [] : [bound])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || 0.01) * 0.12;
  const x = {field: "rules", type: "ordinal", axis: {labelAngle: 0, title: "rules on the card"}} as const;
  const y = {
    field: "logLoss",
    type: "quantitative",
    scale: {domain: [low - room, high + room], zero: false},
    axis: {title: "log-loss (lower is better)", tickCount: 5, format: ".3f"},
  } as const;
  return {
    spec: layered([
      ...(bound === null ? [] : [levelAt(bound)]),
      {mark: {type: "line", color: colour.converted}, encoding: {x, y}},
      {mark: {type: "point", color: colour.converted, size: 55}, encoding: {x, y}},
    ]),
    data: {rows: steps.map(({rules, logLoss}) => ({rules, logLoss}))},
    description: `Log-loss of the best card by number of rules: ${steps.map(({rules, logLoss}) => `${rules}: ${logLoss.toFixed(4)}`).join(", ")}${bound === null ? "" : `; real-valued fit on all rules ${bound.toFixed(4)}`}.`,
    table: {
      columns: ["rules", "log-loss", "AUC"],
      rows: steps.map(({rules, logLoss, auc}) => [String(rules), logLoss.toFixed(4), auc.toFixed(3)]),
    },
  };
}
