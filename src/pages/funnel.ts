import {html} from "htl";
import type {FunnelReport, StageFlow} from "../analysis/findings.ts";
import {stageFlow} from "../charts/flow.ts";
import {segments} from "../charts/segments.ts";
import {figure} from "../components/figure.ts";
import {absent, caution} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {count, percent, shareText} from "../text/format.ts";
import {briefly} from "../text/funnel.ts";

const noStages =
  "The project has no stages, so that the path and its stuck places cannot be shown. Map a table of stage visits in project.yaml to see them.";

/** What became of the leads that entered each stage. */
export function stageDiagram({stages}: FunnelReport): HTMLElement {
  if (stages.length === 0) return absent(noStages);
  return figure(stageFlow(stages), "What became of the leads in each stage", {
    shows: "For each stage, in the order of the path, how many leads entered it and what became of them since.",
    read: "The whole bar is the leads that entered. The first part went on or won, the next still waits, the last is lost; between them those silent for too long or moved back. Per cent are of those who no longer wait; those there are in the stage now.",
    act: "A long waiting part wants somebody to call; a long lost part wants another message, or a better choice of whom to let in.",
  });
}

/** Pass-through and drop-off with their intervals. */
export function stageTable({stages}: FunnelReport): HTMLElement {
  if (stages.length === 0) return absent("There are no stages to pass through.");
  const row = (stage: StageFlow) => [
    stage.name,
    count(stage.entered),
    shareText(stage.passThrough),
    shareText(stage.dropOff),
    count(stage.passThrough.n),
    count(stage.stock),
    stage.dwell ? briefly(stage.dwell.median.value) : "no times",
  ];
  return html`<div>${table(
    {
      columns: [
        "stage",
        "entered",
        "pass-through (95 %)",
        "drop-off (95 %)",
        "of settled",
        "there now",
        "half moved on after",
      ],
      rows: stages.map(row),
    },
    "Stages",
  )}<p class="remark">Settled leads are those that entered and no longer wait. Times count open leads as still waiting, among those who move on.</p></div>`;
}

/** Segments by which the share won so far misleads. */
export function slowSegments({segments: found, wonRate}: FunnelReport): HTMLElement {
  if (!found || found.segments.length === 0)
    return html`<p>No attribute was found by which the share won so far misleads. Of ${count(wonRate.n)} decided leads ${percent(wonRate.value)} are won.</p>`;
  return html`<div>${found.text ? caution("The share won so far misleads", found.text.charAt(0).toUpperCase() + found.text.slice(1)) : ""}${figure(
    segments(found),
    `Won so far, and in the end, by ${found.attribute}`,
    {
      shows:
        "For each group the share of all its leads won so far, and the share that will have been won once the open leads are followed to the end.",
      read: "Hollow squares count open leads as if they were lost. Filled circles count them as not yet decided (Kaplan–Meier). A wide gap is a slow group.",
      act: "Judge groups by the circle. Do not take points from a slow group for being slow.",
    },
  )}</div>`;
}
