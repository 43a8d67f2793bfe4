import type {CountGrid, GridCell} from "../analysis/drivers/countGrid.ts";
import {count, percent} from "../analysis/figures.ts";
import {placeText, standsOut, windowText} from "../text/driverDepth.ts";
import {decimals, intervalText, shareText} from "../text/format.ts";
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
    axis: {orient: "top", title: "in the last", labelAngle: 0, labelColor: colour.ink},
  } as const;
  const y = {
    field: "times",
    type: "nominal",
    sort: null,
    scale: {paddingInner: 0.06},
    axis: {title: "times, at least", labelColor: colour.ink},
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
  const place = ({atLeast, windowDays}: GridCell) => ({times: `${atLeast}+`, window: windowText(windowDays)});
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
        ratio: cell.oddsRatio ? `${decimals(cell.oddsRatio.value, 1)} ×` : "",
        rate: cell.oddsRatio && cell.with ? percent(cell.with.value) : cell.isNearlyAll ? "nearly all" : "too few",
        n: cell.with ? `n ${count(cell.with.n)}` : "",
      })),
      best: cells.filter(isBest).map(place),
      asGood: cells.filter(isAsGood).map(place),
    },
    description: `Odds ratio of converting by how often and in what window leads did ${action}. ${standsOut(grid) ? `Tells most: ${placeText(best)}, odds ratio ${intervalText(best.oddsRatio, 2)}.` : "Nothing stands out beyond chance."}`,
    table: {
      columns: [action, "n", "convert (95 %)", "odds ratio (95 %)", "tells"],
      rows: cells.map((cell) => [
        placeText(cell),
        cell.with ? count(cell.with.n) : "too few to show",
        cell.with ? shareText(cell.with) : "too few to show",
        cell.oddsRatio ? intervalText(cell.oddsRatio, 2) : cell.isNearlyAll ? "nearly all did" : "too few to say",
        isBest(cell)
          ? "most"
          : !standsOut(grid) || !cell.oddsRatio
            ? "–"
            : cell.isAsGood
              ? "as much within chance"
              : "less",
      ]),
    },
  };
}

function shadeOf({oddsRatio}: GridCell): number {
  if (!oddsRatio || (oddsRatio.low <= 1 && oddsRatio.high >= 1)) return 0;
  return 0.06 + 0.44 * Math.min(1, Math.abs(Math.log(oddsRatio.value)) / Math.log(darkest));
}
