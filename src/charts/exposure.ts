import type {Exposure} from "../analysis/drivers/exposure.ts";
import {count, percent, shareText} from "../text/format.ts";
import {briefly} from "../text/funnel.ts";
import {timeText} from "../text/paradox.ts";
import type {Chart, Table} from "./chart.ts";
import {layered} from "./parts.ts";
import {mostOf} from "./rates.ts";
import {colour} from "./theme.ts";

const kinds = ["as it is", "if all were open equally long"];
const rowHeight = 40;

/**
 * Share won by how often an action was done over the whole life of decided leads (filled), with how long these were open, and
 * what it would be if all had been open equally long (hollow).
 */
export function exposure({action, bins}: Exposure): Chart {
  const most = mostOf(bins);
  const rows = bins.flatMap((bin) => {
    const group = `${bin.label} · open ${briefly(bin.medianOpenDays)}`;
    const figures = `${percent(bin.value)} of ${count(bin.n)}`;
    const {value, low, high} = bin;
    const crude = {group, kind: kinds[0], figures, value, low, high};
    return bin.atEqualTime ? [crude, {group, kind: kinds[1], figures: "", ...bin.atEqualTime}] : [crude];
  });
  const y = {
    field: "group",
    type: "nominal",
    sort: null,
    axis: {title: null, labelLimit: 170, labelColor: colour.ink},
  } as const;
  const yOffset = {field: "kind", sort: kinds, scale: {range: [rowHeight * 0.3, rowHeight * 0.65]}} as const;
  const x = {
    type: "quantitative",
    scale: {domain: [0, most], nice: false},
    axis: {title: "won", format: ".0%", tickCount: 4},
  } as const;
  const legend = {orient: "top", title: null, direction: "vertical", labelLimit: 300} as const;
  const by = (range: readonly unknown[]) =>
    ({field: "kind", type: "nominal", sort: kinds, scale: {domain: kinds, range: [...range]}, legend}) as const;
  const dashes = [
    [1, 0],
    [4, 3],
  ];
  return {
    spec: layered(
      [
        {
          mark: {type: "rule", strokeWidth: 1.5, clip: true, color: colour.converted},
          encoding: {x: {...x, field: "low"}, x2: {field: "high"}, y, yOffset, strokeDash: by(dashes)},
        },
        {
          mark: {type: "point", size: 60, strokeWidth: 1.5, filled: false},
          encoding: {
            x: {...x, field: "value"},
            y,
            yOffset,
            shape: by(["circle", "square"]),
            stroke: by([colour.converted, colour.converted]),
            fill: by([colour.converted, colour.paper]),
          },
        },
        {
          mark: {type: "text", align: "right", fontSize: 11},
          encoding: {x: {value: "width"}, y, yOffset, text: {field: "figures", type: "nominal"}},
        },
      ],
      {height: rowHeight * bins.length},
    ),
    data: {rows},
    description: `Share won by number of ${action}: ${bins.map((bin) => `${bin.label}: ${shareText(bin)}, open for a median of ${briefly(bin.medianOpenDays)}${bin.atEqualTime ? `, ${percent(bin.atEqualTime.value)} if all were open equally long` : ""}`).join("; ")}.`,
    table: {
      columns: [action, "decided leads", "won (95 %)", "median time open", "won if all were open equally long (95 %)"],
      rows: bins.map((bin) => [
        bin.label,
        count(bin.n),
        shareText(bin),
        briefly(bin.medianOpenDays),
        bin.atEqualTime ? shareText(bin.atEqualTime) : "–",
      ]),
    },
  };
}

/** Share won by number of times in each quarter of decided leads by time open: like beside like. */
export const exposureByTime = ({action, byTime}: Exposure): Table => ({
  columns: ["leads", ...(byTime[0]?.cells ?? []).map(({label}) => `${label} ${action}`)],
  rows: byTime.map((quarter, i) => [
    timeText(quarter, i === 0),
    ...quarter.cells.map((cell) => (cell.n > 0 ? `${shareText(cell)}, n ${count(cell.n)}` : "too few to show")),
  ]),
});
