import {html} from "htl";
import type {RunRecord} from "../analysis/findings.ts";
import type {JourneyAction, JourneyReport, JourneyStage} from "../analysis/journey.ts";
import {absent, bullets} from "../components/prose.ts";
import {
  actionLine,
  basisText,
  gapText,
  journeyText,
  missingWords,
  movingOn,
  nothingText,
  stageFacts,
} from "../text/journey.ts";

/** The path as cards, a stage each: what leads want to know, the play, what those who moved on did, and where nothing works. */
export function cards(report: JourneyReport, run: Pick<RunRecord, "horizonDays">): HTMLElement {
  if (report.stages.length === 0) return absent("The project has no stages.");
  return html`<div>
    <p>${journeyText(report)}</p>
    <ol class="journey">${report.stages.map((stage) => card(stage, report, run))}</ol>
    <p class="remark">Told are patterns beyond chance (q < 0.05) without a reason not to believe them, about what leads do themselves, that go beyond having been active at all in the same time; near-copies are told once. They go along with moving on and need not cause it.</p>
  </div>`;
}

function card(stage: JourneyStage, {leadActions}: JourneyReport, run: Pick<RunRecord, "horizonDays">): HTMLElement {
  const {name, wants, play, step} = stage;
  const gap = gapText(stage);
  return html`<li><article aria-label=${name}>
    <h3>${name}</h3>
    <p class="remark">${stageFacts(stage)}</p>
    <dl>
      <div><dt>They want to know</dt><dd>${wants ?? missingWords("wants", stage)}</dd></div>
      <div><dt>Our play</dt><dd>${play ?? missingWords("play", stage)}</dd></div>
      ${
        step && leadActions > 0
          ? html.fragment`<div><dt>Goes with ${movingOn(stage)}</dt><dd>${gap ? html`<span class="gap">Gap.</span> ${gap}` : actions(step.did, stage)}</dd></div>
      <div><dt>Goes with staying or being lost</dt><dd>${actions(step.against, stage)}</dd></div>`
          : html`<div><dt>Goes with ${movingOn(stage)}</dt><dd>${step ? "No actions of the leads themselves are recorded." : "Too few leads were seen in this stage, or none of their actions have times."}</dd></div>`
      }
    </dl>
    ${step ? html`<p class="remark">${basisText(stage, run)}</p>` : ""}
  </article></li>`;
}

const actions = (some: readonly JourneyAction[], stage: JourneyStage): HTMLElement | string =>
  some.length === 0 ? nothingText(stage) : bullets(some.map(actionLine));
