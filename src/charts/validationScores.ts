import {count, percent} from "../analysis/figures.ts";
import type {ContenderReport} from "../analysis/validation/validationReport.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** How scores (or chances) are spread: those who converted above the line, those who did not below it. */
export function scoresByOutcome({spread: {by, ranges}, ks}: Pick<ContenderReport, "spread" | "ks">): Chart {
  const outcomes = say({en: {converted: "converted", not: "did not"}, ja: {converted: "転換", not: "非転換"}});
  const converted = ranges.reduce((sum, range) => sum + range.conversions, 0);
  const rest = ranges.reduce((sum, range) => sum + range.n - range.conversions, 0);
  const usual = Math.min(...ranges.map(({from, to}) => to - from));
  const height = (count: number, all: number, {from, to}: {from: number; to: number}) =>
    all > 0 ? (count / all) * (usual / (to - from)) : 0;
  const rows = ranges.flatMap((range) => [
    {from: range.from, to: range.to, kind: outcomes.converted, share: height(range.conversions, converted, range)},
    {from: range.from, to: range.to, kind: outcomes.not, share: -height(range.n - range.conversions, rest, range)},
  ]);
  const named = ({from, to}: {from: number; to: number}) =>
    by === "chance"
      ? say({en: `${percent(from)} to ${percent(to)}`, ja: `${percent(from)}～${percent(to)}`})
      : to - from <= 1
        ? String(from)
        : say({en: `${from} to ${to - 1}`, ja: `${from}～${to - 1}`});
  const [first, latest] = [ranges[0], ranges[ranges.length - 1]].map((range) =>
    range ? named(range) : say({en: "none", ja: "なし"}),
  );
  const kinds = (range: readonly string[]) => ({domain: [outcomes.converted, outcomes.not], range});
  const legend = {orient: "top", title: null, symbolType: "square"} as const;
  const axis =
    by === "chance"
      ? {title: say({en: "chance by the card", ja: "配点表の示した確率"}), format: ".0%", tickCount: 6}
      : {title: say({en: "score", ja: "スコア"}), tickCount: 8, format: "d"};
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", strokeWidth: 1.2},
          encoding: {
            x: {field: "from", type: "quantitative", scale: {zero: false, nice: false}, axis},
            x2: {field: "to"},
            y: {
              field: "share",
              type: "quantitative",
              axis: {title: say({en: "share of each", ja: "それぞれの割合"}), labels: false, tickCount: 5},
            },
            y2: {datum: 0},
            stroke: {field: "kind", scale: kinds([colour.converted, colour.unconverted]), legend},
            fill: {field: "kind", scale: kinds([colour.converted, colour.paper]), legend},
          },
        },
      ],
      {height: 240},
    ),
    data: {rows},
    description: say({
      en: `How ${by === "score" ? "scores" : "chances"} of those who converted and of those who did not are spread, from ${first} to ${latest}; their cumulative shares lie at most ${percent(ks)} apart (KS).`,
      ja: `転換したリードと転換しなかったリードの${by === "score" ? "スコア" : "確率"}の分布。最低は${first}、最高は${latest}で、累積の割合の差は最大${percent(ks)}（KS）です。`,
    }),
    table: {
      columns: say({
        en: [by, "n", "converted", "did not convert", "rate"],
        ja: [by === "score" ? "スコア" : "確率", "n", "転換", "非転換", "転換率"],
      }),
      rows: ranges.map((range) => [
        named(range),
        count(range.n),
        count(range.conversions),
        count(range.n - range.conversions),
        percent(range.n > 0 ? range.conversions / range.n : 0),
      ]),
    },
  };
}
