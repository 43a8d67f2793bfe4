import {count, percent} from "../analysis/figures.ts";
import type {ObservationReport, RunRecord} from "../analysis/run.ts";
import {wilson} from "../analysis/statistics/intervals.ts";
import {month, shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt, markAt, percentAxis, periodsAlong, top} from "./parts.ts";
import {colour} from "./theme.ts";

type Periods = ObservationReport["periods"];

/** Observations a period: with a label, and those whose outcome is not known yet. */
export function periodCounts(periods: Periods): Chart {
  const kinds = ["outcome known", "not known yet"] as const;
  const rows = periods.flatMap(({period, n, censored}) => [
    {period: month(period), kind: kinds[0], n, position: 0},
    {period: month(period), kind: kinds[1], n: censored, position: 1},
  ]);
  return {
    spec: layered([
      {
        mark: {type: "bar", stroke: colour.converted, strokeWidth: 1, width: {band: 0.75}},
        encoding: {
          x: {field: "period", type: "ordinal", sort: null, axis: {title: null, labelAngle: 0, labelOverlap: true}},
          y: {field: "n", type: "quantitative", axis: {title: "observations", tickCount: 5}},
          fill: {
            field: "kind",
            scale: {domain: kinds, range: [colour.converted, colour.paper]},
            legend: {orient: "top", title: null, symbolType: "square", symbolStrokeColor: colour.converted},
          },
          order: {field: "position", type: "quantitative"},
        },
      },
    ]),
    data: {rows},
    description: `Observations by period: ${periods.map(({period, n, censored}) => `${month(period)} ${count(n)}${censored ? ` and ${count(censored)} not known yet` : ""}`).join(", ")}.`,
    table: {
      columns: ["period", "outcome known", "converted", "rate (95 %)", "not known yet"],
      rows: periods.map(({period, n, conversions, censored}) => [
        month(period),
        count(n),
        count(conversions),
        n > 0 ? shareText(wilson(conversions, n)) : "–",
        count(censored),
      ]),
    },
  };
}

/** Conversion rate of the observations of each period, with its interval, and that of all. */
export function periodRates(periods: Periods, base: number): Chart {
  const known = periods
    .filter(({n}) => n > 0)
    .map(({period, n, conversions}) => ({period: month(period), ...wilson(conversions, n)}));
  const y = {
    type: "quantitative",
    scale: {domain: [0, top(known.map(({high}) => high))]},
    axis: {...percentAxis, title: null},
  } as const;
  return {
    spec: layered(
      [
        levelAt(base),
        {
          mark: {type: "rule", color: colour.converted, strokeWidth: 2},
          encoding: {x: periodsAlong, y: {...y, field: "low"}, y2: {field: "high"}},
        },
        {mark: {type: "point", color: colour.converted}, encoding: {x: periodsAlong, y: {...y, field: "value"}}},
      ],
      {height: 180},
    ),
    data: {rows: known.map(({period, value, low, high}) => ({period, value, low, high}))},
    description: `Conversion rate by period: ${known.map(({period, value}) => `${period} ${percent(value)}`).join(", ")}; all ${percent(base)}.`,
    table: {
      columns: ["period", "n", "converted", "rate (95 %)"],
      rows: known.map((row) => [row.period, count(row.n), count(row.conversions), shareText(row)]),
    },
  };
}

/** Share converted by days since the clock started, and the outcome window that was read from it. */
export function timeToConversion(
  curve: ObservationReport["timeToConversion"],
  horizonDays: RunRecord["horizonDays"],
): Chart {
  const x = {field: "days", type: "quantitative", axis: {title: "days", tickCount: 6}} as const;
  const y = {field: "share", type: "quantitative", axis: {...percentAxis, title: "converted so far"}} as const;
  const every = Math.max(1, Math.ceil(curve.length / 12));
  const last = curve.at(-1);
  return {
    spec: layered(
      [
        ...(horizonDays === null ? [] : [markAt(horizonDays)]),
        {mark: {type: "line", interpolate: "step-after", color: colour.converted}, encoding: {x, y}},
      ],
      {height: 180},
    ),
    data: {rows: curve.map(({days, share}) => ({days, share}))},
    description: `Share converted by days since the start: ${last ? `${percent(last.share)} after ${last.days.toFixed(0)} days` : "unknown"}; outcome window ${horizonDays ?? "none"} days.`,
    table: {
      columns: ["days", "converted so far"],
      rows: curve.filter((_, i) => i % every === every - 1).map(({days, share}) => [days.toFixed(0), percent(share)]),
    },
  };
}
