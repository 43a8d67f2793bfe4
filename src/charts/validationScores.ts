import {count, percent} from "../analysis/figures.ts";
import type {ContenderReport} from "../analysis/validation/validationReport.ts";
import type {Chart} from "./chart.ts";
import {layered} from "./parts.ts";
import {colour} from "./theme.ts";

/** How scores (or chances) are spread: those who converted above the line, those who did not below it. */
export function scoresByOutcome({spread: {by, ranges}, ks}: Pick<ContenderReport, "spread" | "ks">): Chart {
  const converted = ranges.reduce((sum, range) => sum + range.conversions, 0);
  const rest = ranges.reduce((sum, range) => sum + range.n - range.conversions, 0);
  const last = ranges.length - 1;
  const usual = Math.min(...ranges.map(({from, to}) => to - from));
  const height = (count: number, all: number, {from, to}: {from: number; to: number}) =>
    all > 0 ? (count / all) * (usual / (to - from)) : 0;
  const rows = ranges.flatMap((range) => [
    {from: range.from, to: range.to, kind: "converted", share: height(range.conversions, converted, range)},
    {from: range.from, to: range.to, kind: "did not", share: -height(range.n - range.conversions, rest, range)},
  ]);
  const named = ({from, to}: {from: number; to: number}) =>
    by === "chance" ? `${percent(from)} to ${percent(to)}` : to - from <= 1 ? String(from) : `${from} to ${to - 1}`;
  const kinds = (range: readonly string[]) => ({domain: ["converted", "did not"], range});
  const legend = {orient: "top", title: null, symbolType: "square"} as const;
  const axis =
    by === "chance"
      ? {title: "chance by the card", format: ".0%", tickCount: 6}
      : {title: "score", tickCount: 8, format: "d"};
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", strokeWidth: 1.2},
          encoding: {
            x: {field: "from", type: "quantitative", scale: {zero: false, nice: false}, axis},
            x2: {field: "to"},
            y: {field: "share", type: "quantitative", axis: {title: "share of each", labels: false, tickCount: 5}},
            y2: {datum: 0},
            stroke: {field: "kind", scale: kinds([colour.converted, colour.unconverted]), legend},
            fill: {field: "kind", scale: kinds([colour.converted, colour.paper]), legend},
          },
        },
      ],
      {height: 240},
    ),
    data: {rows},
    description: `How ${by === "score" ? "scores" : "chances"} of those who converted and of those who did not are spread, from ${ranges.length ? named(ranges[0]) : "none"} to ${ranges.length ? named(ranges[last]) : "none"}; their cumulative shares lie at most ${percent(ks)} apart (KS).`,
    table: {
      columns: [by, "n", "converted", "did not convert", "rate"],
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
