import {count, percent} from "../analysis/figures.ts";
import type {StageFlow} from "../analysis/funnel/funnel.ts";
import {shareText} from "../text/format.ts";
import {wentOn} from "../text/funnel/shares.ts";
import {say} from "../text/language.ts";
import type {Chart, Table} from "./chart.ts";
import {layered, namedRows, partsBy} from "./parts.ts";
import {colour} from "./theme.ts";

const fates = () =>
  [
    {key: "advanced", name: say({en: "went on", ja: "遷移"}), colour: colour.converted},
    {key: "waiting", name: say({en: "still waiting", ja: "滞留中"}), colour: colour.waiting},
    {key: "dormant", name: say({en: "gone silent", ja: "無反応"}), colour: colour.dormant},
    {key: "between", name: say({en: "between stages", ja: "フェーズの間"}), colour: colour.line},
    {key: "gone", name: say({en: "left, gone silent", ja: "離脱して無反応"}), colour: colour.ink},
    {key: "movedBack", name: say({en: "moved back", ja: "後戻り"}), colour: colour.muted},
    {key: "lost", name: say({en: "lost", ja: "失注"}), colour: colour.unconverted},
  ] as const;

/** How the leads that entered each stage fared, a bar a stage, in the funnel's order. */
export function stageFlow(stages: readonly StageFlow[]): Chart {
  const present = fates().filter(({key}) => stages.some((stage) => stage[key] > 0));
  const rows = stages.flatMap((stage, order) =>
    present
      .map(({key, name}, position) => ({order, fate: name, position, leads: stage[key]}))
      .filter(({leads}) => leads > 0),
  );
  const names = stages.map((stage, order) => ({
    order,
    name: stage.name,
    said: saidOf(stage),
  }));
  const described = stages.map((s) => {
    const [entered, advanced, lost, stock] = [s.entered, s.advanced, s.lost, s.stock].map(count);
    return say({
      en: `${s.name}: ${entered} entered, ${advanced} went on, ${lost} lost, ${stock} there now`,
      ja: `${s.name}：到達${entered}件、遷移${advanced}件、失注${lost}件、現在${stock}件`,
    });
  });
  const label = {type: "text", align: "left", baseline: "bottom", limit: {expr: "width"}} as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", height: 14, strokeWidth: 1.5},
          encoding: {
            x: {
              field: "leads",
              type: "quantitative",
              axis: {title: say({en: "leads", ja: "リード（件）"}), tickCount: 5, format: ",d"},
            },
            ...partsBy("fate", present, {columns: 3}),
            order: {field: "position", type: "quantitative"},
          },
        },
        {
          data: {name: "names"},
          mark: {...label, dy: -25, fontSize: 13, fontWeight: 600},
          encoding: {x: {value: 0}, text: {field: "name", type: "nominal"}},
        },
        {
          data: {name: "names"},
          mark: {...label, dy: -10, color: colour.muted},
          encoding: {x: {value: 0}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: 72 * stages.length, encoding: {y: {...namedRows}}, padding: {left: 2, right: 8, top: 12, bottom: 2}},
    ),
    data: {rows, names},
    description: say({
      en: `Leads by stage and what became of them. ${described.join("; ")}.`,
      ja: `フェーズ別のリードとその後。${described.join("；")}。`,
    }),
    table: flowTable(stages),
  };
}

/** The same as a table: leads between stages, and left for none, only where it is recorded when leads left. */
function flowTable(stages: readonly StageFlow[]): Table {
  const isLeft = stages.some(({between, gone}) => between + gone > 0);
  const left = isLeft
    ? [say({en: "between stages", ja: "フェーズの間"}), say({en: "left, gone silent", ja: "離脱して無反応"})]
    : [];
  const [counts, shares] = say({
    en: [
      ["stage", "entered", "skipped", "went on", "lost", "moved back", "gone silent", "still waiting"],
      ["pass-through (95 %)", "drop-off (95 %)"],
    ],
    ja: [
      ["フェーズ", "到達", "スキップ", "遷移", "失注", "後戻り", "無反応", "滞留中"],
      ["遷移率（95%）", "離脱率（95%）"],
    ],
  });
  return {
    columns: [...counts, ...left, ...shares],
    rows: stages.map((s) => [
      s.name,
      ...[s.entered, s.skipped, s.advanced, s.lost, s.movedBack, s.dormant, s.waiting].map(count),
      ...(isLeft ? [s.between, s.gone].map(count) : []),
      shareText(s.passThrough),
      shareText(s.dropOff),
    ]),
  };
}

function saidOf({entered, passThrough, basis, stock}: StageFlow): string {
  const [came, share, there] = [count(entered), percent(passThrough.value), count(stock)];
  return say({
    en: `${came} entered · ${share} ${wentOn(basis)} · ${there} there`,
    ja: `到達${came}件 · ${basis.of === "settled" ? "遷移率" : wentOn(basis)}${share} · 現在${there}件`,
  });
}
