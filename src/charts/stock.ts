import {count} from "../analysis/figures.ts";
import type {StageStock} from "../analysis/funnel/stageTimes.ts";
import {month} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** Leads in one stage at the end of each month, the last where the data end; null where too few to be shown. */
export function stockBars(months: StageStock["months"], {name, n}: StageStock["stages"][number]): Chart {
  const labels = months.map(month);
  const end = months.length - 1;
  const rows = labels.map((label, i) => ({month: label, leads: n[i], isLast: i === end ? "now" : "before"}));
  const said = n.map((leads) => (leads === null ? say({en: "too few", ja: "件数不足"}) : count(leads)));
  const most = count(Math.max(0, ...n.map((leads) => leads ?? 0)));
  const shown = [...new Set([0, Math.floor(end / 2), end])].map((i) => labels[i]);
  const x = {
    field: "month",
    type: "ordinal",
    sort: null,
    scale: {domain: labels, paddingInner: 0.15, paddingOuter: 0.05},
    axis: {title: null, values: shown, labelAngle: 0, labelFlush: true, labelOverlap: true},
  } as const;
  const y = {
    field: "leads",
    type: "quantitative",
    scale: {zero: true},
    axis: {title: null, tickCount: 3, format: ",d"},
  } as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", invalid: "filter"},
          encoding: {
            x,
            y,
            color: {
              field: "isLast",
              type: "nominal",
              scale: {domain: ["before", "now"], range: [colour.waiting, colour.converted]},
              legend: null,
            },
          },
        },
        {
          data: {name: "last"},
          mark: {type: "text", align: "right", baseline: "bottom", dy: -3, fontWeight: 600},
          encoding: {x: {value: "width"}, y: {value: 0}, text: {field: "said", type: "nominal"}},
        },
      ],
      {width: 300, height: 90, padding: {left: 2, right: 8, top: 16, bottom: 2}},
    ),
    data: {rows, last: [{...rows[end], said: said[end]}]},
    description: say({
      en: `Leads in ${name} at the end of each month: ${labels[0]} ${said[0]}, ${labels[end]} ${said[end]}, most ${most}.`,
      ja: `${name}の月末のリード件数：${labels[0]}は${said[0]}、${labels[end]}は${said[end]}、最大${most}。`,
    }),
    table: {
      columns: [say({en: "end of", ja: "月末"}), say({en: "leads", ja: "リード"})],
      rows: labels.map((label, i) => [label, said[i]]),
    },
  };
}
