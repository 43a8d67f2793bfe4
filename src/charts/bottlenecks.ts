import {count, percent} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import {type BottleneckReport, usedOf} from "../analysis/funnel/bottleneck.ts";
import {amountText, passText} from "../text/bottleneck.ts";
import {shareText} from "../text/format.ts";
import {briefly} from "../text/funnel.ts";
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
    spec: intervals(measured.length, "more deals a month"),
    data: {rows},
    description: `More deals a month if each of ${measured.length} stages passed on as many leads as its yardstick.${best ? ` Most for sure: ${best.name}, ${amountText(usedOf(best)!.gain)}.` : ""}`,
    table: {
      columns: [
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
      rows: report.stages.map((stage) => [
        stage.name,
        stage.entering === null ? "no times" : count(stage.entering),
        shareText(stage.passThrough),
        percent(stage.laterWon),
        stage.segments ? `${percent(stage.segments.rate)} (${stage.segments.attribute})` : "–",
        stage.segments ? amountText(stage.segments.gain) : "–",
        stage.before ? percent(stage.before.rate) : "–",
        stage.before ? amountText(stage.before.gain) : "–",
        `${percent(stage.first)} of resamples`,
      ]),
    },
  };
}

/** Mean days that leads stand in each stage beyond what the quickest quarter needs, with their interval. */
export function standing({stages, longest}: BottleneckReport): Chart {
  const timed = stages.flatMap((stage) => (stage.wait ? [{...stage, wait: stage.wait}] : []));
  const rows = timed.map(({stage, name, wait}, order) => ({
    ...line(order, name, `${count(wait.leadDays.value)} lead-days a month`, wait.days),
    isSure: stage === longest,
  }));
  return {
    spec: intervals(timed.length, "days a lead"),
    data: {rows},
    description: `Mean days that a lead stands in each of ${timed.length} stages beyond what the quickest quarter needs: ${timed.map(({name, wait}) => `${name} ${amountText(wait.days)}`).join(", ")}.`,
    table: {
      columns: [
        "stage",
        "there now",
        "quickest quarter needs",
        "half need",
        "days beyond (95 %)",
        "lead-days a month (95 %)",
        "longest in",
      ],
      rows: timed.map(({name, stock, wait}) => [
        name,
        count(stock),
        briefly(wait.quickDays),
        briefly(wait.median.value),
        amountText(wait.days),
        amountText(wait.leadDays),
        `${percent(wait.first)} of resamples`,
      ]),
    },
  };
}

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
