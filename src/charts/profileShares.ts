import {percent} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {AttributeProfile} from "../analysis/profile/groupProfiles.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows, percentAxis} from "./parts.ts";
import {attributeTable} from "./profileTables.ts";
import {colour} from "./theme.ts";

const places = [25, 37, 49];

/** The share of each value among won, open and lost leads, with intervals: a row a value, its name above. */
export function profileShares(attribute: AttributeProfile): Chart {
  const {groups} = attribute;
  const kinds = say({
    en: ["of won leads", "of open leads", "of lost leads"],
    ja: ["受注リード", "未決リード", "失注リード"],
  });
  const rows = groups.flatMap(({shareOfWon, shareOfOpen, shareOfLost}, order) =>
    [shareOfWon, shareOfOpen, shareOfLost].flatMap((share, i) =>
      share.n > 0 ? [{order, kind: kinds[i], ...interval(share)}] : [],
    ),
  );
  const marks = [
    {kind: kinds[0], shape: "circle", tone: colour.converted, fill: colour.converted},
    {kind: kinds[1], shape: "triangle-up", tone: colour.muted, fill: colour.paper},
    {kind: kinds[2], shape: "square", tone: colour.unconverted, fill: colour.paper},
  ].filter(({kind}) => rows.some((row) => row.kind === kind));
  const shown = marks.map(({kind}) => kind);
  const kind = {field: "kind", type: "nominal", sort: shown} as const;
  const legend = {orient: "top", title: null, columns: 3, labelLimit: 120} as const;
  const offset = {...kind, scale: {domain: shown, range: [places[0], places[2]]}} as const;
  const stroke = {...kind, scale: {domain: shown, range: marks.map(({tone}) => tone)}} as const;
  return {
    spec: layered(
      [
        {
          data: {name: "names"},
          mark: {type: "text", align: "left", baseline: "bottom", dy: -14, fontSize: 13, limit: {expr: "width"}},
          encoding: {x: {value: 0}, text: {field: "name", type: "nominal"}},
        },
        {
          mark: {type: "rule", strokeWidth: 2},
          encoding: {
            x: {
              field: "low",
              type: "quantitative",
              scale: {zero: true},
              axis: {...percentAxis, title: say({en: "share of leads", ja: "リードの割合"})},
            },
            x2: {field: "high"},
            yOffset: offset,
            stroke: {...stroke, legend},
          },
        },
        {
          mark: {type: "point", size: 65, strokeWidth: 2, filled: false},
          encoding: {
            x: {field: "value", type: "quantitative"},
            yOffset: offset,
            shape: {...kind, scale: {domain: shown, range: marks.map(({shape}) => shape)}, legend},
            stroke: {...stroke, legend},
            fill: {...kind, scale: {domain: shown, range: marks.map(({fill}) => fill)}, legend},
          },
        },
      ],
      {height: 62 * groups.length, encoding: {y: namedRows}},
    ),
    data: {rows, names: groups.map(({label}, order) => ({order, name: label}))},
    description: describe(attribute),
    table: attributeTable(attribute),
  };
}

function describe({field, groups}: AttributeProfile): string {
  const each = groups.map(({label, shareOfWon, shareOfOpen, shareOfLost}) => {
    const shares = [shareOfWon, shareOfOpen, shareOfLost].map(({value}) => percent(value));
    return say({en: `${label} ${shares.join(", ")}`, ja: `${label} ${shares.join("、")}`});
  });
  return say({
    en: `By ${field}, share of won, open and lost leads: ${each.join("; ")}.`,
    ja: `${field}別の受注・未決・失注リードの割合：${each.join("；")}。`,
  });
}

const interval = ({value, low, high}: Interval): {value: number; low: number; high: number} => ({value, low, high});
