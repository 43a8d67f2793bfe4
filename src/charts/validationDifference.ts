import type {Difference} from "../analysis/validation/validationReport.ts";
import {contenderNames, plus} from "../text/validation.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, rowNames, tickAt} from "./parts.ts";
import {colour} from "./theme.ts";

/** AUC of the suggested card minus that of each rival on the same observations, with its interval. */
export function differences(all: readonly Difference[]): Chart {
  const known = all.filter(({against}) => against !== "base rate");
  const rows = known.map(({against, auc}, order) => ({
    order,
    name: `against ${contenderNames[against]}`,
    ...auc,
    isSure: auc.low > 0 || auc.high < 0,
  }));
  const x = {type: "quantitative", scale: {nice: true, zero: true}} as const;
  return {
    spec: layered(
      [
        tickAt(0),
        rowNames,
        {
          mark: {type: "rule", strokeWidth: 2, color: colour.converted},
          encoding: {
            x: {
              ...x,
              field: "low",
              axis: {format: "+.2f", title: "AUC of the suggested card minus theirs", tickCount: 6},
            },
            x2: {field: "high"},
          },
        },
        {
          mark: {type: "point", size: 70, strokeWidth: 2, stroke: colour.converted},
          encoding: {
            x: {...x, field: "value"},
            fill: {condition: {test: {field: "isSure", equal: true}, value: colour.converted}, value: colour.paper},
          },
        },
      ],
      {height: 42 * rows.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: `AUC of the suggested card minus that of its rivals: ${known.map(({against, auc, verdict}) => `${contenderNames[against]} ${plus(auc)}, ${verdict}`).join("; ")}.`,
    table: {
      columns: ["against", "AUC: suggested minus theirs (95 %)", "log-loss: suggested minus theirs (95 %)", "verdict"],
      rows: all.map(({against, auc, logLoss, verdict}) => [
        contenderNames[against],
        plus(auc),
        plus(logLoss, 4),
        verdict,
      ]),
    },
  };
}
