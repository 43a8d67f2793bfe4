import {count, percent} from "../analysis/figures.ts";
import type {ColumnReport, LoadReport} from "../analysis/run.ts";
import {columnKind, outcomeName, tableName} from "../text/data.ts";
import {month, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
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
  const each = rows.map((row) => `${month(row.month)} ${count(row.rows)}`);
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", color: colour.converted, opacity: 0.75, width: {band: 0.75}},
          encoding: {
            x,
            y: {
              field: "rows",
              type: "quantitative",
              axis: {title: null, tickCount: 4, format: ",d"},
            },
          },
        },
      ],
      {height: 130},
    ),
    data: {rows: rows.map((row) => ({month: month(row.month), rows: row.rows}))},
    description: say({
      en: `Rows of ${table} by month: ${each.join(", ")}.`,
      ja: `${tableName(table)}の月ごとの行数：${each.join("、")}。`,
    }),
    table: {
      columns: say({en: ["month", "rows"], ja: ["月", "行数"]}),
      rows: rows.map((row) => [month(row.month), count(row.rows)]),
    },
  };
}

const outcomes = ["won", "lost", "open"] as const;

/** Share missing by outcome, of each column where any value is; the table has all columns. */
export function missingness(columns: readonly ColumnReport[]): Chart {
  const some = columns.filter(({missing}) => missing.value > 0);
  const rows = some.flatMap(({column, missingByOutcome}, order) =>
    missingByOutcome.map(({outcome, rate}, i) => ({
      order,
      name: i === 0 ? column : "",
      outcome: outcomeName(outcome),
      value: rate.value,
    })),
  );
  const domain = outcomes.map(outcomeName);
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
              axis: {...percentAxis, title: say({en: "missing", ja: "欠損の割合"})},
            },
            stroke: {
              ...by,
              scale: {domain, range: [colour.converted, colour.unconverted, colour.ink]},
            },
            fill: {
              ...by,
              scale: {domain, range: [colour.converted, "transparent", "transparent"]},
            },
            shape: {
              ...by,
              scale: {domain, range: ["circle", "square", "triangle-up"]},
            },
          },
        },
      ],
      {height: 44 * some.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `Share missing by outcome, of the ${some.length} of ${columns.length} columns where any value is missing.`,
      ja: `結果ごとの欠損の割合。欠損のある列は${columns.length}列中${some.length}列。`,
    }),
    table: {
      columns: [
        ...say({
          en: ["column", "kind", "values", "missing (95 %)"],
          ja: ["列", "種類", "値の種類数", "欠損（95%区間）"],
        }),
        ...domain.map((outcome) => say({en: `missing where ${outcome}`, ja: `${outcome}での欠損`})),
      ],
      rows: columns.map(({column, type, distinct, missing, missingByOutcome}) => [
        column,
        columnKind(type),
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
