import {count, percent} from "../analysis/figures.ts";
import type {ObservationReport, RunRecord} from "../analysis/run.ts";
import {wilson} from "../analysis/statistics/intervals.ts";
import {month, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, levelAt, markAt, percentAxis, periodsAlong, top} from "./parts.ts";
import {colour} from "./theme.ts";

type Periods = ObservationReport["periods"];

/** Observations a period: with a label, and those whose outcome is not known yet. */
export function periodCounts(periods: Periods): Chart {
  const kinds = say({en: ["outcome known", "not known yet"], ja: ["結果が判明", "経過観察中（打ち切り）"]});
  const each = periods.map(({period, n, censored}) =>
    say({
      en: `${month(period)} ${count(n)}${censored ? ` and ${count(censored)} not known yet` : ""}`,
      ja: `${month(period)} ${count(n)}件${censored ? `（ほかに経過観察中${count(censored)}件）` : ""}`,
    }),
  );
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
          y: {field: "n", type: "quantitative", axis: {title: say({en: "observations", ja: "観測"}), tickCount: 5}},
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
    description: say({en: `Observations by period: ${each.join(", ")}.`, ja: `期間ごとの観測：${each.join("、")}。`}),
    table: {
      columns: say({
        en: ["period", "outcome known", "converted", "rate (95 %)", "not known yet"],
        ja: ["期間", "結果が判明", "転換", "転換率（95%区間）", "経過観察中"],
      }),
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
  const each = known.map(({period, value}) => `${period} ${percent(value)}`);
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
    description: say({
      en: `Conversion rate by period: ${each.join(", ")}; all ${percent(base)}.`,
      ja: `期間ごとの転換率：${each.join("、")}。全体${percent(base)}。`,
    }),
    table: {
      columns: say({
        en: ["period", "n", "converted", "rate (95 %)"],
        ja: ["期間", "n", "転換", "転換率（95%区間）"],
      }),
      rows: known.map((row) => [row.period, count(row.n), count(row.conversions), shareText(row)]),
    },
  };
}

/** Share converted by days since the clock started, and the outcome window that was read from it. */
export function timeToConversion(
  curve: ObservationReport["timeToConversion"],
  horizonDays: RunRecord["horizonDays"],
): Chart {
  const words = say({en: ["days", "converted so far"], ja: ["日数", "それまでに転換"]});
  const x = {field: "days", type: "quantitative", axis: {title: words[0], tickCount: 6}} as const;
  const y = {field: "share", type: "quantitative", axis: {...percentAxis, title: words[1]}} as const;
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
    description: say({
      en: `Share converted by days since the start: ${last ? `${percent(last.share)} after ${last.days.toFixed(0)} days` : "unknown"}; outcome window ${horizonDays ?? "none"} days.`,
      ja: `開始からの日数と転換した割合：${last ? `${last.days.toFixed(0)}日後に${percent(last.share)}` : "不明"}。判定期間は${horizonDays === null ? "なし" : `${horizonDays}日`}。`,
    }),
    table: {
      columns: words,
      rows: curve.filter((_, i) => i % every === every - 1).map(({days, share}) => [days.toFixed(0), percent(share)]),
    },
  };
}
