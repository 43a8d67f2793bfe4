import {count, percent, rangeText} from "../analysis/figures.ts";
import type {Clock, TimeUnit} from "../analysis/funnel/stageTimes.ts";
import {lengthText} from "../text/stageTimes.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";
import {sparse, timeAxis} from "./timeAxis.ts";

/** Share of those who will move on from a stage that has not yet, by time since entry, open leads counted as still waiting. */
export function dwellCurve(name: string, {stays, dwell: {n, advanced, median, p80}}: Clock, unit: TimeUnit): Chart {
  const end = stays.at(-1)?.days ?? 0;
  const axis = timeAxis(end, unit);
  const x = {
    field: "time",
    type: "quantitative",
    scale: {domain: [0, Math.max(end / axis.days, 1e-9)], nice: false},
    axis: {title: `${axis.name} since entering ${name}`, grid: false, tickCount: 6},
  } as const;
  const y = {
    type: "quantitative",
    scale: {domain: [0, 1]},
    axis: {title: "still there", format: ".0%", tickCount: 5},
  } as const;
  const marks = [
    {share: 0.5, days: median.value, words: "half"},
    {share: 0.2, days: p80, words: "80 %"},
  ].flatMap(({share, days, words}) =>
    days === null ? [] : [{time: days / axis.days, share, said: `${words}: ${lengthText(days, unit)}`}],
  );
  return {
    spec: layered(
      [
        {
          mark: {type: "area", opacity: 0.3, color: colour.waiting},
          encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}},
        },
        {
          mark: {type: "line", color: colour.ink, strokeWidth: 1.5},
          encoding: {x, y: {...y, field: "share"}},
        },
        {
          data: {name: "marks"},
          mark: {type: "rule", strokeDash: [3, 3], color: colour.muted},
          encoding: {x, y: {...y, field: "share"}, y2: {value: "height"}},
        },
        {data: {name: "marks"}, mark: {type: "point", color: colour.ink}, encoding: {x, y: {...y, field: "share"}}},
        {
          data: {name: "marks"},
          mark: {type: "text", align: "left", dx: 8, dy: -9},
          encoding: {x, y: {...y, field: "share"}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: 220},
    ),
    data: {
      rows: stays.map(({days, value, low, high}) => ({time: days / axis.days, share: value, low, high})),
      marks,
    },
    description: `Time in ${name} of the ${count(advanced)} of ${count(n)} leads that moved on, the rest counted as still waiting: half had moved on after ${lengthText(median.value, unit)}, 80 % after ${lengthText(p80, unit)}.`,
    table: {
      columns: [`${axis.name} since entry`, "still there", "95 %", "leads followed so far"],
      rows: sparse(stays).map(({days, value, low, high, atRisk}) => [
        axis.figure(days),
        percent(value),
        rangeText({low, high}),
        count(atRisk),
      ]),
    },
  };
}
