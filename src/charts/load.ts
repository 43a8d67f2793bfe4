import {count, percent} from "../analysis/figures.ts";
import type {ColumnReport, LoadReport} from "../analysis/run.ts";
import {month, shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, percentAxis, rowNames} from "./parts.ts";
import {colour} from "./theme.ts";

/** Rows of one table by month. */
export function timeline(table: string, rows: LoadReport["timeline"]): Chart {
  const x = {
    field: "month",
    type: "ordinal",
    sort: null,
    axis: {title: null, labelAngle: 0, labelOverlap: true},
  } as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", color: colour.converted, opacity: 0.75, width: {band: 0.75}},
          encoding: {x, y: {field: "rows", type: "quantitative", axis: {title: null, tickCount: 4, format: "~s"}}},
        },
      ],
      {height: 130},
    ),
    data: {rows: rows.map((row) => ({month: month(row.month), rows: row.rows}))},
    description: `Rows of ${table} by month: ${rows.map((row) => `${month(row.month)} ${count(row.rows)}`).join(", ")}.`,
    table: {columns: ["month", "rows"], rows: rows.map((row) => [month(row.month), count(row.rows)])},
  };
}

const outcomes = ["won", "lost", "open"] as const;

/** Share missing by outcome, of each column where any value is; the table has all columns. */
export function missingness(columns: readonly ColumnReport[]): Chart {
  const some = columns.filter(({missing}) => missing.value > 0);
  const rows = some.flatMap(({column, missingByOutcome}, order) =>
    missingByOutcome.map(({outcome, rate}, i) => ({order, name: i === 0 ? column : "", outcome, value: rate.value})),
  );
  const by = {field: "outcome", type: "nominal", legend: {orient: "top", title: null}} as const;
  return {
    spec: layered(
      [
        {
          ...rowNames,
          mark: {type: "text", align: "left", baseline: "bottom", dy: -8, fontSize: 13, limit: {expr: "width"}},
        },
        {
          mark: {type: "point", size: 70, strokeWidth: 2, filled: false},
          encoding: {
            x: {
              field: "value",
              type: "quantitative",
              scale: {domain: [0, 1]},
              axis: {...percentAxis, title: "missing"},
            },
            stroke: {
              ...by,
              scale: {domain: outcomes, range: [colour.converted, colour.unconverted, colour.ink]},
            },
            fill: {
              ...by,
              scale: {domain: outcomes, range: [colour.converted, colour.paper, colour.paper]},
            },
            shape: {
              ...by,
              scale: {domain: outcomes, range: ["circle", "square", "triangle-up"]},
            },
          },
        },
      ],
      {height: 44 * some.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: `Share missing by outcome, of the ${some.length} of ${columns.length} columns where any value is missing.`,
    table: {
      columns: ["column", "kind", "values", "missing (95 %)", ...outcomes.map((outcome) => `missing where ${outcome}`)],
      rows: columns.map(({column, type, distinct, missing, missingByOutcome}) => [
        column,
        type,
        count(distinct),
        shareText(missing),
        ...outcomes.map((outcome) => {
          const found = missingByOutcome.find((by) => by.outcome === outcome);
          return found ? percent(found.rate.value) : "–";
        }),
      ]),
    },
  };
}
