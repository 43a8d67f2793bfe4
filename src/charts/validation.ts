import {count, percent} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Decile} from "../analysis/statistics/metrics.ts";
import type {ReliabilityBin} from "../analysis/validation/quality.ts";
import type {Validation} from "../analysis/validation/validate.ts";
import {intervalText, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import {contenderNames, noOrder} from "../text/validate/contenders.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt, markAt, namedRows, percentAxis, rowNames, top} from "./parts.ts";
import {colour} from "./theme.ts";

/** AUC of each contender on the same unseen observations, with its interval. */
export function contenders({quality, how}: Pick<Validation, "quality" | "how">): Chart {
  const names = contenderNames();
  const known = quality.filter(({who}) => who !== "base rate");
  const rows = known.map(({who, quality: {auc}}, order) => ({
    order,
    name: names[who],
    ...auc,
    isOurs: who === "suggested",
  }));
  const lowest = Math.min(...rows.map(({low}) => low));
  const low = lowest < 0.5 ? lowest - 0.02 : 0.5;
  const x = {
    type: "quantitative",
    scale: {zero: false, nice: false, domain: [low, Math.min(1, Math.max(...rows.map(({high}) => high)) + 0.02)]},
  } as const;
  const ours = {condition: {test: {field: "isOurs", equal: true}, value: colour.converted}, value: colour.ink} as const;
  return {
    spec: layered(
      [
        ...(lowest < 0.5 ? [markAt(0.5)] : []),
        rowNames,
        {
          mark: {type: "rule", strokeWidth: 2},
          encoding: {
            x: {
              ...x,
              field: "low",
              axis: {
                format: ".2f",
                title: say({en: "AUC (0.5 is chance)", ja: "AUC（0.5は偶然と同じ）"}),
                tickCount: 6,
              },
            },
            x2: {field: "high"},
            color: ours,
          },
        },
        {mark: {type: "point", size: 70}, encoding: {x: {...x, field: "value"}, color: ours}},
      ],
      {height: 40 * rows.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `AUC on unseen observations (${how}). ${known.map(({who, quality: {auc}}) => `${names[who]}: ${intervalText(auc)}`).join("; ")}.`,
      ja: `学習に使っていない観測でのAUC（${how}）。${known.map(({who, quality: {auc}}) => `${names[who]}：${intervalText(auc)}`).join("、")}。`,
    }),
    table: {
      columns: say({
        en: [
          "contender",
          "AUC (95 %)",
          "log-loss",
          "Brier",
          "reliability: intercept",
          "reliability: slope",
          "n",
          "converted",
        ],
        ja: ["比較対象", "AUC（95%）", "対数損失", "Brierスコア", "信頼性の切片", "信頼性の傾き", "n", "転換"],
      }),
      rows: quality.map(({who, quality: q}) => [
        names[who],
        who === "base rate" ? noOrder() : intervalText(q.auc),
        q.logLoss.toFixed(4),
        q.brier.toFixed(4),
        q.intercept.toFixed(2),
        who === "base rate" ? "–" : q.slope.toFixed(2),
        count(q.n),
        count(q.conversions),
      ]),
    },
  };
}

/** Conversion rate of the tenths of observations by score, highest scores first. */
export function deciles(tenths: readonly Decile[]): Chart {
  const base = rateOf(tenths);
  const y = {
    type: "quantitative",
    scale: {domain: [0, top(tenths.map(({high}) => high))]},
    axis: {...percentAxis, title: null},
  } as const;
  const x = {
    field: "tenth",
    type: "ordinal",
    sort: null,
    axis: {
      labelAngle: 0,
      title: say({en: "tenth of the observations by score, highest first", ja: "スコアの高い順に10等分"}),
    },
  } as const;
  return {
    spec: layered([
      {
        mark: {type: "bar", color: colour.converted, opacity: 0.75, width: {band: 0.7}},
        encoding: {x, y: {...y, field: "value"}},
      },
      {mark: {type: "rule", strokeWidth: 1.5}, encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}}},
      levelAt(base),
    ]),
    data: {rows: tenths.map(({decile, value, low, high}) => ({tenth: String(decile), value, low, high}))},
    description: say({
      en: `Conversion rate by tenths of the score: ${tenths.map(({decile, value}) => `${decile}: ${percent(value)}`).join(", ")}; all ${percent(base)}.`,
      ja: `スコアの高い順に10等分したときの転換率。${tenths.map(({decile, value}) => `${decile}：${percent(value)}`).join("、")}。全体は${percent(base)}。`,
    }),
    table: {
      columns: say({
        en: ["tenth by score", "n", "rate (95 %)", "times the base rate", "share of all conversions so far"],
        ja: ["スコア順の10等分", "n", "転換率（95%）", "全体比（倍）", "ここまでに含まれる転換の割合"],
      }),
      rows: tenths.map((tenth) => [
        String(tenth.decile),
        count(tenth.n),
        shareText(tenth),
        base > 0 ? (tenth.value / base).toFixed(2) : "–",
        percent(tenth.cumulativeShare),
      ]),
    },
  };
}

const rateOf = (bins: readonly Rate[]): number => {
  const sum = (key: "n" | "conversions") => bins.reduce((total, bin) => total + bin[key], 0);
  return sum("n") > 0 ? sum("conversions") / sum("n") : 0;
};

/** Predicted beside observed share, with the line on which predictions are true. */
export function reliability(bins: readonly ReliabilityBin[]): Chart {
  const highest = top(bins.flatMap(({high, predicted}) => [high, predicted]));
  const scale = {domain: [0, highest]};
  const y = {
    type: "quantitative",
    scale,
    axis: {...percentAxis, title: say({en: "converted", ja: "実際に転換した割合"})},
  } as const;
  const x = {
    field: "predicted",
    type: "quantitative",
    scale,
    axis: {...percentAxis, title: say({en: "predicted by the card", ja: "配点表の示した確率"})},
  } as const;
  return {
    spec: layered([
      {
        data: {name: "ideal"},
        mark: {type: "line", color: colour.muted, strokeDash: [3, 3], strokeWidth: 1},
        encoding: {x, y: {...y, field: "value"}},
      },
      {
        mark: {type: "rule", color: colour.converted, strokeWidth: 2},
        encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}},
      },
      {mark: {type: "point", color: colour.converted, size: 60}, encoding: {x, y: {...y, field: "value"}}},
    ]),
    data: {
      rows: bins.map(({predicted, value, low, high}) => ({predicted, value, low, high})),
      ideal: [0, highest].map((value) => ({predicted: value, value})),
    },
    description: say({
      en: `Reliability: ${bins.map(({predicted, value}) => `predicted ${percent(predicted)}, observed ${percent(value)}`).join("; ")}.`,
      ja: `予測確率と実績。${bins.map(({predicted, value}) => `予測${percent(predicted)}、実績${percent(value)}`).join("；")}。`,
    }),
    table: {
      columns: say({
        en: ["predicted", "n", "converted", "observed (95 %)"],
        ja: ["予測確率", "n", "転換", "実績（95%）"],
      }),
      rows: bins.map((bin) => [percent(bin.predicted), count(bin.n), count(bin.conversions), shareText(bin)]),
    },
  };
}
