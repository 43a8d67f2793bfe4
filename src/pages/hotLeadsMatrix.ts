import {html} from "htl";
import {count, percent, plural, rangeText} from "../analysis/figures.ts";
import type {HotCell, HotReport} from "../analysis/hotLeads/hotLeads.ts";
import type {HotChoice} from "../analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../analysis/run.ts";
import {readingNote} from "../components/figure.ts";
import {bandRange} from "../text/bands.ts";

export interface HotMatrix {
  element: HTMLElement;
  show(choice: HotChoice): void;
}

/** Stages (the furthest on top) by bands (the highest first): open leads now, and what observations there came to. */
export function hotMatrix(report: HotReport, run: RunRecord, choose: (change: Partial<HotChoice>) => void): HotMatrix {
  const {stages, bands, cells} = report;
  const highest = Math.max(0.01, ...cells.map(({past}) => past?.value ?? 0));
  const buttons: {button: HTMLElement; cell: HotCell}[] = [];
  let chosen: HotChoice | null = null;
  const isChosen = ({stage, band}: HotCell) => chosen !== null && chosen.stage === stage && chosen.band === band;
  const filled = (cell: HotCell) => {
    const stage = cell.stage === null ? "All stages" : stages[cell.stage].name;
    const button = html`<button type="button" aria-pressed="false"
      onclick=${() => choose(isChosen(cell) ? {stage: null, band: null} : {stage: cell.stage, band: cell.band})}>
      ${said(`${stage}, band ${bands[cell.band].name}: `)}<b>${count(cell.open)}</b>${said(" open; converted before: ")}${past(cell)}
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
  const rows = stages.length ? [...stages.keys()].reverse() : [null];
  const row = (stage: number | null) => {
    const inRow = bands.map((_, band) => cells.find((cell) => cell.stage === stage && cell.band === band));
    if (!inRow.some(Boolean)) return "";
    return html`<tr><th scope="row">${stage === null ? "all leads" : stages[stage].name}</th>${inRow.map((cell) => (cell ? filled(cell) : html`<td>–</td>`))}</tr>`;
  };
  const element = html`<section class="chart" aria-label="Where the open leads stand">
    <p class="chart-title">Open leads by stage and band, and what came of such leads before</p>
    <div class="table" role="region" tabindex="0" aria-label="Table: open leads by stage and band"><table class="hot-matrix">
      <thead><tr><th scope="col">stage</th>${bands.map(({name}, i) => html`<th scope="col">${name}<small>${bandRange(bands, i)}</small></th>`)}</tr></thead>
      <tbody>${rows.map(row)}</tbody>
    </table></div>
    ${readingNote({
      shows: `How many open leads stand in each stage and band of the score now (large), and how many of the observations with that stage and band went on to convert${run.horizonDays === null ? "" : ` within ${plural(run.horizonDays, "day")}`}, with the 95 % interval and their number (small). These are all past observations, also those that the card was learned from.`,
      read: `The furthest stage is on top, the highest band on the left. The stronger the colour, the more converted. Cells of fewer than ${run.settings.minCell} past observations have no rate.`,
      act: "Begin at the top left. Choose a cell to list its leads; choose it again to list all.",
    })}
  </section>`;
  const show = (choice: HotChoice) => {
    chosen = choice;
    for (const {button, cell} of buttons) button.setAttribute("aria-pressed", String(isChosen(cell)));
  };
  return {element, show};
}
