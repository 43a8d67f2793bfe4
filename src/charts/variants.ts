import {count, percent} from "../analysis/figures.ts";
import type {Ends, Variant} from "../analysis/funnel/paths.ts";
import {duration, shareText} from "../text/format.ts";
import {pathText} from "../text/funnel/paths.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, partsBy} from "./parts.ts";
import {colour} from "./theme.ts";
import {wrapAll} from "./words.ts";

const outcomesOf = () =>
  [
    {key: "won", name: say({en: "won", ja: "受注"}), colour: colour.converted},
    {key: "open", name: say({en: "still open", ja: "未決"}), colour: colour.waiting},
    {key: "lost", name: say({en: "lost", ja: "失注"}), colour: colour.unconverted},
  ] as const;

const [lineHeight, barHeight, space] = [16, 12, 16];
/** Paths in the picture; the table holds all. */
const most = 8;

/** The commonest paths, a bar each of the leads that took it, by how they ended; the path stands above its bar. */
export function variantBars(variants: readonly Variant[], names: ReadonlyMap<string, string>): Chart {
  const outcomes = outcomesOf();
  const shown = variants.slice(0, most);
  const {texts, lines} = wrapAll(
    shown.map(({stages}) => pathText(stages, names)),
    40,
  );
  const step = lineHeight * (lines + 1) + barHeight + space;
  const rows = shown.flatMap((variant, order) =>
    outcomes
      .map(({key, name}, position) => ({order, outcome: name, position, leads: variant[key]}))
      .filter(({leads}) => leads > 0),
  );
  const paths = shown.map((variant) => {
    const path = pathText(variant.stages, names);
    return say({en: `${path}, ${saidOf(variant)}`, ja: `${path}、${saidOf(variant)}`});
  });
  const label = {type: "text", align: "left", baseline: "top", lineBreak: "\n", lineHeight} as const;
  const above = (textLines: number) => -step / 2 + space / 2 + lineHeight * textLines;
  return {
    spec: layered(
      [
        {
          mark: {
            type: "bar",
            height: barHeight,
            yOffset: (step - barHeight - space) / 2,
            strokeWidth: 1.5,
          },
          encoding: {
            x: {
              field: "leads",
              type: "quantitative",
              axis: {title: say({en: "leads", ja: "リード（件）"}), tickCount: 5, format: ",d"},
            },
            y: {...namedRows},
            ...partsBy("outcome", outcomes, {}),
            order: {field: "position", type: "quantitative"},
          },
        },
        {
          data: {name: "names"},
          mark: {...label, dy: above(0), fontSize: 13, fontWeight: 600},
          encoding: {x: {value: 0}, y: {...namedRows}, text: {field: "path", type: "nominal"}},
        },
        {
          data: {name: "names"},
          mark: {...label, dy: above(lines), color: colour.muted},
          encoding: {x: {value: 0}, y: {...namedRows}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: step * shown.length},
    ),
    data: {
      rows,
      names: shown.map((variant, order) => ({order, path: texts[order], said: saidOf(variant)})),
    },
    description: say({en: `The commonest paths: ${paths.join("; ")}.`, ja: `最も多い経路：${paths.join("；")}。`}),
    table: {
      columns: say({
        en: ["path", "leads", "share", "won", "lost", "open", "won of decided (95 %)", "half decided after"],
        ja: ["経路", "リード", "割合", "受注", "失注", "未決", "決着に占める受注（95%）", "半数が決着するまで"],
      }),
      rows: variants.map((variant) => [
        pathText(variant.stages, names),
        count(variant.n),
        percent(variant.share),
        ...endsCells(variant),
        variant.days ? duration(variant.days.value) : say({en: "no times", ja: "時刻なし"}),
      ]),
    },
  };
}

function saidOf({n, share, winRate}: Variant): string {
  const leads = say({en: `${count(n)} leads (${percent(share)})`, ja: `${count(n)}件（${percent(share)}）`});
  const [won, decided] = [percent(winRate.value), count(winRate.n)];
  const fate =
    winRate.n > 0 ? say({en: `${won} of ${decided} decided won`, ja: `決着${decided}件の${won}が受注`}) : noneDecided();
  return `${leads} · ${fate}`;
}

const noneDecided = () => say({en: "none decided", ja: "決着なし"});

/** Won, lost, open, and won of those decided. */
const endsCells = ({won, lost, open, winRate}: Ends): string[] => [
  count(won),
  count(lost),
  count(open),
  winRate.n > 0 ? shareText(winRate) : noneDecided(),
];
