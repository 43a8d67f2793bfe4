import type {CountGrid, GridCell} from "../analysis/drivers/countGrid.ts";
import {count, percent} from "../analysis/figures.ts";
import {placeText, standsOut, windowText} from "../text/drivers/countGrid.ts";
import {decimals, intervalText, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

const rowHeight = 62;
/** Odds ratio (or its inverse) at which a cell is darkest. */
const darkest = 6;

/** How often (down) in what window (across): the darker, the further the odds ratio from 1; within chance without colour. */
export function countGrid(grid: CountGrid): Chart {
  const {action, cells, best} = grid;
  const isBest = ({atLeast, windowDays}: GridCell) =>
    standsOut(grid) && atLeast === best.atLeast && windowDays === best.windowDays;
  const x = {
    field: "window",
    type: "nominal",
    sort: null,
    scale: {paddingInner: 0.05},
    axis: {orient: "top", title: say({en: "in the last", ja: "直近の期間"}), labelAngle: 0, labelColor: colour.ink},
  } as const;
  const y = {
    field: "times",
    type: "nominal",
    sort: null,
    scale: {paddingInner: 0.06},
    axis: {title: say({en: "times, at least", ja: "回数"}), labelColor: colour.ink},
  } as const;
  const text = (field: string, dy: number, more: object = {}) => ({
    mark: {type: "text", dy, fontSize: 11, ...more},
    encoding: {x, y, text: {field, type: "nominal"}},
  });
  const frame = (name: string, more: object) => ({
    data: {name},
    mark: {type: "rect", cornerRadius: 2, fill: null, stroke: colour.ink, ...more},
    encoding: {x, y},
  });
  const place = ({atLeast, windowDays}: GridCell) => ({
    times: say({en: `${atLeast}+`, ja: `${atLeast}回以上`}),
    window: windowText(windowDays),
  });
  const isAsGood = (cell: GridCell) => standsOut(grid) && cell.isAsGood && !isBest(cell);
  return {
    spec: layered(
      [
        {
          mark: {type: "rect", cornerRadius: 2, stroke: colour.line, strokeWidth: 1},
          encoding: {
            x,
            y,
            color: {
              field: "way",
              type: "nominal",
              legend: null,
              scale: {domain: ["more", "fewer"], range: [colour.converted, colour.unconverted]},
            },
            fillOpacity: {field: "shade", type: "quantitative", scale: null, legend: null},
          },
        },
        frame("best", {strokeWidth: 3}),
        frame("asGood", {strokeWidth: 1.5, strokeDash: [4, 3]}),
        text("ratio", -15, {fontSize: 14, fontWeight: 600}),
        text("rate", 3),
        text("n", 18),
      ],
      {height: rowHeight * new Set(cells.map(({atLeast}) => atLeast)).size},
    ),
    data: {
      rows: cells.map((cell) => ({
        ...place(cell),
        way: cell.oddsRatio && cell.oddsRatio.value < 1 ? "fewer" : "more",
        shade: shadeOf(cell),
        ratio: cell.oddsRatio
          ? say({en: `${decimals(cell.oddsRatio.value, 1)} ×`, ja: `${decimals(cell.oddsRatio.value, 1)}倍`})
          : "",
        rate: cell.oddsRatio && cell.with ? percent(cell.with.value) : tooFewText(cell),
        n: cell.with ? `n ${count(cell.with.n)}` : "",
      })),
      best: cells.filter(isBest).map(place),
      asGood: cells.filter(isAsGood).map(place),
    },
    description: descriptionOf(grid),
    table: {
      columns: [
        action,
        ...say({
          en: ["n", "convert (95 %)", "odds ratio (95 %)", "tells"],
          ja: ["n", "転換率（95%）", "オッズ比（95%）", "見分ける力"],
        }),
      ],
      rows: cells.map((cell) => [
        placeText(cell),
        cell.with ? count(cell.with.n) : tooFewToShow(),
        cell.with ? shareText(cell.with) : tooFewToShow(),
        ratioText(cell),
        isBest(cell) ? say({en: "most", ja: "最大"}) : standsOut(grid) ? tellsText(cell) : "–",
      ]),
    },
  };
}

function descriptionOf(grid: CountGrid): string {
  const [place, ratio] = [placeText(grid.best), intervalText(grid.best.oddsRatio, 2)];
  return standsOut(grid)
    ? say({
        en: `Odds ratio of converting by how often and in what window leads did ${grid.action}. Tells most: ${place}, odds ratio ${ratio}.`,
        ja: `${grid.action}の回数と期間ごとの転換オッズ比。最もよく見分けるのは「${place}」で、オッズ比は${ratio}。`,
      })
    : say({
        en: `Odds ratio of converting by how often and in what window leads did ${grid.action}. Nothing stands out beyond chance.`,
        ja: `${grid.action}の回数と期間ごとの転換オッズ比。偶然では説明しにくいものはない。`,
      });
}

const tooFewToShow = (): string => say({en: "too few to show", ja: "件数不足"});

const tooFewText = ({isNearlyAll}: GridCell): string =>
  isNearlyAll ? say({en: "nearly all", ja: "ほぼ全件"}) : say({en: "too few", ja: "件数不足"});

function ratioText({oddsRatio, isNearlyAll}: GridCell): string {
  if (oddsRatio) return intervalText(oddsRatio, 2);
  return isNearlyAll ? say({en: "nearly all did", ja: "ほぼ全件が該当"}) : say({en: "too few to say", ja: "件数不足"});
}

function tellsText({oddsRatio, isAsGood}: GridCell): string {
  if (!oddsRatio) return "–";
  return isAsGood ? say({en: "as much within chance", ja: "差は偶然の範囲"}) : say({en: "less", ja: "劣る"});
}

function shadeOf({oddsRatio}: GridCell): number {
  if (!oddsRatio || (oddsRatio.low <= 1 && oddsRatio.high >= 1)) return 0;
  return 0.06 + 0.44 * Math.min(1, Math.abs(Math.log(oddsRatio.value)) / Math.log(darkest));
}
