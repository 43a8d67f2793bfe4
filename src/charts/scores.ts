import {count, percent} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {type Layer, layered, percentAxis} from "./parts.ts";
import {colour} from "./theme.ts";

/** Observations at a score (or a range of scores). */
interface ScoreRange {
  score: number;
  n: number;
  conversions: number;
}

/** The same with its rate, and what the card's curve says there. */
type ScoreBin = {score: number; predicted: number} & Rate;

const scoreAxis = () =>
  ({
    field: "score",
    type: "quantitative",
    axis: {title: say({en: "score", ja: "スコア"}), tickCount: 8, format: "d", labelFlush: false},
  }) as const;

/** Where the line is drawn: a dashed upright. */
const lineMark = (): Layer => ({
  data: {name: "line"},
  mark: {type: "rule", color: colour.ink, strokeDash: [2, 3], strokeWidth: 1.5},
  encoding: {x: scoreAxis()},
});

/** How the scores of converted (above the line) and of unconverted observations (below it) are spread; `from` marks a score. */
export function scoreDistribution(bins: readonly ScoreRange[], from: number | null = null): Chart {
  const converted = bins.reduce((sum, bin) => sum + bin.conversions, 0);
  const rest = bins.reduce((sum, bin) => sum + bin.n - bin.conversions, 0);
  const outcomes = say({en: ["converted", "unconverted"], ja: ["転換", "非転換"]});
  const rows = bins.flatMap((bin) => [
    {score: bin.score, kind: outcomes[0], share: converted > 0 ? bin.conversions / converted : 0},
    {score: bin.score, kind: outcomes[1], share: rest > 0 ? -(bin.n - bin.conversions) / rest : 0},
  ]);
  const mean = (weight: (bin: ScoreRange) => number, total: number) =>
    total > 0
      ? (bins.reduce((sum, bin) => sum + bin.score * weight(bin), 0) / total).toFixed(1)
      : say({en: "unknown", ja: "不明"});
  const legend = {orient: "top", title: null, symbolType: "square"} as const;
  return {
    spec: layered([
      {
        mark: {type: "bar", width: 9, strokeWidth: 1.5, aria: false},
        encoding: {
          x: scoreAxis(),
          y: {
            field: "share",
            type: "quantitative",
            axis: {title: say({en: "share of each", ja: "それぞれに占める割合"}), labels: false, tickCount: 5},
          },
          stroke: {
            field: "kind",
            scale: {domain: outcomes, range: [colour.converted, colour.unconverted]},
            legend,
          },
          fill: {
            field: "kind",
            scale: {domain: outcomes, range: [colour.converted, colour.paper]},
            legend,
          },
        },
      },
      lineMark(),
    ]),
    data: {rows, line: from === null ? [] : [{score: from}]},
    description: describe(
      mean(({conversions}) => conversions, converted),
      mean((bin) => bin.n - bin.conversions, rest),
    ),
    table: {
      columns: [say({en: "score", ja: "スコア"}), ...outcomes],
      rows: bins.map(({score, n, conversions}) => [String(score), count(conversions), count(n - conversions)]),
    },
  };
}

const describe = (converted: string, rest: string): string =>
  say({
    en: `Scores by outcome: mean ${converted} of those who converted, ${rest} of those who did not.`,
    ja: `結果別のスコア：平均は転換した観測で${converted}、転換しなかった観測で${rest}。`,
  });

/**
 * Tops of the axis of rates: it moves in steps, so that it stands still while points change a little. Intervals are cut there.
 * It comes with the rows, so that a change of it needs no new drawing.
 */
const tops = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

/** Conversion rate at each score with its interval, and the card's curve; `from` marks a score. */
export function rateByScore(bins: readonly ScoreBin[], from: number | null = null): Chart {
  const highest = Math.max(0, ...bins.flatMap(({value, predicted}) => [value, predicted]));
  const top = tops.find((step) => step >= highest * 1.05) ?? 1;
  const y = {type: "quantitative", scale: {nice: false, zero: true}, axis: {...percentAxis, title: null}} as const;
  return {
    spec: layered([
      {
        mark: {type: "line", color: colour.muted, strokeDash: [4, 3], strokeWidth: 1.5, aria: false},
        encoding: {x: scoreAxis(), y: {...y, field: "predicted"}},
      },
      {
        mark: {type: "rule", color: colour.converted, strokeWidth: 1.5},
        encoding: {x: scoreAxis(), y: {...y, field: "low"}, y2: {field: "high"}},
      },
      {
        mark: {type: "point", color: colour.converted, size: 40, aria: false},
        encoding: {x: scoreAxis(), y: {...y, field: "value"}},
      },
      {mark: {type: "point", opacity: 0, size: 0, aria: false}, encoding: {x: scoreAxis(), y: {...y, field: "top"}}},
      lineMark(),
    ]),
    data: {
      rows: bins.map(({score, value, low, high, predicted}) => {
        return {score, value, low, high: Math.min(top, high), predicted, top};
      }),
      line: from === null ? [] : [{score: from}],
    },
    description: say({
      en: `Conversion rate by score: ${bins.map(({score, value}) => `${Math.round(10 * score) / 10}: ${percent(value)}`).join(", ")}.`,
      ja: `スコア別の転換率：${bins.map(({score, value}) => `${Math.round(10 * score) / 10}点 ${percent(value)}`).join("、")}。`,
    }),
    table: {
      columns: say({
        en: ["score", "n", "observed (95 %)", "the card's curve"],
        ja: ["スコア", "n", "実際の転換率（95%信頼区間）", "配点表の曲線"],
      }),
      rows: bins.map((bin) => [
        String(Math.round(10 * bin.score) / 10),
        count(bin.n),
        shareText(bin),
        percent(bin.predicted),
      ]),
    },
  };
}
