import type {HotReport} from "../analysis/hotLeads/hotLeads.ts";
import {type HotChoice, hotOrders} from "../analysis/hotLeads/hotLeadsChoice.ts";
import {html} from "../components/html.ts";
import {noStageYet, orderNames} from "../text/hotLeads/hotLeads.ts";
import {controlWords} from "../text/hotLeads/hotLeadsPage.ts";

interface HotControls {
  element: HTMLElement;
  show(choice: HotChoice): void;
}

/** Which leads are listed, and in what order. */
export function hotControls(
  {stages, bands, cells, momentum}: HotReport,
  choose: (change: Partial<HotChoice>) => void,
): HotControls {
  const words = controlWords();
  const none = cells.some((cell) => cell.stage === null) ? [noStageYet()] : [];
  const stage = select(words.stage, [words.all, ...stages.map(({name}) => name), ...none], (i) =>
    choose({stage: i === 0 ? null : i > stages.length ? "none" : i - 1}),
  );
  const band = select(words.band, [words.all, ...bands.map(({name}) => name)], (i) =>
    choose({band: i === 0 ? null : i - 1}),
  );
  const offered = hotOrders.filter(
    (order) =>
      order === "hottest" ||
      order === "score" ||
      (order === "stage" || order === "waiting" ? stages.length > 0 : momentum !== null),
  );
  const order = select(
    words.order,
    offered.map((name) => orderNames()[name]),
    (i) => choose({order: offered[i]}),
  );
  const text =
    html`<input type="search" placeholder=${words.hint} oninput=${() => choose({text: text.value})}>` as HTMLInputElement;
  const element = html`<div class="choice hot-controls">
    ${stages.length ? stage.element : ""}${bands.length > 1 ? band.element : ""}${offered.length > 1 ? order.element : ""}
    <label>${words.find} ${text}</label>
  </div>`;
  const show = (choice: HotChoice) => {
    stage.show(choice.stage === null ? 0 : choice.stage === "none" ? stages.length + 1 : choice.stage + 1);
    band.show(choice.band === null ? 0 : choice.band + 1);
    order.show(offered.indexOf(choice.order));
    if (text.value !== choice.text) text.value = choice.text;
  };
  return {element, show};
}

function select(label: string, names: readonly string[], chosen: (place: number) => void) {
  const list =
    html`<select onchange=${() => chosen(list.selectedIndex)}>${names.map((name) => html`<option>${name}</option>`)}</select>` as HTMLSelectElement;
  const show = (place: number) => {
    list.selectedIndex = place;
  };
  return {element: html`<label>${label} ${list}</label>`, show};
}
