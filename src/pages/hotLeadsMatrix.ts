import {count, percent, rangeText} from "../analysis/figures.ts";
import type {HotCell, HotReport} from "../analysis/hotLeads/hotLeads.ts";
import type {HotChoice} from "../analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../analysis/run.ts";
import {readingNote} from "../components/figure.ts";
import {html} from "../components/html.ts";
import {noStageYet} from "../text/hotLeads/hotLeads.ts";
import {cellWords, hotMatrixWords} from "../text/hotLeads/hotLeadsPage.ts";
import {bandRange} from "../text/threshold/bands.ts";

interface HotMatrix {
  element: HTMLElement;
  show(choice: HotChoice): void;
}

/** Stages (the furthest on top) by bands (the highest first): open leads now, and what observations there came to. */
export function hotMatrix(report: HotReport, run: RunRecord, choose: (change: Partial<HotChoice>) => void): HotMatrix {
  const {stages, bands, cells} = report;
  const words = hotMatrixWords(run);
  const highest = Math.max(0.01, ...cells.map(({past}) => past?.value ?? 0));
  const buttons: {button: HTMLElement; cell: HotCell}[] = [];
  let chosen: HotChoice | null = null;
  const choiceOf = ({stage}: HotCell) => (stage === null && stages.length > 0 ? "none" : stage);
  const isChosen = (cell: HotCell) => chosen !== null && chosen.stage === choiceOf(cell) && chosen.band === cell.band;
  const nameOf = (stage: number | null) =>
    stage !== null ? stages[stage].name : stages.length > 0 ? noStageYet() : null;
  const filled = (cell: HotCell) => {
    const around = cellWords(nameOf(cell.stage), bands[cell.band].name);
    const button = html`<button type="button" aria-pressed="false"
      onclick=${() => choose(isChosen(cell) ? {stage: null, band: null} : {stage: choiceOf(cell), band: cell.band})}>
      ${said(around.before)}<b>${count(cell.open)}</b>${said(around.after)}${past(cell)}
    </button>`;
    button.style.setProperty("--shade", `${Math.round((40 * (cell.past?.value ?? 0)) / highest)}%`);
    buttons.push({button, cell});
    return html`<td>${button}</td>`;
  };
  const said = (text: string) => html`<span class="unseen">${text}</span>`;
  const past = ({past: rate}: HotCell) =>
    rate
      ? [percent(rate.value), rangeText(rate), `n ${count(rate.n)}`].map((part) => html`<span>${part}</span>`)
      : html`<span>–</span>`;
  const rows = [...[...stages.keys()].reverse(), null];
  const row = (stage: number | null) => {
    const inRow = bands.map((_, band) => cells.find((cell) => cell.stage === stage && cell.band === band));
    if (!inRow.some(Boolean)) return "";
    return html`<tr><th scope="row">${nameOf(stage) ?? words.all}</th>${inRow.map((cell) => (cell ? filled(cell) : html`<td>–</td>`))}</tr>`;
  };
  const element = html`<section class="chart" aria-label=${words.label}>
    <p class="chart-title">${words.title}</p>
    <div class="table" role="region" tabindex="0" aria-label=${words.table}><table class="hot-matrix">
      <thead><tr><th scope="col">${words.stage}</th>${bands.map(({name}, i) => html`<th scope="col">${name}<small>${bandRange(bands, i)}</small></th>`)}</tr></thead>
      <tbody>${rows.map(row)}</tbody>
    </table></div>
    ${readingNote(words)}
  </section>`;
  const show = (choice: HotChoice) => {
    chosen = choice;
    for (const {button, cell} of buttons) button.setAttribute("aria-pressed", String(isChosen(cell)));
  };
  return {element, show};
}
