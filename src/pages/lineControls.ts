import type {RunRecord} from "../analysis/run.ts";
import {type LineState, lineOf, type Way} from "../analysis/threshold/lineState.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {html} from "../components/html.ts";
import {listText} from "../text/threshold/threshold.ts";
import {fieldLabels, fieldWords, wayTitles} from "../text/threshold/thresholdPage.ts";
import {wayText} from "../text/threshold/ways.ts";

/** A part of the page that follows the chosen line. */
export interface Shown {
  element: HTMLElement;
  show(state: LineState): void;
}

/** The ways to choose, each with what it would give. */
export function lineControls(
  report: ThresholdReport,
  run: RunRecord,
  change: (change: Partial<LineState>) => void,
): Shown {
  const {unit, thresholds} = report;
  const number = (label: string, min: number, max: number | null, changed: (value: number) => void) =>
    html`<input type="number" aria-label=${label} min=${min} max=${max} step="any" oninput=${(event: Event) => {
      const {valueAsNumber, validity} = event.target as HTMLInputElement;
      if (validity.valid && Number.isFinite(valueAsNumber)) changed(valueAsNumber);
    }}>` as HTMLInputElement;
  const labels = fieldLabels(unit);
  const titles = wayTitles();
  const words = fieldWords(unit, run.currency);
  const capacity = number(labels.capacity, 0, null, (leads) => change({way: "capacity", capacity: leads}));
  const precision = number(labels.precision, 0.1, 100, (share) => change({way: "precision", precision: share / 100}));
  const value = number(labels.value, 0.01, null, (amount) => change({way: "profit", value: amount}));
  const cost = number(labels.cost, 0, null, (amount) => change({way: "profit", cost: amount}));
  const [lowest, highest] = [thresholds[0].score, thresholds[thresholds.length - 1].score];
  const score =
    html`<input type="range" aria-label=${labels.score} min=${lowest} max=${highest} step="1" oninput=${() => change({way: "score", score: Number(score.value)})}>` as HTMLInputElement;
  const ways: {way: Way; words: HTMLElement; says: HTMLElement; radio: HTMLInputElement}[] = [];
  const one = (way: Way, words: HTMLElement) => {
    const radio =
      html`<input type="radio" name="way" value=${way} onchange=${() => change({way})}>` as HTMLInputElement;
    const says = html`<p class="way-says"></p>`;
    ways.push({way, words, says, radio});
    return html`<div class="way"><label class="way-title">${radio} ${titles[way]}</label><div class="way-words">${words}</div>${says}</div>`;
  };
  const element = html`<form class="ways" onsubmit=${(event: Event) => event.preventDefault()}>
    <fieldset><legend>${titles.legend}</legend>
      ${one("capacity", html`<span>${said(words.capacity, capacity)}</span>`)}
      ${one("precision", html`<span>${said(words.precision, precision)}</span>`)}
      ${one("profit", html`<span><span class="way-field">${said(words.value, value)}</span> <span class="way-field">${said(words.cost, cost)}</span></span>`)}
      ${one("score", html`<span class="way-score">${said(words.score, score)}</span>`)}
    </fieldset>
    <p class="remark">${listText(run, unit)}</p>
  </form>`;
  const show = (state: LineState) => {
    const chosen = lineOf(thresholds, state).threshold;
    write(capacity, state.capacity);
    write(precision, Math.round(state.precision * 1e4) / 100);
    write(value, state.value);
    write(cost, state.cost);
    write(score, state.way === "score" ? state.score : (chosen?.score ?? highest));
    for (const {way, says, radio} of ways) {
      radio.checked = way === state.way;
      const byHand = state.way === "score" ? state : {...state, score: chosen?.score ?? highest};
      says.textContent = wayText(report, byHand, way, run.currency);
    }
  };
  return {element, show};
}

/** A field between its words. */
const said = ([before, after]: readonly string[], field: HTMLElement) => [before, field, after];

/** Leaves what the reader is typing as it is. */
function write(input: HTMLInputElement, value: number | null): void {
  if (document.activeElement === input && input.type !== "range") return;
  input.value = value === null ? "" : String(value);
}
