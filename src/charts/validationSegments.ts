import {count, percent} from "../analysis/figures.ts";
import type {SegmentField, SegmentQuality} from "../analysis/validation/segmentQuality.ts";
import {intervalText, shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, percentAxis, rowNames, tickAt, top} from "./parts.ts";
import {colour} from "./theme.ts";

const nameOf = ({value}: SegmentQuality): string => value ?? say({en: "missing", ja: "未入力"});

/** What the card says and what came, by value of one field. */
export function levelBySegment({field, segments}: SegmentField): Chart {
  const kinds = say({en: ["converted (95 %)", "chance by the card"], ja: ["実績（95%）", "配点表の示した確率"]});
  const rows = segments.flatMap((segment, order) => [
    {
      order,
      name: `${nameOf(segment)}${segment.isOffLevel ? say({en: " – off", ja: "（外れ）"}) : ""}`,
      kind: kinds[0],
      value: segment.observed.value,
      low: segment.observed.low,
      high: segment.observed.high,
    },
    {order, name: "", kind: kinds[1], value: segment.predicted, low: segment.predicted, high: segment.predicted},
  ]);
  const x = {
    type: "quantitative",
    scale: {domain: [0, top(rows.map(({high}) => high))]},
    axis: {...percentAxis, title: null},
  } as const;
  const by = (range: readonly string[]) =>
    ({field: "kind", scale: {domain: kinds, range}, legend: {orient: "top", title: null}}) as const;
  return {
    spec: layered(
      [
        rowNames,
        {
          mark: {type: "rule", strokeWidth: 2, color: colour.converted},
          encoding: {x: {...x, field: "low"}, x2: {field: "high"}},
        },
        {
          mark: {type: "point", size: 65, strokeWidth: 1.8},
          encoding: {
            x: {...x, field: "value"},
            stroke: by([colour.converted, colour.ink]),
            fill: by([colour.converted, colour.paper]),
            shape: by(["circle", "diamond"]),
          },
        },
      ],
      {height: 40 * segments.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `What the card says and what came, by ${field}: ${segments.map((segment) => `${nameOf(segment)} said ${percent(segment.predicted)}, came ${percent(segment.observed.value)}`).join("; ")}.`,
      ja: `${field}ごとの見込みと実績。${segments.map((segment) => `${nameOf(segment)}：見込み${percent(segment.predicted)}、実績${percent(segment.observed.value)}`).join("；")}。`,
    }),
    table: segmentTable({field, segments}),
  };
}

/** AUC within each value of one field, for those with enough to tell. */
export function orderBySegment({field, segments}: SegmentField): Chart {
  const known = segments.flatMap((segment) => (segment.auc ? [{segment, auc: segment.auc}] : []));
  const rows = known.map(({segment, auc}, order) => ({
    order,
    name: `${nameOf(segment)}${segment.isUnordered ? say({en: " – order not shown", ja: "（順番は不確か）"}) : ""}`,
    value: auc.value,
    low: auc.low,
    high: auc.high,
  }));
  const lowest = Math.min(0.5, ...rows.map(({low}) => low));
  const x = {
    type: "quantitative",
    scale: {zero: false, nice: false, domain: [Math.max(0, lowest - 0.02), 1]},
    axis: {format: ".2f", title: say({en: "AUC (0.5 is chance)", ja: "AUC（0.5は偶然と同じ）"}), tickCount: 6},
  } as const;
  return {
    spec: layered(
      [
        tickAt(0.5),
        rowNames,
        {
          mark: {type: "rule", strokeWidth: 2, color: colour.converted},
          encoding: {x: {...x, field: "low"}, x2: {field: "high"}},
        },
        {mark: {type: "point", size: 65, color: colour.converted}, encoding: {x: {...x, field: "value"}}},
      ],
      {height: 40 * rows.length, encoding: {y: namedRows}},
    ),
    data: {rows},
    description: say({
      en: `AUC by ${field}: ${known.map(({segment, auc}) => `${nameOf(segment)} ${intervalText(auc)}`).join("; ")}.`,
      ja: `${field}ごとのAUC。${known.map(({segment, auc}) => `${nameOf(segment)}：${intervalText(auc)}`).join("、")}。`,
    }),
    table: segmentTable({field, segments}),
  };
}

const segmentTable = ({field, segments}: Pick<SegmentField, "field" | "segments">): Chart["table"] => ({
  columns: say({
    en: [field, "n", "converted", "AUC (95 %)", "chance by the card", "came true (95 %)", "q of the gap"],
    ja: [field, "n", "転換", "AUC（95%）", "見込み", "実績（95%）", "差のq値"],
  }),
  rows: segments.map((segment) => [
    nameOf(segment),
    count(segment.observed.n),
    count(segment.observed.conversions),
    segment.auc ? intervalText(segment.auc) : say({en: "too few to tell", ja: "件数不足"}),
    percent(segment.predicted),
    shareText(segment.observed),
    segment.q < 0.001 ? "< 0.001" : segment.q.toFixed(3),
  ]),
});
