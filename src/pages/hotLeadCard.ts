import {html} from "htl";
import {signed} from "../analysis/figures.ts";
import {type HotLead, type HotReport, isSlow, type Reason, waterfall} from "../analysis/hotLeads/hotLeads.ts";
import type {RunRecord} from "../analysis/run.ts";
import {
  chanceTexts,
  latestTexts,
  momentumText,
  playTexts,
  stageText,
  topicsText,
  unknownTexts,
} from "../text/hotLeads/hotLead.ts";
import {cardWords, factNames} from "../text/hotLeads/hotLeadsPage.ts";
import {scoreNumber} from "../text/threshold/threshold.ts";

interface Scale {
  low: number;
  high: number;
}

/** One lead: its score with the rules that made it, what it did last, what to ask and what to do. Texts of the data are texts. */
export function leadCard(
  lead: HotLead,
  report: HotReport,
  run: Pick<RunRecord, "horizonDays">,
  scale: Scale,
): HTMLElement {
  const reasons = waterfall(lead, report.rules);
  const names = factNames();
  const words = cardWords();
  const facts: [string, readonly string[]][] = [
    [names.chance, chanceTexts(lead, report, run.horizonDays)],
    [names.momentum, momentumText(lead, report)],
    [names.latest, latestTexts(lead)],
    [names.topics, [topicsText(lead)].filter(Boolean)],
    [names.ask, unknownTexts(lead)],
    [names.play, playTexts(lead, report)],
  ];
  const stage = stageText(lead, report);
  return html`<article class="lead" aria-label=${words.lead(lead.id)}>
    <header>
      <h3>${lead.id}</h3>
      <p><b>${scoreNumber(lead.score)}</b>${words.points}${report.bands[lead.band].name}${lead.todays === null ? "" : html` <small>${words.todays(scoreNumber(lead.todays))}</small>`}</p>
      ${stage ? html`<p class=${isSlow(lead, report.stages) ? "lead-slow" : ""}>${stage}</p>` : ""}
    </header>
    ${reasons.length ? html`<ol class="waterfall" aria-label=${words.why}>${reasons.map((reason) => bar(reason, scale))}</ol>` : html`<p>${words.noRule}</p>`}
    <dl>${facts.flatMap(([what, texts]) => (texts.length ? [html`<div><dt>${what}</dt>${texts.map((text) => html`<dd>${text}</dd>`)}</div>`] : []))}</dl>
  </article>`;
}

/** A rule's points from where the sum stood to where they take it, on the scale of all leads listed. */
function bar({text, points, from, to}: Reason, {low, high}: Scale): HTMLElement {
  const width = high - low || 1;
  const share = (value: number) => `${((100 * (value - low)) / width).toFixed(2)}%`;
  const mark = html`<span class=${points < 0 ? "minus" : "plus"}></span>`;
  mark.style.left = share(Math.min(from, to));
  mark.style.width = `${((100 * Math.abs(points)) / width).toFixed(2)}%`;
  return html`<li><span class="track" aria-hidden="true">${mark}</span><span><b>${signed(points)}</b> ${text}</span></li>`;
}
