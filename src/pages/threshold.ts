import {html} from "htl";
import type {RunRecord} from "../analysis/findings.ts";
import {type LineState, lineAddress, lineOf, readLine, startLine, type Way} from "../analysis/lineState.ts";
import type {ThresholdReport} from "../analysis/thresholdReport.ts";
import {bandRates} from "../charts/bands.ts";
import {fitByEngagement} from "../charts/matrix.ts";
import {leadsAbove, precisionAbove, profitCurve} from "../charts/threshold.ts";
import {figure, type LiveFigure, liveFigure} from "../components/figure.ts";
import {absent, folded} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {bandsText, matrixText} from "../text/bands.ts";
import {count, plural} from "../text/format.ts";
import {lineAnswer, listText, perText, thresholdRows, worthOf} from "../text/threshold.ts";
import {wayText} from "../text/ways.ts";

/** Page data of Threshold; no report where no card is suggested. */
export interface ThresholdData {
  run: RunRecord;
  refusal: string | null;
  report: ThresholdReport | null;
}

/** The parts of the page that follow the chosen line. */
export interface Line {
  answer: HTMLElement;
  controls: HTMLElement;
  pictures: HTMLElement;
}

/** The line, how it is chosen, and what it brings, kept in step with each other and with the address. */
export function line({run, refusal, report}: ThresholdData): Line {
  if (!report || report.thresholds.length === 0) {
    const why = absent(`There is no card to draw a line on: ${refusal ?? "no observation has a score"}.`);
    return {
      answer: html`<div class="answer"><p>No line can be drawn yet.</p></div>`,
      controls: why,
      pictures: html`<p></p>`,
    };
  }
  const start = startLine(report);
  let state = readLine(location.hash, start) ?? start;
  const answer = html`<div class="answer" role="status"></div>`;
  const drawn = pictures(report, run.currency);
  const show = () => {
    answer.replaceChildren(...lineAnswer(report, state, run.currency).map((said) => html`<p>${said}</p>`));
    asked.show(state);
    drawn.show(state);
  };
  const asked = controls(report, run, (change) => {
    state = {...state, ...change};
    history.replaceState(null, "", `#${lineAddress(state, start)}`);
    show();
  });
  addEventListener("hashchange", () => {
    state = readLine(location.hash, start) ?? state;
    show();
  });
  show();
  return {answer, controls: asked.element, pictures: drawn.element};
}

interface Shown {
  element: HTMLElement;
  show(state: LineState): void;
}

