import {count, percent} from "../analysis/figures.ts";
import type {Axis, Matrix, MatrixCell} from "../analysis/threshold/subScores.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import {bandRange} from "../text/threshold/bands.ts";
import {convertColumn, scoreNumber} from "../text/threshold/threshold.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

const rowHeight = 66;

/** Fit bands (down) by engagement bands (across): the darker, the higher the rate; rate and n are printed in every cell. */
export function fitByEngagement({fit, engagement, cells}: Matrix): Chart {
  const named = (axis: readonly Axis[]) => (name: string) => {
    const range = shortRange(axis, placeOf(axis, name));
    return say({en: `${name}: ${range}`, ja: `${name}：${range}`});
  };
  const [rowName, columnName] = [named(fit), named(engagement)];
  const highest = Math.max(0.01, ...cells.map((cell) => (isRated(cell) ? cell.rate.value : 0)));
  const figures = cells.filter(isRated).map((cell) => `${cell.fit}${cell.engagement} ${percent(cell.rate.value)}`);
  const x = {
    field: "engagement",
    type: "nominal",
    sort: null,
    axis: {
      orient: "top",
      title: say({en: "engagement", ja: "関心度"}),
      labelAngle: 0,
      labelColor: colour.ink,
    },
  } as const;
  const y = {
    field: "fit",
    type: "nominal",
    sort: null,
    axis: {title: say({en: "fit", ja: "適合度"}), labelColor: colour.ink},
  } as const;
  const label = (dy: number, field: string, more: object) => ({
    mark: {type: "text", dy, ...more},
    encoding: {x, y, text: {field, type: "nominal"}},
  });
  return {
    spec: layered(
      [
        {
          mark: {type: "rect", color: colour.converted, stroke: colour.line, strokeWidth: 1},
          encoding: {x, y, fillOpacity: {field: "shade", type: "quantitative", scale: null}},
        },
        label(-19, "cell", {fontSize: 11, color: colour.ink}),
        label(0, "rate", {fontSize: 14, fontWeight: 600}),
        label(18, "leads", {fontSize: 11}),
      ],
      {height: rowHeight * fit.length},
    ),
    data: {
      rows: cells.map((cell) => ({
        fit: rowName(cell.fit),
        engagement: columnName(cell.engagement),
        shade: isRated(cell) ? 0.04 + (0.46 * cell.rate.value) / highest : 0,
        cell: `${cell.fit}${cell.engagement}`,
        rate: isRated(cell) ? percent(cell.rate.value) : "–",
        leads: leadsLabel(cell),
      })),
    },
    description: say({
      en: `Conversion rate by fit and engagement: ${figures.join(", ")}.`,
      ja: `適合度と関心度で見た転換率：${figures.join("、")}。`,
    }),
    table: {
      columns: [
        ...say({
          en: ["cell", "fit score", "engagement score"],
          ja: ["セル", "適合度のスコア", "関心度のスコア"],
        }),
        "n",
        convertColumn(),
      ],
      rows: cells.map((cell) => [
        `${cell.fit}${cell.engagement}`,
        bandRange(fit, placeOf(fit, cell.fit)),
        bandRange(engagement, placeOf(engagement, cell.engagement)),
        cell.rate ? count(cell.rate.n) : say({en: "too few to show", ja: "表示なし"}),
        isRated(cell) ? shareText(cell.rate) : say({en: "too few to say", ja: "件数不足"}),
      ]),
    },
  };
}

const placeOf = (axis: readonly Axis[], name: string): number => axis.findIndex((band) => band.name === name);

/** "8+", "3 to 7", "<−3": short enough for a column on a phone. */
function shortRange(axis: readonly Axis[], i: number): string {
  if (axis.length === 1) return say({en: "all", ja: "全体"});
  if (i === 0) return `${scoreNumber(axis[i].from)}+`;
  return i === axis.length - 1 ? `<${scoreNumber(axis[i - 1].from)}` : bandRange(axis, i);
}

const isRated = (cell: MatrixCell): cell is MatrixCell & {rate: NonNullable<MatrixCell["rate"]>} =>
  cell.rate !== null && !cell.isTooFew;

const leadsLabel = ({rate, isTooFew}: MatrixCell): string =>
  rate === null || (isTooFew && rate.n > 0) ? say({en: "too few", ja: "件数不足"}) : `n ${count(rate.n)}`;
