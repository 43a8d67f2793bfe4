import type {Interval} from "../analysis/findings.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, percentAxis, rowNames, top} from "./parts.ts";
import {colour} from "./theme.ts";
import {widthOf} from "./words.ts";

/** A row of two shares; null where one cannot be told. */
interface Pair {
  name: string;
  first: Interval | null;
  second: Interval | null;
}

/**
 * Two shares a row with their intervals, its name above them: the first a hollow square, the second, below it, a filled circle.
 */
export function pairs(
  all: readonly Pair[],
  {kinds, axis}: {kinds: readonly [string, string]; axis: string},
): Pick<Chart, "spec" | "data"> {
  const names = all.map(({name}, order) => ({order, name}));
  const rows = all.flatMap(({first, second}, order) =>
    [first, second].map((rate, i) => ({
      order,
      kind: kinds[i],
      value: rate?.value ?? null,
      low: rate?.low ?? null,
      high: rate?.high ?? null,
    })),
  );
  const domain = [0, top(rows.map(({high}) => high ?? 0))];
  const x = {type: "quantitative"} as const;
  const kind = {field: "kind", type: "nominal", sort: kinds} as const;
  const legend = {orient: "top", title: null, labelLimit: 400, columns: widthOf(kinds.join("")) > 36 ? 1 : 2} as const;
  const offset = {...kind, scale: {domain: kinds, range: [25, 37]}} as const;
  return {
    spec: layered(
      [
        {
          ...rowNames,
          data: {name: "names"},
          mark: {type: "text", align: "left", baseline: "bottom", dy: -10, fontSize: 13, limit: {expr: "width"}},
        },
        {
          mark: {type: "rule", strokeWidth: 2, color: colour.converted},
          encoding: {
            x: {...x, field: "low", scale: {domain}, axis: {...percentAxis, title: axis}},
            x2: {field: "high"},
            yOffset: offset,
          },
        },
        {
          mark: {type: "point", size: 65, strokeWidth: 2, filled: false},
          encoding: {
            x: {...x, field: "value"},
            yOffset: offset,
            shape: {...kind, scale: {domain: kinds, range: ["square", "circle"]}, legend},
            stroke: {...kind, scale: {domain: kinds, range: [colour.converted, colour.converted]}, legend},
            fill: {...kind, scale: {domain: kinds, range: [colour.paper, colour.converted]}, legend},
          },
        },
      ],
      {height: 50 * all.length, encoding: {y: namedRows}},
    ),
    data: {rows, names},
  };
}
