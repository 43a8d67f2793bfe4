import {count, percent} from "../analysis/figures.ts";
import {type CohortMonth, isRipe, rateOf, type StageCohorts} from "../analysis/funnel/cohorts.ts";
import {wilson} from "../analysis/statistics/intervals.ts";
import {month as monthName, shareText} from "../text/format.ts";
import {lengthText} from "../text/funnel/paths.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, percentAxis, top} from "./parts.ts";
import {colour} from "./theme.ts";

/** Share that had moved on within the stage's main window, by month of entry; months not followed for so long are hollow. */
export function cohortMonths(cohorts: StageCohorts): Chart {
  const {name, months, mainDays, windowsDays} = cohorts;
  const kinds = say({
    en: ["followed long enough", "not ripe: so far"],
    ja: ["経過を見終えた月", "経過観察中（現時点）"],
  });
  const shown = months.map((month) => ({...month, rate: rateOf(cohorts, month), isRipe: isRipe(month, mainDays)}));
  const rows = shown.map(({month, rate, isRipe}) => ({
    month: monthName(month),
    kind: kinds[isRipe ? 0 : 1],
    value: rate.value,
    low: isRipe ? rate.low : rate.value,
    high: isRipe ? rate.high : rate.value,
  }));
  const shares = shown.map(({month, rate, isRipe}) => {
    const share = `${monthName(month)} ${percent(rate.value)}`;
    return isRipe ? share : say({en: `${share} so far`, ja: `${share}（現時点）`});
  });
  const x = {
    field: "month",
    type: "ordinal",
    sort: null,
    axis: {title: say({en: `entered ${name} in`, ja: `${name}に到達した月`}), labelAngle: 0, labelOverlap: true},
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
    description: say({
      en: `Share moved on from ${name} within ${lengthText(mainDays)}, by month of entry: ${shares.join(", ")}.`,
      ja: `${name}から${lengthText(mainDays)}以内に遷移した割合（到達月別）：${shares.join("、")}。`,
    }),
    table: {
      columns: [
        say({en: "entered in", ja: "到達月"}),
        say({en: "leads", ja: "リード"}),
        ...windowsDays
          .map(lengthText)
          .map((within) => say({en: `moved on within ${within} (95 %)`, ja: `${within}以内に遷移（95%）`})),
        say({en: "followed for", ja: "経過を見た日数"}),
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
  const share = percent(rate.value);
  return isRipe(month, days)
    ? shareText(rate)
    : say({en: `not ripe: ${share} so far`, ja: `経過観察中（現時点で${share}）`});
}
