import {count, percent} from "../analysis/figures.ts";
import {type CohortMonth, isRipe, rateOf, type StageCohorts} from "../analysis/funnel/cohorts.ts";
import {wilson} from "../analysis/statistics/intervals.ts";
import {month as monthName, shareText} from "../text/format.ts";
import {lengthText} from "../text/paths.ts";
import type {Chart} from "./chart.ts";
import {layered, percentAxis, top} from "./parts.ts";
import {colour} from "./theme.ts";

const kinds = ["followed long enough", "not ripe: so far"] as const;

/** Share that had moved on within the stage's main window, by month of entry; months not followed for so long are hollow. */
export function cohortMonths(cohorts: StageCohorts): Chart {
  const {name, months, mainDays, windowsDays} = cohorts;
  const shown = months.map((month) => ({...month, rate: rateOf(cohorts, month), isRipe: isRipe(month, mainDays)}));
  const rows = shown.map(({month, rate, isRipe}) => ({
    month: monthName(month),
    kind: kinds[isRipe ? 0 : 1],
    value: rate.value,
    low: isRipe ? rate.low : rate.value,
    high: isRipe ? rate.high : rate.value,
  }));
  const x = {
    field: "month",
    type: "ordinal",
    sort: null,
    axis: {title: `entered ${name} in`, labelAngle: 0, labelOverlap: true},
  } as const;
  const y = {
    type: "quantitative",
    scale: {domain: [0, top(rows.map(({high}) => high))]},
    axis: {...percentAxis, title: null},
  } as const;
  const by = (range: readonly string[]) =>
    ({field: "kind", type: "nominal", scale: {domain: kinds, range}, legend: {orient: "top", title: null}}) as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "rule", strokeWidth: 2, color: colour.converted},
          encoding: {x, y: {...y, field: "low"}, y2: {field: "high"}},
        },
        {
          mark: {type: "point", size: 65, strokeWidth: 1.8},
          encoding: {
            x,
            y: {...y, field: "value"},
            stroke: by([colour.converted, colour.waiting]),
            fill: by([colour.converted, colour.paper]),
            shape: by(["circle", "square"]),
          },
        },
      ],
      {height: 200},
    ),
    data: {rows},
    description: `Share moved on from ${name} within ${lengthText(mainDays)}, by month of entry: ${shown.map(({month, rate, isRipe}) => `${monthName(month)} ${percent(rate.value)}${isRipe ? "" : " so far"}`).join(", ")}.`,
    table: {
      columns: [
        "entered in",
        "leads",
        ...windowsDays.map((days) => `moved on within ${lengthText(days)} (95 %)`),
        "followed for",
      ],
      rows: shown.map((month) => [
        monthName(month.month),
        count(month.entered),
        ...windowsDays.map((days, w) => windowCell(month, days, w)),
        lengthText(month.followedDays),
      ]),
    },
  };
}

function windowCell(month: CohortMonth, days: number, w: number): string {
  const rate = wilson(month.movedOn[w], month.entered);
  return isRipe(month, days) ? shareText(rate) : `not ripe: ${percent(rate.value)} so far`;
}
