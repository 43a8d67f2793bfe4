import {count, percent, percentWithRange} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import type {Bottleneck} from "../analysis/funnel/bottleneck.ts";
import type {Quality} from "../analysis/validation/quality.ts";
import {intervalText, ofText, shareText} from "../text/format.ts";
import {briefly} from "../text/funnel/funnel.ts";
import {say} from "../text/language.ts";
import type {Chart, Table} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** A bar of a picture that is read at a glance. */
interface Bar extends Interval {
  name: string;
  /** Written at its end. */
  said: string;
  /** Filled; the others are hollow, so that it stands out without colour too. */
  isMarked: boolean;
}

const step = 26;

/** Parts of the width: names on the left, figures on the right, the bars between. */
const [namesEnd, barsEnd] = [0.34, 0.8];

/**
 * Few bars with their names, intervals and figures, without axes: as wide as a phone's half or more. All begin at `from`, so
 * that their lengths compare.
 */
function glance(bars: readonly Bar[], from: number, words: {description: string; table: Table}): Chart {
  const most = Math.max(from + 1e-9, ...bars.map(({value, high}) => Math.min(high, from + 1.6 * (value - from))));
  const along = (value: number): number =>
    namesEnd + (barsEnd - namesEnd) * Math.max(0, Math.min(1, (value - from) / (most - from)));
  const x = {type: "quantitative", scale: {domain: [0, 1], nice: false}, axis: null} as const;
  const y = {
    field: "order",
    type: "ordinal",
    axis: null,
    scale: {type: "band", paddingInner: 0, paddingOuter: 0},
  } as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "text", align: "left", limit: {expr: `${namesEnd - 0.03} * width`}, fontSize: 12},
          encoding: {y, x: {value: 0}, text: {field: "name", type: "nominal"}},
        },
        {
          mark: {type: "bar", height: 13, stroke: colour.converted, strokeWidth: 1.2, cornerRadiusEnd: 1},
          encoding: {
            y,
            x: {...x, field: "from"},
            x2: {field: "value"},
            fill: {condition: {test: {field: "isMarked", equal: true}, value: colour.converted}, value: colour.paper},
          },
        },
        {
          mark: {type: "rule", strokeWidth: 1.5, color: colour.ink},
          encoding: {y, x: {...x, field: "low"}, x2: {field: "high"}},
        },
        {
          mark: {type: "text", align: "right", fontSize: 12},
          encoding: {y, x: {value: "width"}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: step * Math.max(1, bars.length), width: 320},
    ),
    data: {
      rows: bars.map(({name, said, isMarked, value, low, high}, order) => ({
        order,
        name,
        said,
        isMarked,
        from: along(from),
        value: along(value),
        low: along(low),
        high: along(high),
      })),
    },
    ...words,
  };
}

/** The share that converts with a pattern beside the share of the rest, of what is `counted`: leads or observations. */
export function withAndWithout({with: held, without: rest}: {with: Rate; without: Rate}, counted: string): Chart {
  const groups = [
    {name: say({en: "with it", ja: "該当"}), rate: held},
    {name: say({en: "the others", ja: "それ以外"}), rate: rest},
  ];
  const said = groups.map(({name, rate}) => `${name} ${percent(rate.value)}`).join(say({en: ", ", ja: "、"}));
  return glance(
    groups.map(({name, rate}, i) => ({name, said: percent(rate.value), isMarked: i === 0, ...rate})),
    0,
    {
      description: say({en: `Share of ${counted} that convert: ${said}.`, ja: `転換する${counted}の割合：${said}。`}),
      table: {
        columns: say({en: [counted, "converted", "rate (95 %)"], ja: [counted, "転換", "転換率（95%信頼区間）"]}),
        rows: groups.map(({name, rate}) => [name, ofText(rate), shareText(rate)]),
      },
    },
  );
}

/** Days that half of those who move on need in each stage; the one where leads wait longest is filled. */
export function waits(stages: readonly Bottleneck[], marked: string | null): Chart {
  const timed = stages.flatMap(({stage, name, wait}) => {
    const median = wait?.median;
    return median && median.value !== null
      ? [{stage, name, value: median.value, low: median.low, high: median.high}]
      : [];
  });
  const said = timed.map(({name, value}) => `${name} ${briefly(value)}`).join(say({en: ", ", ja: "、"}));
  return glance(
    timed.map(({stage, name, value, low, high}) => ({
      name,
      said: briefly(value),
      isMarked: stage === marked,
      value,
      low: low ?? value,
      high: high ?? value,
    })),
    0,
    {
      description: say({
        en: `Time that half of those who move on need in each stage: ${said}.`,
        ja: `先へ進むリードの半数が遷移するまでの時間：${said}。`,
      }),
      table: {
        columns: say({
          en: ["stage", "half of those who move on need", "from", "to (95 %)"],
          ja: ["フェーズ", "半数が遷移するまで", "下限（95%信頼区間）", "上限"],
        }),
        rows: timed.map(({name, value, low, high}) => [name, ...[value, low, high].map(briefly)]),
      },
    },
  );
}

/** The share of those who enter each stage that goes on; the stage to mend is filled. */
export function passes(stages: readonly Bottleneck[], marked: string | null): Chart {
  const said = stages
    .map(({name, passThrough}) => `${name} ${percent(passThrough.value)}`)
    .join(say({en: ", ", ja: "、"}));
  return glance(
    stages.map(({stage, name, passThrough}) => ({
      name,
      said: percent(passThrough.value),
      isMarked: stage === marked,
      ...passThrough,
    })),
    0,
    {
      description: say({
        en: `Share of those who enter each stage that goes on: ${said}.`,
        ja: `各フェーズに入ったリードのうち先へ進む割合：${said}。`,
      }),
      table: {
        columns: say({
          en: ["stage", "leads", "go on in the end (95 %)"],
          ja: ["フェーズ", "リード", "最終的な遷移率（95%信頼区間）"],
        }),
        rows: stages.map(({name, entered, passThrough}) => [name, count(entered), percentWithRange(passThrough)]),
      },
    },
  );
}

/** AUC from a coin's 0.5 on: the suggested card filled, what it is measured by hollow. */
export function cardGain(contenders: readonly {name: string; quality: Quality}[]): Chart {
  const said = contenders
    .map(({name, quality: {auc}}) => `${name} ${percent(auc.value)}`)
    .join(say({en: ", ", ja: "、"}));
  return glance(
    contenders.map(({name, quality: {auc}}, i) => ({name, said: percent(auc.value), isMarked: i === 0, ...auc})),
    Math.min(0.5, ...contenders.map(({quality: {auc}}) => auc.low)),
    {
      description: say({
        en: `Of pairs of a lead that converts and one that does not, the share put in the right order, from a coin's 50 % on: ${said}.`,
        ja: `転換するリードとしないリードを正しい順に並べる割合（偶然なら50%）：${said}。`,
      }),
      table: {
        columns: say({
          en: ["who", "AUC (95 %)", "n", "converted"],
          ja: ["対象", "AUC（95%信頼区間）", "n", "転換"],
        }),
        rows: contenders.map(({name, quality: {auc, n, conversions}}) => [
          name,
          intervalText(auc),
          count(n),
          count(conversions),
        ]),
      },
    },
  );
}
