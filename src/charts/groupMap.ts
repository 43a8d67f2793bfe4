import {count, percent} from "../analysis/figures.ts";
import type {GroupCell, GroupField, GroupVerdict} from "../analysis/funnel/groupRates.ts";
import {shareText} from "../text/format.ts";
import {differenceText, verdictText} from "../text/funnel/funnelGroups.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows} from "./parts.ts";
import {qText} from "./profileTables.ts";
import {colour} from "./theme.ts";
import {wrapAll} from "./words.ts";

const rowHeight = 64;
const cellHeight = 36;

/** Before the share, so that the difference is seen without colours, too. */
const arrow: Record<GroupVerdict, string> = {more: "▲ ", less: "▼ ", "as the rest": "", "too few": ""};

/**
 * Pass-through of each group in each stage: a row a group, its name above its cells; a column a stage, in the funnel's order. A cell is
 * coloured, the stronger the larger the difference, only where it differs from the other groups beyond chance.
 */
export function groupMap({field, groups}: GroupField, stages: readonly {stage: string; name: string}[]): Chart {
  const {texts, lines} = wrapAll(
    stages.map(({name}) => name),
    Math.max(6, Math.floor(56 / stages.length)),
  );
  const heads = stages.map((_, place) => ({place, head: texts[place]}));
  const cellAt = (cells: readonly GroupCell[], id: string) => cells.find(({stage}) => stage === id);
  const rows = groups.flatMap(({cells}, order) =>
    stages.map(({stage}, place) => {
      const cell = cellAt(cells, stage);
      const isTold = cell !== undefined && cell.verdict !== "too few";
      return {
        order,
        place,
        kind: cell && isColoured(cell) ? verdictText(cell.verdict) : "neither",
        shade: cell && isColoured(cell) ? Math.min(0.6, 0.18 + 2 * Math.abs(cell.difference.value)) : 0,
        share: isTold ? `${arrow[cell.verdict]}${percent(cell.rate.value)}` : "–",
        n: isTold ? `n ${count(cell.rate.n)}` : say({en: "too few", ja: "不足"}),
      };
    }),
  );
  const x = {field: "place", type: "ordinal", axis: null, scale: {paddingInner: 0.04, paddingOuter: 0}} as const;
  const label = (dy: number, fieldName: string, more: object) => ({
    mark: {type: "text", dy, ...more},
    encoding: {x, text: {field: fieldName, type: "nominal"}},
  });
  const headHeight = 14 * lines;
  return {
    spec: layered(
      [
        {
          mark: {type: "rect", height: cellHeight, stroke: colour.line, strokeWidth: 1},
          encoding: {
            x,
            fill: {
              field: "kind",
              type: "nominal",
              scale: {
                domain: [verdictText("more"), verdictText("less")],
                range: [colour.converted, colour.unconverted],
              },
              legend: {orient: "bottom", title: null, symbolType: "square"},
            },
            fillOpacity: {field: "shade", type: "quantitative", scale: null},
          },
        },
        label(-6, "share", {fontSize: 13, fontWeight: 600}),
        label(9, "n", {fontSize: 11, color: colour.muted}),
        {
          data: {name: "names"},
          mark: {
            type: "text",
            align: "left",
            baseline: "bottom",
            dy: -cellHeight / 2 - 3,
            fontSize: 13,
            limit: {expr: "width"},
          },
          encoding: {x: {value: 0}, text: {field: "name", type: "nominal"}},
        },
        {
          data: {name: "heads"},
          mark: {type: "text", baseline: "bottom", fontSize: 11, lineBreak: "\n", lineHeight: 14, color: colour.muted},
          encoding: {x, y: {value: -headHeight + 2}, text: {field: "head", type: "nominal"}},
        },
      ],
      {
        height: rowHeight * groups.length,
        encoding: {y: namedRows},
        padding: {left: 2, right: 2, top: 4, bottom: 2},
      },
    ),
    data: {
      rows,
      heads,
      names: groups.map(({value, n}, order) => ({
        order,
        name: say({en: `${value} (${count(n)} leads)`, ja: `${value}（${count(n)}件）`}),
      })),
    },
    description: say({
      en: `Pass-through by ${field} and stage. ${described(groups, stages)}`,
      ja: `${field}・フェーズ別の遷移率。${described(groups, stages)}`,
    }),
    table: {
      columns: [
        field,
        say({en: "stage", ja: "フェーズ"}),
        say({en: "settled", ja: "判定済み"}),
        say({en: "waiting", ja: "滞留中"}),
        say({en: "pass-through (95 %)", ja: "遷移率（95%）"}),
        say({en: "the others (95 %)", ja: "ほかのグループ（95%）"}),
        say({en: "difference (95 %)", ja: "差（95%）"}),
        "q",
        say({en: "verdict", ja: "判定"}),
      ],
      rows: groups.flatMap(({value, cells}) =>
        stages.map(({stage, name}) => {
          const cell = cellAt(cells, stage);
          if (!cell)
            return [
              value,
              name,
              say({en: "too few to show", ja: "件数不足のため表示なし"}),
              "",
              "",
              "",
              "",
              "",
              verdictText("too few"),
            ];
          const {rate, waiting, others, difference, q, verdict} = cell;
          const figures = [
            count(rate.n),
            count(waiting),
            shareText(rate),
            shareText(others),
            differenceText(difference),
            verdict === "too few" ? "–" : qText(q),
          ];
          return [value, name, ...figures, verdictText(verdict)];
        }),
      ),
    },
  };
}

const isColoured = ({verdict}: GroupCell): boolean => verdict === "more" || verdict === "less";

function described(groups: GroupField["groups"], stages: readonly {stage: string; name: string}[]): string {
  const nameOf = (id: string) => stages.find(({stage}) => stage === id)?.name ?? id;
  const said = groups.flatMap(({value, cells}) =>
    cells.filter(isColoured).map((cell) => {
      const [stage, share, others] = [nameOf(cell.stage), percent(cell.rate.value), percent(cell.others.value)];
      return say({
        en: `${value} in ${stage} ${share}, others ${others}`,
        ja: `${stage}での${value}は${share}、ほかは${others}`,
      });
    }),
  );
  return said.length > 0
    ? say({en: `Beyond chance: ${said.join("; ")}.`, ja: `偶然では説明しにくい差：${said.join("；")}。`})
    : say({
        en: "No group differs from the others beyond chance.",
        ja: "偶然では説明しにくい差のあるグループはありません。",
      });
}
