import {html} from "htl";
import {capital, count, percent} from "../analysis/figures.ts";
import type {FunnelReport} from "../analysis/funnel/funnel.ts";
import {stageFlow} from "../charts/flow.ts";
import {segments} from "../charts/segments.ts";
import {figure} from "../components/figure.ts";
import {absent, caution} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {stageRows, funnelWords as words} from "../text/funnel.ts";

/** What became of the leads that entered each stage. */
export function stageDiagram({stages}: FunnelReport): HTMLElement {
  if (stages.length === 0) return absent(words.noStages);
  return figure(stageFlow(stages), "What became of the leads in each stage", words.diagram);
}

/** Every count of each stage, with pass-through and drop-off: a column a stage, so that a phone shows it. */
export function stageTable({stages}: FunnelReport): HTMLElement {
  if (stages.length === 0) return absent(words.noTable);
  const rows = stageRows.map(({name, of}) => [name, ...stages.map(of)]);
  return html`<div>${table({columns: ["", ...stages.map(({name}) => name)], rows}, "Stages")}
    <p class="remark">${words.table}</p></div>`;
}

/** Segments by which the share won so far misleads. */
export function slowSegments({segments: found, wonRate}: FunnelReport): HTMLElement {
  if (!found || found.segments.length === 0)
    return html`<p>No attribute was found by which the share won so far misleads. Of ${count(wonRate.n)} decided leads ${percent(wonRate.value)} are won.</p>`;
  return html`<div>${found.text ? caution("The share won so far misleads", capital(found.text)) : ""}${figure(
    segments(found),
    `Won so far, and in the end, by ${found.attribute}`,
    words.slow,
  )}</div>`;
}
