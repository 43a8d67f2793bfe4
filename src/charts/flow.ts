import {count, percent} from "../analysis/figures.ts";
import type {StageFlow} from "../analysis/funnel/funnel.ts";
import {shareText} from "../text/format.ts";
import type {Chart} from "./chart.ts";
import {layered, namedRows} from "./parts.ts";
import {colour} from "./theme.ts";

const fates = [
  {key: "advanced", name: "went on", colour: colour.converted},
  {key: "waiting", name: "still waiting", colour: colour.waiting},
  {key: "dormant", name: "gone silent", colour: colour.dormant},
  {key: "movedBack", name: "moved back", colour: colour.muted},
  {key: "lost", name: "lost", colour: colour.unconverted},
] as const;

/** How the leads that entered each stage fared, a bar a stage, in the funnel's order. */
export function stageFlow(stages: readonly StageFlow[]): Chart {
  const present = fates.filter(({key}) => stages.some((stage) => stage[key] > 0));
  const rows = stages.flatMap((stage, order) =>
    present.map(({key, name}, position) => ({order, fate: name, position, leads: stage[key]})),
  );
  const names = stages.map((stage, order) => ({
    order,
    name: stage.name,
    said: `${count(stage.entered)} entered · ${percent(stage.passThrough.value)} went on · ${count(stage.stock)} there`,
  }));
  const label = {type: "text", align: "left", baseline: "bottom", limit: {expr: "width"}} as const;
  return {
    spec: layered(
      [
        {
          mark: {type: "bar", height: 14, stroke: colour.paper, strokeWidth: 1},
          encoding: {
            x: {field: "leads", type: "quantitative", axis: {title: "leads", tickCount: 5, format: ",d"}},
            color: {
              field: "fate",
              type: "nominal",
              scale: {domain: present.map(({name}) => name), range: present.map((fate) => fate.colour)},
              legend: {orient: "top", title: null, symbolType: "square", columns: 3},
            },
            order: {field: "position", type: "quantitative"},
          },
        },
        {
          data: {name: "names"},
          mark: {...label, dy: -25, fontSize: 13, fontWeight: 600},
          encoding: {x: {value: 0}, text: {field: "name", type: "nominal"}},
        },
        {
          data: {name: "names"},
          mark: {...label, dy: -10, color: colour.muted},
          encoding: {x: {value: 0}, text: {field: "said", type: "nominal"}},
        },
      ],
      {height: 72 * stages.length, encoding: {y: {...namedRows}}, padding: {left: 2, right: 8, top: 12, bottom: 2}},
    ),
    data: {rows, names},
    description: `Leads by stage and what became of them. ${stages.map((s) => `${s.name}: ${count(s.entered)} entered, ${count(s.advanced)} went on, ${count(s.lost)} lost, ${count(s.stock)} there now`).join("; ")}.`,
    table: {
      columns: [
        "stage",
        "entered",
        "skipped",
        "went on",
        "lost",
        "moved back",
        "gone silent",
        "still waiting",
        "pass-through (95 %)",
        "drop-off (95 %)",
      ],
      rows: stages.map((s) => [
        s.name,
        ...[s.entered, s.skipped, s.advanced, s.lost, s.movedBack, s.dormant, s.waiting].map(count),
        shareText(s.passThrough),
        shareText(s.dropOff),
      ]),
    },
  };
}
