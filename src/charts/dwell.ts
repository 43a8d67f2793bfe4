import type {Dwell} from "../analysis/findings.ts";
import {count, duration, percent, rangeText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

const units = [
  {name: "days", days: 1},
  {name: "hours", days: 1 / 24},
  {name: "minutes", days: 1 / 1440},
  {name: "seconds", days: 1 / 86400},
] as const;

/** Share of those who will move on from a stage that has not yet, by time since entry, open leads counted as still waiting. */
export function dwellCurve(name: string, {curve, median, p80, n, advanced}: Dwell): Chart {
  const shown = (p80 ?? curve.at(-1)?.days ?? 1) * 1.8;
  const unit = units.find(({days}) => shown >= 3 * days) ?? units[units.length - 1];
  const start = {days: 0, share: 1, low: 1, high: 1, atRisk: n};
  const points = [start, ...curve.filter(({days}) => days <= shown)];
  const x = {
    field: "time",
    type: "quantitative",
    scale: {domain: [0, shown / unit.days], nice: false},
    axis: {title: `${unit.name} since entering ${name}`, grid: false, tickCount: 6},
  } as const;
  const y = {
    type: "quantitative",
    scale: {domain: [0, 1]},
    axis: {title: "still there", format: ".0%", tickCount: 5},
  } as const;
  const marks = [
    {share: 0.5, days: median.value, words: "half have moved on"},
    {share: 0.2, days: p80, words: "80 % have"},
  ].flatMap(({share, days, words}) =>
    days === null ? [] : [{time: days / unit.days, share, said: `${words}: ${duration(days)}`}],
  );
  return {
    spec: layered(
      [
        {
          mark: {type: "area", interpolate: "step-after", opacity: 0.3, color: colour.waiting},
          encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}},
        },
        {
          mark: {type: "line", interpolate: "step-after", color: colour.ink, strokeWidth: 1.5},
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
      rows: points.map(({days, share, low, high}) => ({time: days / unit.days, share, low, high})),
      marks,
    },
    description: `Time in ${name} of the ${count(advanced)} of ${count(n)} leads that moved on, the rest counted as still waiting: half had moved on after ${duration(median.value)}, 80 % after ${duration(p80)}.`,
    table: {
      columns: [`${unit.name} since entry`, "still there", "95 %", "leads followed so far"],
      rows: sparse(points).map(({days, share, low, high, atRisk}) => [
        decimalsOf(days / unit.days),
        percent(share),
        rangeText({low, high}),
        count(atRisk),
      ]),
    },
  };
}

const decimalsOf = (value: number): string => (value >= 20 ? value.toFixed(0) : value.toFixed(1));

/** At most 20 points of a curve, the first and the last among them. */
function sparse<T>(points: readonly T[]): T[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / 19));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}
