import type {FunnelReport} from "../analysis/findings.ts";
import {count, duration, shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, percentAxis, rowNames} from "./parts.ts";
import {colour} from "./theme.ts";

type Segments = NonNullable<FunnelReport["segments"]>;

const kinds = ["won so far", "will have won"] as const;

/** Share won so far beside the share that will have won once the open leads are decided, by segment. */
export function segments({attribute, segments: all}: Segments): Chart {
  const rows = all.flatMap(({value, naive, eventual}, order) =>
    [naive, eventual].map((rate, i) => ({
      order,
      name: i === 0 ? value : "",
      kind: kinds[i],
      value: rate.value,
      low: rate.low,
      high: rate.high,
    })),
  );
  const x = {type: "quantitative"} as const;
  const kind = {field: "kind", type: "nominal", sort: kinds} as const;
  const legend = {orient: "top", title: null} as const;
  const offset = {...kind, scale: {domain: kinds, range: [14, 24]}} as const;
  return {
    spec: layered(
      [
        {...rowNames, mark: {type: "text", align: "left", baseline: "bottom", dy: -6, fontSize: 13, limit: 500}},
        {
          mark: {type: "rule", strokeWidth: 2, color: colour.converted},
          encoding: {
            x: {...x, field: "low", scale: {zero: true}, axis: {...percentAxis, title: "won"}},
            x2: {field: "high"},
            yOffset: offset,
          },
        },
        {
          mark: {type: "point", size: 65, strokeWidth: 2, filled: false},
          encoding: {
            x: {...x, field: "value"},
            yOffset: offset,
            shape: {
              ...kind,
              scale: {domain: kinds, range: ["square", "circle"]},
              legend,
            },
            stroke: {...kind, scale: {domain: kinds, range: [colour.converted, colour.converted]}, legend},
            fill: {...kind, scale: {domain: kinds, range: [colour.paper, colour.converted]}, legend},
          },
        },
      ],
      {height: 46 * all.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: `Won so far beside eventually won, by ${attribute}: ${all.map((s) => `${s.value} ${shareText(s.naive)} and ${shareText(s.eventual)}`).join("; ")}.`,
    table: {
      columns: [attribute, "n", "won so far (95 %)", "will have won (95 %)", "median time to win"],
      rows: all.map((s) => [
        s.value,
        count(s.naive.n),
        shareText(s.naive),
        shareText(s.eventual),
        duration(s.medianDays),
      ]),
    },
  };
}
