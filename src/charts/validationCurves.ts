import {count, percent} from "../analysis/figures.ts";
import type {Contender} from "../analysis/validation/validate.ts";
import type {ContenderReport} from "../analysis/validation/validationReport.ts";
import {decimals} from "../text/format.ts";
import {say} from "../text/language.ts";
import {contenderNames, shortNames} from "../text/validate/contenders.ts";
import type {Chart} from "./chart.ts";
import {type Layer, layered, percentAxis} from "./parts.ts";
import {colour} from "./theme.ts";

/** How each contender's line is drawn: ours solid and blue, the others apart by their dashes as well. */
const strokes: Record<Contender, {color: string; dash: number[]}> = {
  suggested: {color: colour.converted, dash: [1, 0]},
  current: {color: colour.unconverted, dash: [7, 4]},
  "one point each": {color: colour.ink, dash: [2, 3]},
  "real-valued": {color: colour.muted, dash: [10, 3, 2, 3]},
  "base rate": {color: colour.line, dash: [1, 0]},
};

interface Curve {
  who: Contender;
  points: {x: number; y: number}[];
}

interface Axes {
  x: string;
  y: string;
}

/** ROC curves: what share of those who convert stands above each line, against what share of those who do not. */
export function rocCurves(all: readonly ContenderReport[]): Chart {
  const known = withOrder(all);
  const [names, short] = [contenderNames(), shortNames()];
  const curves = known.map(
    ({who, roc}): Curve => ({
      who,
      points: roc.map(({unconverted, converted}) => ({x: unconverted, y: converted})),
    }),
  );
  return {
    ...drawn(curves, {
      x: say({en: "of those who did not convert", ja: "転換しなかったリードのうち線より上"}),
      y: say({en: "of those who converted", ja: "転換したリードのうち線より上"}),
    }),
    description: say({
      en: `ROC curves. ${known.map(({who, quality, ks}) => `${names[who]}: area ${decimals(quality.auc.value)}, KS ${decimals(ks)}`).join("; ")}.`,
      ja: `ROC曲線。${known.map(({who, quality, ks}) => `${names[who]}：面積${decimals(quality.auc.value)}、KS ${decimals(ks)}`).join("；")}。`,
    }),
    table: {
      columns: [
        say({en: "share of the unconverted above the line", ja: "線より上の非転換の割合"}),
        ...known.map(({who}) => say({en: `${short[who]}: of the converted`, ja: `${short[who]}：転換のうち`})),
      ],
      rows: Array.from({length: 11}, (_, i) => i / 10).map((x) => [
        percent(x),
        ...curves.map(({points}) => percent(heightAt(points, x))),
      ]),
    },
  };
}

/** Gains: what share of all conversions stands in the best tenths by each contender. */
export function gainsCurves(all: readonly ContenderReport[]): Chart {
  const known = withOrder(all);
  const [names, short] = [contenderNames(), shortNames()];
  const curves = known.map(
    ({who, deciles}): Curve => ({
      who,
      points: [{x: 0, y: 0}, ...deciles.map(({decile, cumulativeShare}) => ({x: decile / 10, y: cumulativeShare}))],
    }),
  );
  const tenths = known[0]?.deciles ?? [];
  return {
    ...drawn(curves, {
      x: say({en: "of the observations, highest score first", ja: "スコアの高い順に数えた観測の割合"}),
      y: say({en: "of all conversions", ja: "全転換に占める割合"}),
    }),
    description: say({
      en: `Gains. ${known.map(({who, deciles}) => `${names[who]}: the best fifth holds ${percent(deciles[1]?.cumulativeShare ?? 0)} of all conversions`).join("; ")}.`,
      ja: `上位のリードに含まれる転換。${known.map(({who, deciles}) => `${names[who]}：上位5分の1に全転換の${percent(deciles[1]?.cumulativeShare ?? 0)}`).join("；")}。`,
    }),
    table: {
      columns: [
        say({en: "best scores", ja: "スコア上位"}),
        "n",
        ...known.map(({who}) => say({en: `${short[who]}: of all conversions`, ja: `${short[who]}：全転換のうち`})),
      ],
      rows: tenths.map(({decile}, i) => [
        percent(decile / 10),
        count(tenths.slice(0, i + 1).reduce((sum, {n}) => sum + n, 0)),
        ...known.map(({deciles}) => percent(deciles[i].cumulativeShare)),
      ]),
    },
  };
}

const withOrder = (all: readonly ContenderReport[]) => all.filter(({who}) => who !== "base rate");

function drawn(curves: readonly Curve[], axes: Axes): Pick<Chart, "spec" | "data"> {
  const short = shortNames();
  const names = curves.map(({who}) => short[who]);
  const scale = (range: readonly (string | number[])[]) => ({domain: names, range});
  const legend = {orient: "top", title: null, columns: 2, symbolSize: 250} as const;
  const x = {field: "x", type: "quantitative", scale: {domain: [0, 1]}, axis: {...percentAxis, title: axes.x}};
  const y = {field: "y", type: "quantitative", scale: {domain: [0, 1]}, axis: {...percentAxis, title: axes.y}};
  const chance: Layer = {
    data: {
      values: [
        {x: 0, y: 0},
        {x: 1, y: 1},
      ],
    },
    mark: {type: "line", color: colour.muted, strokeDash: [3, 3], strokeWidth: 1},
    encoding: {x, y},
  };
  const lines: Layer = {
    mark: {type: "line", strokeWidth: 2.2, interpolate: "linear"},
    encoding: {
      x,
      y,
      order: {field: "step", type: "quantitative"},
      color: {field: "who", type: "nominal", scale: scale(curves.map(({who}) => strokes[who].color)), legend},
      strokeDash: {field: "who", type: "nominal", scale: scale(curves.map(({who}) => strokes[who].dash)), legend},
    },
  };
  return {
    spec: layered([chance, lines], {height: 280}),
    data: {rows: curves.flatMap(({who, points}) => points.map(({x, y}, step) => ({who: short[who], step, x, y})))},
  };
}

/** Height of a curve between its points. */
function heightAt(points: readonly {x: number; y: number}[], x: number): number {
  const after = points.findIndex((point) => point.x >= x);
  if (after <= 0) return points[Math.max(0, after)]?.y ?? 0;
  const [a, b] = [points[after - 1], points[after]];
  return b.x > a.x ? a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x) : b.y;
}
