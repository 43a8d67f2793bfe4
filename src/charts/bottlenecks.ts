import {count, percent} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import {type BottleneckReport, type SegmentYardstick, usedOf} from "../analysis/funnel/bottleneck.ts";
import {shareText} from "../text/format.ts";
import {amountText, passText} from "../text/funnel/bottleneck.ts";
import {briefly} from "../text/funnel/funnel.ts";
import {say} from "../text/language.ts";
import type {Chart, Row} from "./chart.ts";
import {type Layer, layered, namedRows} from "./parts.ts";
import {colour} from "./theme.ts";

/** What mending each stage would bring, with its interval, in the funnel's order; grey where it may well be nothing. */
export function mending(report: BottleneckReport): Chart {
  const measured = report.stages.filter(({used}) => used !== null);
  const rows = measured.flatMap((stage, order) => {
    const yardstick = usedOf(stage);
    return yardstick ? [{...line(order, stage.name, passText(stage), yardstick.gain), isSure: yardstick.isSure}] : [];
  });
  const best = report.stages.find(({stage}) => stage === report.ranked[0]);
  return {
    spec: intervals(measured.length, say({en: "more deals a month", ja: "受注の増加（件／月）"})),
    data: {rows},
    description: say({
      en: `More deals a month if each of ${measured.length} stages passed on as many leads as its yardstick.${best ? ` Most for sure: ${best.name}, ${amountText(usedOf(best)!.gain)}.` : ""}`,
      ja: `${measured.length}フェーズそれぞれの遷移率が基準まで上がった場合の、月あたりの受注の増加。${best ? `最も確実なのは${best.name}の${amountText(usedOf(best)!.gain, "件")}。` : ""}`,
    }),
    table: {
      columns: say({
        en: [
          "stage",
          "enter a month",
          "go on in the end (95 %)",
          "of those win later",
          "best quarter",
          "more deals a month (95 %)",
          "in the period before",
          "more deals a month (95 %)",
          "brings most in",
        ],
        ja: [
          "フェーズ",
          "月間の到達件数",
          "最終的な遷移率（95%）",
          "遷移後に受注する割合",
          "上位4分の1の遷移率",
          "月間の受注増（95%）",
          "前の期間の遷移率",
          "月間の受注増（95%）",
          "効果が最大になる割合",
        ],
      }),
      rows: report.stages.map((stage) => [
        stage.name,
        stage.entering === null ? say({en: "no times", ja: "時刻なし"}) : count(stage.entering),
        shareText(stage.passThrough),
        percent(stage.laterWon),
        stage.segments ? segmentsCell(stage.segments) : "–",
        stage.segments ? amountText(stage.segments.gain) : "–",
        stage.before ? percent(stage.before.rate) : "–",
        stage.before ? amountText(stage.before.gain) : "–",
        resamplesCell(stage.first),
      ]),
    },
  };
}

/** Mean days that leads stand in each stage beyond what the quickest quarter needs, with their interval. */
export function standing({stages, longest}: BottleneckReport): Chart {
  const timed = stages.flatMap((stage) => (stage.wait ? [{...stage, wait: stage.wait}] : []));
  const rows = timed.map(({stage, name, wait}, order) => {
    const leadDays = count(wait.leadDays.value);
    const said = say({en: `${leadDays} lead-days a month`, ja: `月間延べ${leadDays}日`});
    return {...line(order, name, said, wait.days), isSure: stage === longest};
  });
  const amounts = timed.map(({name, wait}) => `${name} ${amountText(wait.days)}`);
  return {
    spec: intervals(timed.length, say({en: "days a lead", ja: "1件あたりの日数"})),
    data: {rows},
    description: say({
      en: `Mean days that a lead stands in each of ${timed.length} stages beyond what the quickest quarter needs: ${amounts.join(", ")}.`,
      ja: `${timed.length}フェーズそれぞれで、最も速い4分の1に必要な時間を超えてリードが滞留する平均日数：${amounts.join("、")}。`,
    }),
    table: {
      columns: say({
        en: [
          "stage",
          "there now",
          "quickest quarter needs",
          "half need",
          "days beyond (95 %)",
          "lead-days a month (95 %)",
          "longest in",
        ],
        ja: [
          "フェーズ",
          "現在の件数",
          "最も速い4分の1の所要",
          "半数の所要",
          "超過日数（95%）",
          "月間延べ日数（95%）",
          "最長になる割合",
        ],
      }),
      rows: timed.map(({name, stock, wait}) => [
        name,
        count(stock),
        briefly(wait.quickDays),
        briefly(wait.median.value),
        amountText(wait.days),
        amountText(wait.leadDays),
        resamplesCell(wait.first),
      ]),
    },
  };
}

const segmentsCell = ({rate, attribute}: SegmentYardstick): string =>
  say({en: `${percent(rate)} (${attribute})`, ja: `${percent(rate)}（${attribute}）`});

const resamplesCell = (share: number): string =>
  say({en: `${percent(share)} of resamples`, ja: `再抽出の${percent(share)}`});

const line = (order: number, name: string, said: string, {value, low, high}: Interval): Row & {order: number} => ({
  order,
  name,
  said,
  figures: amountText({value, low, high}),
  value,
  low,
  high,
});

const step = 62;

/** A row a stage: name and a remark above, the interval and its figures below. */
function intervals(rowCount: number, title: string) {
  const label = (field: string, dy: number, more: Layer = {}): Layer => ({
    mark: {type: "text", align: "left", baseline: "bottom", dy, limit: {expr: "0.65 * width"}, ...more},
    encoding: {x: {value: 0}, text: {field, type: "nominal"}},
  });
  const tone = {
    condition: {test: {field: "isSure", equal: true}, value: colour.converted},
    value: colour.muted,
  } as const;
  const x = {type: "quantitative"} as const;
  return layered(
    [
      {
        mark: {type: "tick", orient: "vertical", size: 14, thickness: 1.5, color: colour.muted, yOffset: 17},
        encoding: {x: {datum: 0, type: "quantitative"}},
      },
      label("name", -10, {fontSize: 13, fontWeight: 600}),
      label("said", 6, {fontSize: 11, color: colour.muted}),
      {
        mark: {type: "text", align: "right", baseline: "bottom", dy: -10},
        encoding: {x: {value: "width"}, text: {field: "figures", type: "nominal"}},
      },
      {
        mark: {type: "rule", strokeWidth: 2, yOffset: 17},
        encoding: {x: {...x, field: "low", axis: {title, tickCount: 5}}, x2: {field: "high"}, color: tone},
      },
      {
        mark: {type: "point", size: 70, strokeWidth: 2, filled: false, yOffset: 17},
        encoding: {
          x: {...x, field: "value"},
          stroke: tone,
          fill: {condition: {test: {field: "isSure", equal: true}, value: colour.converted}, value: colour.paper},
        },
      },
    ],
    {height: Math.max(1, rowCount) * step, encoding: {y: namedRows}},
  );
}
