import {count, percent} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {Decile} from "../analysis/statistics/metrics.ts";
import type {ReliabilityBin} from "../analysis/validation/quality.ts";
import type {Validation} from "../analysis/validation/validate.ts";
import {intervalText, shareText} from "../text/format.ts";
import {contenderNames} from "../text/validation.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt, markAt, namedRows, percentAxis, rowNames, top} from "./parts.ts";
import {colour} from "./theme.ts";

/** AUC of each contender on the same unseen observations, with its interval. */
export function contenders({quality, how}: Pick<Validation, "quality" | "how">): Chart {
  const known = quality.filter(({who}) => who !== "base rate");
  const rows = known.map(({who, quality: {auc}}, order) => ({
    order,
    name: contenderNames[who],
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
            x: {...x, field: "low", axis: {format: ".2f", title: "AUC (0.5 is chance)", tickCount: 6}},
            x2: {field: "high"},
            color: ours,
          },
        },
        {mark: {type: "point", size: 70}, encoding: {x: {...x, field: "value"}, color: ours}},
      ],
      {height: 40 * rows.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: `AUC on unseen observations (${how}). ${known.map(({who, quality: {auc}}) => `${contenderNames[who]}: ${intervalText(auc)}`).join("; ")}.`,
    table: {
      columns: [
        "contender",
        "AUC (95 %)",
        "log-loss",
        "Brier",
        "reliability: intercept",
        "reliability: slope",
        "n",
        "converted",
      ],
      rows: quality.map(({who, quality: q}) => [
        contenderNames[who],
        who === "base rate" ? "0.500 (no order)" : intervalText(q.auc),
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
    axis: {labelAngle: 0, title: "tenth of the leads by score, highest first"},
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
    description: `Conversion rate by tenths of the score: ${tenths.map(({decile, value}) => `${decile}: ${percent(value)}`).join(", ")}; all ${percent(base)}.`,
    table: {
      columns: ["tenth by score", "n", "rate (95 %)", "times the base rate", "share of all conversions so far"],
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
  const y = {type: "quantitative", scale, axis: {...percentAxis, title: "converted"}} as const;
  const x = {
    field: "predicted",
    type: "quantitative",
    scale,
    axis: {...percentAxis, title: "predicted by the card"},
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
    description: `Reliability: ${bins.map(({predicted, value}) => `predicted ${percent(predicted)}, observed ${percent(value)}`).join("; ")}.`,
    table: {
      columns: ["predicted", "n", "converted", "observed (95 %)"],
      rows: bins.map((bin) => [percent(bin.predicted), count(bin.n), count(bin.conversions), shareText(bin)]),
    },
  };
}
