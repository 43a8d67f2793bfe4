import {count, percent} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import {intervalText, month, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import {shortNames} from "../text/validate/contenders.ts";
import type {Chart, Row} from "./chart.ts";
import {type Layer, layered, percentAxis, top} from "./parts.ts";
import {colour} from "./theme.ts";

/** One month of the replay, as its charts need it. */
export interface MonthShown {
  period: string;
  isTest: boolean;
  proposed: {auc: Interval | null; observed: Rate; predicted: number};
  rivalAuc: Interval | null;
  swap: {proposed: Rate | null; rival: Rate | null};
}

/** Conversion rate of the hot list by each card, month by month. */
export function hotListsByMonth(months: readonly MonthShown[], rival: string): Chart {
  const {suggested} = shortNames();
  const allLeads = say({en: "all observations", ja: "全観測"});
  const rows = months.flatMap(({period, swap, proposed}) => [
    ...(swap.proposed ? [{...place(period, 0), who: suggested, ...bounds(swap.proposed)}] : []),
    ...(swap.rival ? [{...place(period, 1), who: rival, ...bounds(swap.rival)}] : []),
    {...place(period, 2), who: allLeads, ...bounds(proposed.observed)},
  ]);
  const rate = (value: Rate | null) => (value ? shareText(value) : say({en: "too few to show", ja: "件数不足"}));
  const short = (value: Rate | null) => (value ? percent(value.value) : say({en: "too few", ja: "件数不足"}));
  return {
    ...byMonth(rows, [suggested, rival, allLeads], say({en: "converted", ja: "転換率"}), {
      domain: [0, top(rows.map(({high}) => high))],
      axis: percentAxis,
    }),
    description: say({
      en: `Conversion rate of the hot list by month. ${months.map(({period, swap}) => `${month(period)}: suggested ${short(swap.proposed)}, ${rival} ${short(swap.rival)}`).join("; ")}.`,
      ja: `期間ごとのホットリストの転換率。${months.map(({period, swap}) => `${month(period)}：${suggested}は${short(swap.proposed)}、${rival}は${short(swap.rival)}`).join("；")}。`,
    }),
    table: {
      columns: say({
        en: [
          "period",
          "leads",
          "places",
          "suggested: converted (95 %)",
          `${rival}: converted (95 %)`,
          "all leads",
          "card",
        ],
        ja: ["期間", "リード", "枠", "提案：転換率（95%）", `${rival}：転換率（95%）`, "全リード", "配点表"],
      }),
      rows: months.map(({period, swap, proposed, isTest}) => [
        month(period),
        count(proposed.observed.n),
        swap.proposed ? count(swap.proposed.n) : "–",
        rate(swap.proposed),
        rate(swap.rival),
        percent(proposed.observed.value),
        isTest ? say({en: "of the test", ja: "検証の配点表"}) : say({en: "learned by then", ja: "その時点までに学習"}),
      ]),
    },
  };
}

/** AUC of each card, month by month; the table adds what was said and what came. */
export function orderByMonth(months: readonly MonthShown[], rival: string): Chart {
  const {suggested} = shortNames();
  const rows = months.flatMap(({period, proposed, rivalAuc}) => [
    ...(proposed.auc ? [{...place(period, 0), who: suggested, ...bounds(proposed.auc)}] : []),
    ...(rivalAuc ? [{...place(period, 1), who: rival, ...bounds(rivalAuc)}] : []),
  ]);
  const auc = (value: Interval | null) => (value ? intervalText(value) : say({en: "too few to tell", ja: "件数不足"}));
  const lowest = Math.min(0.5, ...rows.map(({low}) => low));
  return {
    ...byMonth(rows, [suggested, rival], say({en: "AUC (0.5 is chance)", ja: "AUC（0.5は偶然と同じ）"}), {
      domain: [Math.max(0, lowest - 0.02), Math.min(1, Math.max(0.6, ...rows.map(({high}) => high)) + 0.02)],
      axis: {format: ".2f", tickCount: 5},
    }),
    description: say({
      en: `AUC by month. ${months.map(({period, proposed, rivalAuc}) => `${month(period)}: suggested ${auc(proposed.auc)}, ${rival} ${auc(rivalAuc)}`).join("; ")}.`,
      ja: `期間ごとのAUC。${months.map(({period, proposed, rivalAuc}) => `${month(period)}：${suggested}は${auc(proposed.auc)}、${rival}は${auc(rivalAuc)}`).join("；")}。`,
    }),
    table: {
      columns: say({
        en: [
          "period",
          "n",
          "converted",
          "suggested: AUC (95 %)",
          `${rival}: AUC (95 %)`,
          "chance given",
          "came true (95 %)",
        ],
        ja: ["期間", "n", "転換", "提案：AUC（95%）", `${rival}：AUC（95%）`, "示した確率", "実績（95%）"],
      }),
      rows: months.map(({period, proposed, rivalAuc}) => [
        month(period),
        count(proposed.observed.n),
        count(proposed.observed.conversions),
        auc(proposed.auc),
        auc(rivalAuc),
        percent(proposed.predicted),
        shareText(proposed.observed),
      ]),
    },
  };
}

const place = (period: string, offset: number) => ({period: month(period), offset});
const bounds = ({value, low, high}: Interval) => ({value, low, high});

const looks = [
  {color: colour.converted, shape: "circle", fill: colour.converted},
  {color: colour.unconverted, shape: "square", fill: colour.paper},
  {color: colour.muted, shape: "triangle-up", fill: colour.paper},
];

function byMonth(
  rows: Row[],
  who: readonly string[],
  title: string,
  {domain, axis}: {domain: number[]; axis: object},
): Pick<Chart, "spec" | "data"> {
  const x = {field: "period", type: "ordinal", sort: null, axis: {title: null, labelAngle: 0, labelOverlap: true}};
  const offset = {
    xOffset: {field: "offset", type: "ordinal", sort: null, scale: {paddingInner: 0.2, paddingOuter: 0.9}},
  };
  const y = {type: "quantitative", scale: {domain, clamp: true, zero: false, nice: false}, axis: {...axis, title}};
  const by = (range: readonly string[]) => ({
    field: "who",
    type: "nominal",
    scale: {domain: who, range: range.slice(0, who.length)},
    legend: {orient: "top", title: null},
  });
  const layers: Layer[] = [
    {
      mark: {type: "rule", strokeWidth: 1.5},
      encoding: {
        x,
        ...offset,
        y: {...y, field: "low"},
        y2: {field: "high"},
        stroke: by(looks.map(({color}) => color)),
      },
    },
    {
      mark: {type: "point", size: 50, strokeWidth: 1.6},
      encoding: {
        x,
        ...offset,
        y: {...y, field: "value"},
        stroke: by(looks.map(({color}) => color)),
        fill: by(looks.map(({fill}) => fill)),
        shape: by(looks.map(({shape}) => shape)),
      },
    },
  ];
  return {spec: layered(layers, {height: 260}), data: {rows}};
}