/** The ways to choose, each with what it would give. */
function controls(report: ThresholdReport, run: RunRecord, change: (change: Partial<LineState>) => void): Shown {
  const {unit, thresholds} = report;
  const number = (label: string, min: number, max: number | null, changed: (value: number) => void) =>
    html`<input type="number" aria-label=${label} min=${min} max=${max} step="any" oninput=${(event: Event) => {
      const {valueAsNumber, validity} = event.target as HTMLInputElement;
      if (validity.valid && Number.isFinite(valueAsNumber)) changed(valueAsNumber);
    }}>` as HTMLInputElement;
  const capacity = number(`Leads that can be called ${perText(unit)}`, 0, null, (leads) =>
    change({way: "capacity", capacity: leads}),
  );
  const precision = number("Per cent that should convert", 0.1, 100, (share) =>
    change({way: "precision", precision: share / 100}),
  );
  const value = number("What a conversion brings", 0.01, null, (amount) => change({way: "profit", value: amount}));
  const cost = number("What calling a lead costs", 0, null, (amount) => change({way: "profit", cost: amount}));
  const [lowest, highest] = [thresholds[0].score, thresholds[thresholds.length - 1].score];
  const score =
    html`<input type="range" aria-label="Score at least" min=${lowest} max=${highest} step="1" oninput=${() => change({way: "score", score: Number(score.value)})}>` as HTMLInputElement;
  const currency = run.currency ? ` ${run.currency}` : "";
  const ways: {way: Way; words: HTMLElement; says: HTMLElement; radio: HTMLInputElement}[] = [];
  const one = (way: Way, title: string, words: HTMLElement) => {
    const radio =
      html`<input type="radio" name="way" value=${way} onchange=${() => change({way})}>` as HTMLInputElement;
    const says = html`<p class="way-says"></p>`;
    ways.push({way, words, says, radio});
    return html`<div class="way"><label class="way-title">${radio} ${title}</label><div class="way-words">${words}</div>${says}</div>`;
  };
  const element = html`<form class="ways" onsubmit=${(event: Event) => event.preventDefault()}>
    <fieldset><legend>Draw the line</legend>
      ${one("capacity", "By what sales can call", html`<span>at most ${capacity} ${unit === "1,000 leads" ? "of 1,000 leads" : `leads a ${unit}`}</span>`)}
      ${one("precision", "By conversion rate", html`<span>at least ${precision} % should convert</span>`)}
      ${one("profit", "By profit", html`<span>a conversion brings ${value}${currency}, a call costs ${cost}${currency}</span>`)}
      ${one("score", "By hand", html`<span class="way-score">score at least ${score}</span>`)}
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

/** Leaves what the reader is typing as it is. */
function write(input: HTMLInputElement, value: number | null): void {
  if (document.activeElement === input && input.type !== "range") return;
  input.value = value === null ? "" : String(value);
}

/** What every line would bring, the chosen one marked. */
function pictures({thresholds, unit, all, measured}: ThresholdReport, currency: string | null): Shown {
  const leads = liveFigure(
    leadsAbove(thresholds, unit, null),
    unit === "1,000 leads" ? "Leads above the line" : `Leads a ${unit} above the line`,
    {
      shows: "How many leads have at least each score.",
      read: `The dashed line is the one chosen.${unit === "1,000 leads" ? "" : ` The band reaches from the ${unit} with the fewest to the one with the most.`}`,
      act: "Read off how many calls a line one point lower or higher would mean.",
    },
  );
  const precision = liveFigure(precisionAbove(thresholds, all.value, null), "How many of them convert", {
    shows: "The share of the leads above each line that converts, with its 95 % interval by lead.",
    read: "The level dashed line is the rate of all leads. To the right fewer leads are left, so that the interval widens.",
    act: "Do not draw a line where the interval is so wide that the next one is as good.",
  });
  const money = html`<div></div>`;
  let curve: LiveFigure | null = null;
  const every = shownTable({columns: [], rows: []}, "Every line");
  const show = (state: LineState) => {
    const chosen = lineOf(thresholds, state).threshold;
    const worth = worthOf(state);
    leads.update(leadsAbove(thresholds, unit, chosen));
    precision.update(precisionAbove(thresholds, all.value, chosen));
    every.update(thresholdRows(thresholds, unit, worth, currency, measured.kind !== "seen"));
    if (!worth) return;
    const chart = profitCurve(thresholds, worth, {unit, currency, chosen});
    if (curve) curve.update(chart);
    else {
      curve = liveFigure(chart, "Profit", {
        shows: `What calling everyone above each line once would bring ${perText(unit)}: value × conversions − cost × calls.`,
        read: "The band is what the rate's 95 % interval leaves open. Every conversion above the line counts as earned by the call, which is too much wherever leads would have bought without one.",
        act: "Where the curve is flat, choose by what people can do well; where it falls below zero, do not call.",
      });
      money.replaceChildren(curve.element);
    }
  };
  const element = html`<div><div class="pair">${leads.element}${precision.element}</div>${money}${folded(`All ${count(thresholds.length)} lines as a table`, every.element)}</div>`;
  return {element, show};
}

/** The bands with their rates. */
export function bandsOf({report}: ThresholdData): HTMLElement {
  if (!report) return absent("There is no card to form bands of.");
  const {bands, unit, all} = report;
  if (bands.length === 0) return absent("The bands are too small to be shown.");
  const sizes = bands.reduce((sum, {rate}) => sum + rate.n, 0);
  const hidden = Math.round(all.n - sizes);
  return html`<div><p>${bandsText(report)}${hidden > 0 ? ` Bands with ${plural(hidden, "observation")} are too small to be shown.` : ""}</p>${figure(
    bandRates(bands, unit, all.value),
    "Conversion rate by band",
    {
      shows: "The leads of each band of the score, and how many of them convert, with the 95 % interval by lead.",
      read: "The dashed line is the rate of all. Bands are kept only where the intervals of neighbours do not overlap.",
      act: "Give each band a play of its own: call A, invite B, mail C, leave D alone.",
    },
  )}</div>`;
}

/** Fit by engagement. */
export function matrixOf({report, run}: ThresholdData): HTMLElement {
  if (!report) return absent("There is no card to split.");
  const said = matrixText(report);
  if (!report.matrix) return absent(said[0]);
  const {fit, engagement} = report.ruleCount;
  return html`<div>${said.map((text) => html`<p>${text}</p>`)}${figure(
    fitByEngagement(report.matrix),
    "Conversion rate by fit and engagement",
    {
      shows: `The score in two: fit, the points for who the lead is (${plural(fit, "rule")}), and engagement, those for what it did, how lately, and the stage it stands in (${plural(engagement, "rule")}). On all observations, also those that the card was learned from.`,
      read: `A fits best, 1 is most engaged. The darker the cell, the higher the rate; rate and number of observations are printed in it. Under ${run.settings.minSupport} observations there are too few to give a rate, under ${run.settings.minCell} none are shown.`,
      act: "Call A1 first. Good fit with little engagement asks for content, not for a call; much engagement with a poor fit asks whether it is a customer at all.",
    },
  )}</div>`;
}
