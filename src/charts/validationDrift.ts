import {count} from "../analysis/figures.ts";
import type {Drift} from "../analysis/validation/psi.ts";
import {decimals, month} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, periodsAlong} from "./parts.ts";
import {colour} from "./theme.ts";

/** Population stability index of each period, over what chance alone would do. */
export function scoreDrift({periods}: Drift): Chart {
  const rows = periods.map(({period, psi, expected, p95, isLearnedFrom}) => ({
    period: month(period),
    psi,
    expected,
    p95,
    kind: isLearnedFrom ? "learned from" : "later",
  }));
  const highest = Math.max(0.12, ...rows.map(({psi}) => psi)) * 1.08;
  const y = {
    type: "quantitative",
    scale: {domain: [0, highest], clamp: true},
    axis: {title: "stability index", format: ".2f", tickCount: 5},
  } as const;
  const kind = (range: readonly string[]) =>
    ({field: "kind", scale: {domain: ["learned from", "later"], range}, legend: {orient: "top", title: null}}) as const;
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
    description: `Population stability index by period: ${periods.map(({period, psi, p95}) => `${month(period)} ${psi.toFixed(3)} (chance up to ${p95.toFixed(3)})`).join(", ")}.`,
    table: {
      columns: [
        "period",
        "n",
        "stability index",
        "by chance, on average",
        "by chance, 95 of 100 under",
        "beyond chance",
        "learned from",
      ],
      rows: periods.map(({period, n, psi, expected, p95, isLearnedFrom}) => [
        month(period),
        count(n),
        decimals(psi),
        decimals(expected),
        decimals(p95),
        psi > p95 ? "yes" : "no",
        isLearnedFrom ? "yes" : "no",
      ]),
    },
  };
}
