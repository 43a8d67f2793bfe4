import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt} from "./parts.ts";
import {colour} from "./theme.ts";

/** The best card of at most so many rules. */
export interface Step {
  rules: number;
  logLoss: number;
  auc: number;
}

/** The axis covers at least this share of the log-loss, so that next to nothing looks like it. */
const leastSpan = 0.01;

/** Log-loss of the best card by number of rules, above the loss of the real-valued fit on all of them (null: not known). */
export function parsimony(steps: readonly Step[], bound: number | null): Chart {
  const values = [...steps.map(({logLoss}) => logLoss), ...(bound === null ? [] : [bound])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max((high - low) * 1.24, leastSpan * high);
  const middle = (low + high) / 2;
  const x = {
    field: "rules",
    type: "ordinal",
    axis: {labelAngle: 0, title: say({en: "rules on the card", ja: "配点表のルール数"})},
  } as const;
  const y = {
    field: "logLoss",
    type: "quantitative",
    scale: {domain: [middle - span / 2, middle + span / 2], zero: false},
    axis: {
      title: say({en: "log-loss (lower is better)", ja: "対数損失（低いほど良い）"}),
      tickCount: 5,
      format: `.${digitsFor(span)}f`,
    },
  } as const;
  return {
    spec: layered([
      ...(bound === null ? [] : [levelAt(bound)]),
      {mark: {type: "line", color: colour.converted}, encoding: {x, y}},
      {mark: {type: "point", color: colour.converted, size: 55}, encoding: {x, y}},
    ]),
    data: {rows: steps.map(({rules, logLoss}) => ({rules, logLoss}))},
    description: describe(steps, bound),
    table: {
      columns: say({en: ["rules", "log-loss", "AUC"], ja: ["ルール数", "対数損失", "AUC"]}),
      rows: steps.map(({rules, logLoss, auc}) => [String(rules), logLoss.toFixed(4), auc.toFixed(3)]),
    },
  };
}

/** Decimals in which ticks so close together differ. */
const digitsFor = (span: number): number => Math.max(3, Math.ceil(-Math.log10(span / 10)));

function describe(steps: readonly Step[], bound: number | null): string {
  const best = bound === null ? null : bound.toFixed(4);
  return say({
    en: `Log-loss of the best card by number of rules: ${steps.map(({rules, logLoss}) => `${rules}: ${logLoss.toFixed(4)}`).join(", ")}${best ? `; real-valued fit on all rules ${best}` : ""}.`,
    ja: `ルール数別の最良の配点表の対数損失：${steps.map(({rules, logLoss}) => `${rules}個 ${logLoss.toFixed(4)}`).join("、")}${best ? `。すべてのルールに実数の重みを使った場合は${best}` : ""}。`,
  });
}
