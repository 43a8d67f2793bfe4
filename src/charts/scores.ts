import type {Rate} from "../analysis/findings.ts";
import {count, percent, shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, percentAxis, top} from "./parts.ts";
import {colour} from "./theme.ts";

/** Observations at a score (or a range of scores), and what the card's curve says there. */
export type ScoreBin = {score: number; predicted: number} & Rate;

const scoreAxis = {field: "score", type: "quantitative", axis: {title: "score", tickCount: 8, format: "d"}} as const;

/** How the scores of converted (above the line) and of unconverted observations (below it) are spread. */
export function scoreDistribution(bins: readonly ScoreBin[]): Chart {
  const converted = bins.reduce((sum, bin) => sum + bin.conversions, 0);
  const rest = bins.reduce((sum, bin) => sum + bin.n - bin.conversions, 0);
  const rows = bins.flatMap((bin) => [
    {score: bin.score, kind: "converted", share: converted > 0 ? bin.conversions / converted : 0},
    {score: bin.score, kind: "unconverted", share: rest > 0 ? -(bin.n - bin.conversions) / rest : 0},
  ]);
  const mean = (weight: (bin: ScoreBin) => number, total: number) =>
    total > 0 ? (bins.reduce((sum, bin) => sum + bin.score * weight(bin), 0) / total).toFixed(1) : "unknown";
  const legend = {orient: "top", title: null, symbolType: "square"} as const;
  return {
    spec: layered([
      {
        mark: {type: "bar", width: 9, strokeWidth: 1.5},
        encoding: {
          x: scoreAxis,
          y: {field: "share", type: "quantitative", axis: {title: "share of each", labels: false, tickCount: 5}},
          stroke: {
            field: "kind",
            scale: {domain: ["converted", "unconverted"], range: [colour.converted, colour.unconverted]},
            legend,
          },
          fill: {
            field: "kind",
            scale: {domain: ["converted", "unconverted"], range: [colour.converted, colour.paper]},
            legend,
          },
        },
      },
    ]),
    data: {rows},
    description: `Scores by outcome: mean ${mean(({conversions}) => conversions, converted)} of those who converted, ${mean((bin) => bin.n - bin.conversions, rest)} of those who did not.`,
    table: {
      columns: ["score", "converted", "unconverted"],
      rows: bins.map(({score, n, conversions}) => [String(score), count(conversions), count(n - conversions)]),
    },
  };
}

/** Conversion rate at each score with its interval, and the card's curve. */
export function rateByScore(bins: readonly ScoreBin[]): Chart {
  const y = {
    type: "quantitative",
    scale: {domain: [0, top(bins.flatMap(({value, predicted}) => [value, predicted]).concat(0.1)) * 1.15], clamp: true},
    axis: {...percentAxis, title: null},
  } as const;
  return {
    spec: layered([
      {
        mark: {type: "line", color: colour.muted, strokeDash: [4, 3], strokeWidth: 1.5},
        encoding: {x: scoreAxis, y: {...y, field: "predicted"}},
      },
      {
        mark: {type: "rule", color: colour.converted, strokeWidth: 1.5},
        encoding: {x: scoreAxis, y: {...y, field: "low"}, y2: {field: "high"}},
      },
      {mark: {type: "point", color: colour.converted, size: 40}, encoding: {x: scoreAxis, y: {...y, field: "value"}}},
    ]),
    data: {rows: bins.map(({score, value, low, high, predicted}) => ({score, value, low, high, predicted}))},
    description: `Conversion rate by score: ${bins.map(({score, value}) => `${score}: ${percent(value)}`).join(", ")}.`,
    table: {
      columns: ["score", "n", "observed (95 %)", "the card's curve"],
      rows: bins.map((bin) => [String(bin.score), count(bin.n), shareText(bin), percent(bin.predicted)]),
    },
  };
}
