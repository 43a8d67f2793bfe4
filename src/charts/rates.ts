import {count, percent} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

type RateBin = {label: string} & Rate;

interface RatesOptions {
  /** What the groups are: "number of times", "days since the last time". */
  groups: string;
  /** What the rate is a share of: "converted". */
  rate: string;
  /** End of the axis, a share; give the same to charts that stand side by side. Default: `mostOf(bins)`. */
  most?: number;
  /** A share all groups are measured against: a dashed line. */
  base?: number;
}

/** Where an axis of rates ends: wide intervals of small groups run out of the picture, and figures have room on the right. */
export function mostOf(bins: readonly Rate[]): number {
  const value = Math.max(0.01, ...bins.map((bin) => bin.value));
  return Math.min(Math.max(value, ...bins.map(({high}) => high)), 1.7 * value) * 1.6;
}

/** Share of the axis that lines may take: the rest is for the figures. */
const lineEnd = 0.68;

/** The rate of each group with its interval, one below the other in the order given. */
export function rates(bins: readonly RateBin[], {groups, rate, most = mostOf(bins), base}: RatesOptions): Chart {
  const y = {
    field: "group",
    type: "nominal",
    sort: null,
    axis: {title: null, labelLimit: 170, labelPadding: 9, labelColor: colour.ink},
  } as const;
  const x = {
    type: "quantitative",
    scale: {domain: [0, most], nice: false},
    axis: {title: rate, format: ".0%", grid: true, ...(most > 1 ? {values: [0, 0.25, 0.5, 0.75, 1]} : {tickCount: 4})},
  } as const;
  return {
    spec: layered(
      [
        ...(base === undefined ? [] : [baseline(base)]),
        {
          mark: {type: "rule", strokeWidth: 2, clip: true, color: colour.converted},
          encoding: {x: {...x, field: "low"}, x2: {field: "high"}, y},
        },
        {mark: {type: "point", size: 60, color: colour.converted}, encoding: {x: {...x, field: "value"}, y}},
        {
          mark: {type: "text", align: "right", fontSize: 11},
          encoding: {x: {value: "width"}, y, text: {field: "figures", type: "nominal"}},
        },
      ],
      {height: 25 * bins.length},
    ),
    data: {
      rows: bins.map(({label, value, low, high, n}) => ({
        group: label,
        value,
        low: Math.min(low, lineEnd * most),
        high: Math.min(high, lineEnd * most),
        figures: rateOfText({value, n}),
      })),
    },
    description: say({
      en: `${rate} by ${groups}: ${bins.map((bin) => `${bin.label}: ${rateOfText(bin)}`).join(", ")}.`,
      ja: `${groups}ごとの${rate}：${bins.map((bin) => `${bin.label}は${rateOfText(bin)}`).join("、")}。`,
    }),
    table: {
      columns: [groups, ...say({en: ["n", "converted", "rate (95 %)"], ja: ["n", "転換", "割合（95%）"]})],
      rows: bins.map((bin) => [bin.label, count(bin.n), count(bin.conversions), shareText(bin)]),
    },
  };
}

/** "17 % of 410": a rate as it stands beside its mark. */
export const rateOfText = ({value, n}: Pick<Rate, "value" | "n">): string =>
  say({en: `${percent(value)} of ${count(n)}`, ja: `${count(n)}件の${percent(value)}`});

const baseline = (base: number) =>
  ({
    data: {values: [{base}]},
    mark: {type: "rule", strokeDash: [3, 3], color: colour.muted},
    encoding: {x: {datum: base, type: "quantitative"}, y: {value: 0}, y2: {value: "height"}},
  }) as const;
