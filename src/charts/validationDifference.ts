import type {Difference} from "../analysis/validation/validationReport.ts";
import {say} from "../text/language.ts";
import {contenderNames, verdictNames} from "../text/validate/contenders.ts";
import {plus} from "../text/validate/validation.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, rowNames, tickAt} from "./parts.ts";
import {colour} from "./theme.ts";

/** AUC of the suggested card minus that of each rival on the same observations, with its interval. */
export function differences(all: readonly Difference[]): Chart {
  const [names, verdicts] = [contenderNames(), verdictNames()];
  const known = all.filter(({against}) => against !== "base rate");
  const rows = known.map(({against, auc}, order) => ({
    order,
    name: say({en: `against ${names[against]}`, ja: `${names[against]}との差`}),
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
              axis: {
                format: "+.2f",
                title: say({en: "AUC of the suggested card minus theirs", ja: "提案の配点表と相手のAUCの差"}),
                tickCount: 6,
              },
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
    description: say({
      en: `AUC of the suggested card minus that of its rivals: ${known.map(({against, auc, verdict}) => `${names[against]} ${plus(auc)}, ${verdicts[verdict]}`).join("; ")}.`,
      ja: `提案の配点表と比較相手のAUCの差。${known.map(({against, auc, verdict}) => `${names[against]}：${plus(auc)}、${verdicts[verdict]}`).join("；")}。`,
    }),
    table: {
      columns: say({
        en: ["against", "AUC: suggested minus theirs (95 %)", "log-loss: suggested minus theirs (95 %)", "verdict"],
        ja: ["比較相手", "AUCの差：提案−相手（95%）", "対数損失の差：提案−相手（95%）", "判定"],
      }),
      rows: all.map(({against, auc, logLoss, verdict}) => [
        names[against],
        plus(auc),
        plus(logLoss, 4),
        verdicts[verdict],
      ]),
    },
  };
}
