import {html} from "htl";
import type {JourneyAction, JourneyReport, JourneyStage} from "../analysis/funnel/journey.ts";
import type {RunRecord} from "../analysis/run.ts";
import {bullets, gathered} from "../components/prose.ts";
import {
  actionLine,
  basisText,
  gapText,
  journeyText,
  labels,
  missingWords,
  movingOn,
  nothingDidText,
  nothingText,
  stageFacts,
  toldHow,
} from "../text/funnel/journey.ts";

/** The path as cards, a stage each: what leads want to know, the play, what those who moved on did, and where nothing works. */
export function cards(report: JourneyReport, run: Pick<RunRecord, "horizonDays">): HTMLElement {
  if (report.stages.length === 0) return gathered();
  const seesActions = report.leadActions > 0;
  return html`<div>
    <p>${journeyText(report)}</p>
    <ol class="journey">${report.stages.map((stage) => html`<li>${card(stage, run, seesActions)}</li>`)}</ol>
    ${seesActions ? html`<p class="remark">${toldHow()}</p>` : ""}
  </div>`;
}

function card(stage: JourneyStage, run: Pick<RunRecord, "horizonDays">, seesActions: boolean): HTMLElement {
  return html`<article aria-label=${stage.name}>
    <h3>${stage.name}</h3>
    <p class="remark">${stageFacts(stage)}</p>
    <dl>
      ${entry(labels.wants(), stage.wants ?? missingWords("wants", stage))}
      ${entry(labels.play(), stage.play ?? missingWords("play", stage))}
      ${seesActions ? entry(labels.did(movingOn(stage)), didWhat(stage)) : ""}
      ${seesActions && stage.step ? entry(labels.against(), actions(stage.step.against, nothingText(stage))) : ""}
    </dl>
    ${seesActions && stage.step ? html`<p class="remark">${basisText(stage, run)}</p>` : ""}
  </article>`;
}

const entry = (term: string, said: string | HTMLElement): HTMLElement =>
  html`<div><dt>${term}</dt><dd>${said}</dd></div>`;

function didWhat(stage: JourneyStage): string | HTMLElement {
  const gap = gapText(stage);
  return gap
    ? html`<span><b class="gap">${labels.gap()}</b> ${gap}</span>`
    : actions(stage.step?.did ?? [], nothingDidText(stage));
}

const actions = (some: readonly JourneyAction[], nothing: string): string | HTMLElement =>
  some.length === 0 ? nothing : bullets(some.map(actionLine));
