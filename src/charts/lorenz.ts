import {count, percent, percentOf} from "../analysis/figures.ts";
import type {Concentration} from "../analysis/profile/concentration.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import {profileWords} from "../text/profile/profileWords.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** Share of the revenue by share of won leads, from those that paid least (Lorenz curve), beside the line on which all paid alike. */
export function lorenz({curve, topFifth, n}: Concentration): Chart {
  const axis = {format: ".0%", values: [0, 0.2, 0.4, 0.6, 0.8, 1]} as const;
  const x = {
    field: "leads",
    type: "quantitative",
    axis: {
      ...axis,
      title: say({en: "of won leads, from those who paid least", ja: "受注リードの累計（金額の小さい順）"}),
    },
  } as const;
  const y = {field: "revenue", type: "quantitative", axis: {...axis, title: profileWords().ofRevenue}} as const;
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
    description: say({
      en: `Lorenz curve of the revenue of ${n} won leads: the fifth that paid most brought ${shareText(topFifth)}.`,
      ja: `受注リード${count(n)}件の売上のローレンツ曲線：金額の大きい上位2割が売上の${shareText(topFifth)}を占める。`,
    }),
    table: {
      columns: [
        say({en: "of won leads, from the least", ja: "受注リードの累計（金額の小さい順）"}),
        profileWords().ofRevenue,
      ],
      rows: curve.map(({leads, revenue}) => [percent(leads), percentOf(revenue, 1)]),
    },
  };
}
