import {extent, type HotLead, type HotReport} from "../analysis/hotLeads/hotLeads.ts";
import type {HotChoice} from "../analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../analysis/run.ts";
import {html} from "../components/html.ts";
import {hotLeadsCsv} from "../exports/hotLeadsCsv.ts";
import {chosenText} from "../text/hotLeads/hotLeads.ts";
import {listWords, placeText} from "../text/hotLeads/hotLeadsPage.ts";
import {download} from "./download.ts";
import {leadCard} from "./hotLeadCard.ts";

interface HotList {
  element: HTMLElement;
  show(leads: readonly HotLead[], choice: HotChoice): void;
}

const perPage = 20;

/** The chosen leads, a page at a time, each with its reasons; and all of them as a file. */
export function hotList(report: HotReport, run: RunRecord): HotList {
  const scale = extent(report.leads, report.rules);
  const words = listWords(perPage);
  const said = html`<p role="status"></p>`;
  const cards = html`<ol class="leads"></ol>`;
  const place = html`<span></span>`;
  let shown: readonly HotLead[] = [];
  let from = 0;
  const turn = (to: number) => {
    from = to;
    const some = shown.slice(from, from + perPage);
    cards.replaceChildren(...some.map((lead) => html`<li>${leadCard(lead, report, run, scale)}</li>`));
    place.textContent = shown.length ? placeText(from + 1, from + some.length, shown.length) : "";
    back.disabled = from === 0;
    on.disabled = from + perPage >= shown.length;
  };
  const turned = (by: number) => () => {
    turn(from + by);
    said.scrollIntoView({block: "start"});
  };
  const back = html`<button type="button" onclick=${turned(-perPage)}>${words.higher}</button>` as HTMLButtonElement;
  const on = html`<button type="button" onclick=${turned(perPage)}>${words.next}</button>` as HTMLButtonElement;
  const save = () =>
    download({name: `${run.project}-hot-leads.csv`, type: "text/csv", text: hotLeadsCsv(shown, report, run)});
  const element = html`<div>
    <div class="lead-actions">${said}<button type="button" onclick=${save}>${words.save}</button></div>
    ${cards}
    <div class="lead-actions">${place}<span>${back} ${on}</span></div>
  </div>`;
  const show = (leads: readonly HotLead[], choice: HotChoice) => {
    shown = leads;
    said.textContent = chosenText(report, choice, leads.length);
    turn(0);
  };
  return {element, show};
}
