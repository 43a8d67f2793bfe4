import type {Exposure} from "../analysis/drivers/exposure.ts";
import {timesText} from "../analysis/drivers/timesText.ts";
import {count, percent} from "../analysis/figures.ts";
import {timeText} from "../text/drivers/paradox.ts";
import {shareText} from "../text/format.ts";
import {briefly} from "../text/funnel/funnel.ts";
import {say} from "../text/language.ts";
import type {Chart, Table} from "./chart.ts";
import {rateCell} from "./momentum.ts";
import {layered, namedRows, rowNames, top} from "./parts.ts";
import {rateOfText} from "./rates.ts";
import {colour} from "./theme.ts";

const kindNames = (): [string, string] =>
  say({en: ["as it is", "if all were open equally long"], ja: ["そのままの値", "決着までの期間をそろえた値"]});
const rowHeight = 50;

/**
 * Share won by how often an action was done over the whole life of decided leads (filled), with how long these were open, and
 * what it would be if all had been open equally long (hollow).
 */
export function exposure({action, bins}: Exposure): Chart {
  const kinds = kindNames();
  const rows = bins.flatMap(({value, low, high, atEqualTime}, order) => {
    const crude = {order, kind: kinds[0], value, low, high};
    return atEqualTime ? [crude, {order, kind: kinds[1], ...atEqualTime}] : [crude];
  });
  const names = bins.map((bin, order) => ({
    order,
    name: say({
      en: `${bin.label} · open ${briefly(bin.medianOpenDays)}`,
      ja: `${timesText(bin.label)}・決着まで${briefly(bin.medianOpenDays)}`,
    }),
    figures: rateOfText(bin),
  }));
  const yOffset = {field: "kind", sort: kinds, scale: {domain: kinds, range: [25, 38]}} as const;
  const x = {
    type: "quantitative",
    scale: {domain: [0, top(rows.map(({high}) => high))], nice: false},
    axis: {title: say({en: "won", ja: "受注率"}), format: ".0%", tickCount: 4},
  } as const;
  const legend = {orient: "top", title: null, direction: "vertical", labelLimit: 300} as const;
  const by = (range: readonly unknown[]) =>
    ({field: "kind", type: "nominal", sort: kinds, scale: {domain: kinds, range: [...range]}, legend}) as const;
  const label = {type: "text", baseline: "bottom", dy: -10} as const;
  const dashes = [
    [1, 0],
    [4, 3],
  ];
  return {
    spec: layered(
      [
        {
          mark: {type: "rule", strokeWidth: 1.5, clip: true, color: colour.converted},
          encoding: {x: {...x, field: "low"}, x2: {field: "high"}, yOffset, strokeDash: by(dashes)},
        },
        {
          mark: {type: "point", size: 60, strokeWidth: 1.5, filled: false},
          encoding: {
            x: {...x, field: "value"},
            yOffset,
            shape: by(["circle", "square"]),
            stroke: by([colour.converted, colour.converted]),
            fill: by([colour.converted, colour.paper]),
          },
        },
        {...rowNames, data: {name: "names"}, mark: {...label, align: "left", fontSize: 13}},
        {
          data: {name: "names"},
          mark: {...label, align: "right", fontSize: 11},
          encoding: {x: {value: "width"}, text: {field: "figures", type: "nominal"}},
        },
      ],
      {height: rowHeight * bins.length, encoding: {y: namedRows}},
    ),
    data: {rows, names},
    description: say({
      en: `Share won by number of ${action}: ${bins.map(binText).join("; ")}.`,
      ja: `${action}の回数ごとの受注率：${bins.map(binText).join("；")}。`,
    }),
    table: {
      columns: [
        action,
        ...say({
          en: ["decided leads", "won (95 %)", "median time open", "won if all were open equally long (95 %)"],
          ja: ["決着したリード", "受注率（95%）", "決着までの中央値", "期間をそろえた受注率（95%）"],
        }),
      ],
      rows: bins.map((bin) => [
        timesText(bin.label),
        count(bin.n),
        shareText(bin),
        briefly(bin.medianOpenDays),
        bin.atEqualTime ? shareText(bin.atEqualTime) : "–",
      ]),
    },
  };
}

function binText({label, medianOpenDays, atEqualTime, ...rate}: Exposure["bins"][number]): string {
  const [days, equal] = [briefly(medianOpenDays), atEqualTime && percent(atEqualTime.value)];
  return say({
    en: `${label}: ${shareText(rate)}, open for a median of ${days}${equal ? `, ${equal} if all were open equally long` : ""}`,
    ja: `${timesText(label)}では${shareText(rate)}、決着までの中央値${days}${equal ? `、期間をそろえると${equal}` : ""}`,
  });
}

/** Share won by number of times in each quarter of decided leads by time open: like beside like. */
export const exposureByTime = ({action, byTime}: Exposure): Table => ({
  columns: [
    say({en: "leads", ja: "リード"}),
    ...(byTime[0]?.cells ?? []).map(({label}) => say({en: `${label} ${action}`, ja: `${action}${timesText(label)}`})),
  ],
  rows: byTime.map((quarter, i) => [timeText(quarter, i === 0), ...quarter.cells.map(rateCell)]),
});
