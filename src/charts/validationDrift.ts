import {count} from "../analysis/figures.ts";
import type {Drift} from "../analysis/validation/psi.ts";
import {decimals, month} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, periodsAlong} from "./parts.ts";
import {colour} from "./theme.ts";

/** Population stability index of each period, over what chance alone would do. */
export function scoreDrift({periods}: Drift): Chart {
  const kinds = say({en: {learned: "learned from", later: "later"}, ja: {learned: "学習に使用", later: "その後"}});
  const rows = periods.map(({period, psi, expected, p95, isLearnedFrom}) => ({
    period: month(period),
    psi,
    expected,
    p95,
    kind: isLearnedFrom ? kinds.learned : kinds.later,
  }));
  const [yes, no] = say({en: ["yes", "no"], ja: ["はい", "いいえ"]});
  const highest = Math.max(0.12, ...rows.map(({psi}) => psi)) * 1.08;
  const y = {
    type: "quantitative",
    scale: {domain: [0, highest], clamp: true},
    axis: {title: say({en: "stability index", ja: "安定性指数（PSI）"}), format: ".2f", tickCount: 5},
  } as const;
  const kind = (range: readonly string[]) =>
    ({
      field: "kind",
      scale: {domain: [kinds.learned, kinds.later], range},
      legend: {orient: "top", title: null},
    }) as const;
  return {
    spec: layered([
      {
        mark: {type: "bar", color: colour.dormant, opacity: 0.55, width: {band: 0.9}},
        encoding: {x: periodsAlong, y: {...y, field: "p95"}},
      },
      {
        mark: {type: "point", size: 75, strokeWidth: 2},
        encoding: {
          x: periodsAlong,
          y: {...y, field: "psi"},
          stroke: kind([colour.muted, colour.converted]),
          fill: kind([colour.paper, colour.converted]),
          shape: kind(["square", "circle"]),
        },
      },
    ]),
    data: {rows},
    description: say({
      en: `Population stability index by period: ${periods.map(({period, psi, p95}) => `${month(period)} ${psi.toFixed(3)} (chance up to ${p95.toFixed(3)})`).join(", ")}.`,
      ja: `期間ごとの母集団安定性指数（PSI）。${periods.map(({period, psi, p95}) => `${month(period)}：${psi.toFixed(3)}（偶然なら${p95.toFixed(3)}まで）`).join("、")}。`,
    }),
    table: {
      columns: say({
        en: [
          "period",
          "n",
          "stability index",
          "by chance, on average",
          "by chance, 95 of 100 under",
          "beyond chance",
          "learned from",
        ],
        ja: ["期間", "n", "安定性指数", "偶然の平均", "偶然の上限（95%）", "偶然を超える", "学習に使用"],
      }),
      rows: periods.map(({period, n, psi, expected, p95, isLearnedFrom}) => [
        month(period),
        count(n),
        decimals(psi),
        decimals(expected),
        decimals(p95),
        psi > p95 ? yes : no,
        isLearnedFrom ? yes : no,
      ]),
    },
  };
}
