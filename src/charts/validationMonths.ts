import {count, percent} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import {intervalText, month, shareText} from "../text/format.ts";
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
  const rows = months.flatMap(({period, swap, proposed}) => [
    ...(swap.proposed ? [{...place(period, 0), who: "suggested", ...bounds(swap.proposed)}] : []),
    ...(swap.rival ? [{...place(period, 1), who: rival, ...bounds(swap.rival)}] : []),
    {...place(period, 2), who: "all leads", ...bounds(proposed.observed)},
  ]);
  const rate = (value: Rate | null) => (value ? shareText(value) : "too few to show");
  return {
    ...byMonth(rows, ["suggested", rival, "all leads"], "converted", {
      domain: [0, top(rows.map(({high}) => high))],
      axis: percentAxis,
    }),
    description: `Conversion rate of the hot list by month. ${months.map(({period, swap}) => `${month(period)}: suggested ${swap.proposed ? percent(swap.proposed.value) : "too few"}, ${rival} ${swap.rival ? percent(swap.rival.value) : "too few"}`).join("; ")}.`,
    table: {
      columns: [
        "period",
        "leads",
        "places",
        "suggested: converted (95 %)",
        `${rival}: converted (95 %)`,
        "all leads",
        "card",
      ],
      rows: months.map(({period, swap, proposed, isTest}) => [
        month(period),
        count(proposed.observed.n),
        swap.proposed ? count(swap.proposed.n) : "–",
        rate(swap.proposed),
        rate(swap.rival),
        percent(proposed.observed.value),
        isTest ? "of the test" : "learned by then",
      ]),
    },
  };
}

/** AUC of each card, month by month; the table adds what was said and what came. */
export function orderByMonth(months: readonly MonthShown[], rival: string): Chart {
  const rows = months.flatMap(({period, proposed, rivalAuc}) => [
    ...(proposed.auc ? [{...place(period, 0), who: "suggested", ...bounds(proposed.auc)}] : []),
    ...(rivalAuc ? [{...place(period, 1), who: rival, ...bounds(rivalAuc)}] : []),
  ]);
  const auc = (value: Interval | null) => (value ? intervalText(value) : "too few to tell");
  const lowest = Math.min(0.5, ...rows.map(({low}) => low));
  return {
    ...byMonth(rows, ["suggested", rival], "AUC (0.5 is chance)", {
      domain: [Math.max(0, lowest - 0.02), Math.min(1, Math.max(0.6, ...rows.map(({high}) => high)) + 0.02)],
      axis: {format: ".2f", tickCount: 5},
    }),
    description: `AUC by month. ${months.map(({period, proposed, rivalAuc}) => `${month(period)}: suggested ${auc(proposed.auc)}, ${rival} ${auc(rivalAuc)}`).join("; ")}.`,
    table: {
      columns: [
        "period",
        "n",
        "converted",
        "suggested: AUC (95 %)",
        `${rival}: AUC (95 %)`,
        "chance given",
        "came true (95 %)",
      ],
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
