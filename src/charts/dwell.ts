import {count, percent, rangeText} from "../analysis/figures.ts";
import type {Clock, TimeUnit} from "../analysis/funnel/stageTimes.ts";
import {lengthText} from "../text/funnel/stageTimes.ts";
import {say} from "../text/language.ts";
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
    axis: {title: axis.since(name), grid: false, tickCount: 6},
  } as const;
  const y = {
    type: "quantitative",
    scale: {domain: [0, 1]},
    axis: {
      title: say({
        en: "not yet moved on, of those who have so far",
        ja: "まだ遷移していない割合（遷移したリードのうち）",
      }),
      format: ".0%",
      tickCount: 5,
    },
  } as const;
  const [half, most] = [median.value, p80].map((days) => lengthText(days, unit));
  const marks = [
    {share: 0.5, days: median.value, words: say({en: "half", ja: "半数"})},
    {share: 0.2, days: p80, words: percent(0.8)},
  ].flatMap(({share, days, words}) =>
    days === null
      ? []
      : [
          {
            time: days / axis.days,
            share,
            said: say({en: `${words}: ${lengthText(days, unit)}`, ja: `${words}：${lengthText(days, unit)}`}),
          },
        ],
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
    description: say({
      en: `Time in ${name} of the ${count(advanced)} of ${count(n)} leads that moved on, the rest counted as still waiting: half had moved on after ${half}${p80 === null ? "" : `, 80 % after ${most}`}.`,
      ja: `${name}の${count(n)}件のうち遷移した${count(advanced)}件の滞留時間（残りは滞留中として計算）：遷移するまでの時間は、半数で${half}${p80 === null ? "" : `、80%で${most}`}。`,
    }),
    table: {
      columns: [
        axis.since(),
        say({en: "not yet, of those who moved on", ja: "まだ遷移していない（遷移したリードのうち）"}),
        say({en: "95 %", ja: "95%信頼区間"}),
        say({en: "leads followed so far", ja: "その時点の追跡件数"}),
      ],
      rows: sparse(stays).map(({days, value, low, high, atRisk}) => [
        axis.figure(days),
        percent(value),
        rangeText({low, high}),
        count(atRisk),
      ]),
    },
  };
}
