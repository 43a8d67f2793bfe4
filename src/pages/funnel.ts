import {html} from "htl";
import {capital} from "../analysis/figures.ts";
import type {FunnelReport} from "../analysis/funnel/funnel.ts";
import {stageFlow} from "../charts/flow.ts";
import {segments} from "../charts/segments.ts";
import {figure} from "../components/figure.ts";
import {absent, caution, gathered} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {notMisleading, stageRows, funnelWords as words} from "../text/funnel/funnel.ts";

/** What became of the leads that entered each stage. */
export function stageDiagram({stages}: FunnelReport): HTMLElement {
  if (stages.length === 0) return absent(words.noStages());
  return figure(stageFlow(stages), words.diagramTitle(), words.diagram());
}

/** Every count of each stage, with pass-through and drop-off: a column a stage, so that a phone shows it. */
export function stageTable({stages}: FunnelReport): HTMLElement {
  if (stages.length === 0) return gathered();
  const rows = stageRows(stages).map(({name, of}) => [name, ...stages.map(of)]);
  return html`<div>${table({columns: [words.counted(), ...stages.map(({name}) => name)], rows}, words.stages())}
    <p class="remark">${words.table()}</p></div>`;
}

/** Segments by which the share won so far misleads. */
export function slowSegments(funnel: FunnelReport): HTMLElement {
  const {segments: found} = funnel;
  if (!found || found.segments.length === 0) return html`<p>${notMisleading(funnel)}</p>`;
  return html`<div>${found.text ? caution(words.slowCaution(), capital(found.text)) : ""}${figure(
    segments(found),
    words.slowTitle(found.attribute),
    words.slow(),
  )}</div>`;
}
