import {percent} from "../analysis/figures.ts";
import type {Concentration} from "../analysis/profile/concentration.ts";
import {shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** Share of the revenue by share of won leads, from those that paid least (Lorenz curve), beside the line on which all paid alike. */
export function lorenz({curve, topFifth, n}: Concentration): Chart {
  const axis = {format: ".0%", values: [0, 0.2, 0.4, 0.6, 0.8, 1]} as const;
  const x = {
    field: "leads",
    type: "quantitative",
    axis: {...axis, title: "of won leads, from those who paid least"},
  } as const;
  const y = {field: "revenue", type: "quantitative", axis: {...axis, title: "of the revenue"}} as const;
  return {
    spec: layered(
      [
        {
          data: {
            values: [
              {leads: 0, revenue: 0},
              {leads: 1, revenue: 1},
            ],
          },
          mark: {type: "line", strokeDash: [4, 4], strokeWidth: 1.5, color: colour.muted},
          encoding: {x, y},
        },
        {mark: {type: "area", color: colour.converted, opacity: 0.15}, encoding: {x, y}},
        {mark: {type: "line", color: colour.converted}, encoding: {x, y}},
        {mark: {type: "point", color: colour.converted, size: 25}, encoding: {x, y}},
      ],
      {height: 300},
    ),
    data: {rows: curve.map(({leads, revenue}) => ({leads, revenue}))},
    description: `Lorenz curve of the revenue of ${n} won leads: the fifth that paid most brought ${shareText(topFifth)}.`,
    table: {
      columns: ["of won leads, from the least", "of the revenue"],
      rows: curve.map(({leads, revenue}) => [percent(leads), `${(100 * revenue).toFixed(1)} %`]),
    },
  };
}
