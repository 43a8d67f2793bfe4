import {html} from "htl";
import {plural} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {lineAddress, readLine, startLine} from "../analysis/threshold/lineState.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {bandRates} from "../charts/bands.ts";
import {fitByEngagement} from "../charts/matrix.ts";
import {figure} from "../components/figure.ts";
import {absent, answer} from "../components/prose.ts";
import {bandsText, matrixText} from "../text/bands.ts";
import {lineAnswer} from "../text/threshold.ts";
import {lineControls} from "./lineControls.ts";
import {linePictures} from "./linePictures.ts";

/** Page data of Threshold; no report where no card is suggested. */
export interface ThresholdData {
  run: RunRecord;
  refusal: string | null;
  /** What must be known where few deals carry the card. */
  strength: string | null;
  report: ThresholdReport | null;
}

/** The parts of the page that follow the chosen line. */
export interface Line {
  answer: HTMLElement;
  controls: HTMLElement;
  pictures: HTMLElement;
}

/** The line, how it is chosen, and what it brings, kept in step with each other and with the address. */
export function line({run, refusal, strength, report}: ThresholdData): Line {
  if (!report || report.thresholds.length === 0) {
    const why = refusal ?? "no observation has a score";
    return {
      answer: answer(`No line can be drawn yet: ${why}.`),
      controls: absent(`There is no card to draw a line on: ${why}.`),
      pictures: absent("Without a card no lead has a score."),
    };
  }
  const start = startLine(report);
  let state = readLine(location.hash, start) ?? start;
  const said = html`<div class="answer" role="status"></div>`;
  const drawn = linePictures(report, run.currency);
  const show = () => {
    said.replaceChildren(...answer(...lineAnswer(report, state, run.currency), strength ?? "").childNodes);
    asked.show(state);
    drawn.show(state);
  };
  const asked = lineControls(report, run, (change) => {
    state = {...state, ...change};
    history.replaceState(null, "", `#${lineAddress(state, start)}`);
    show();
  });
  addEventListener("hashchange", () => {
    state = readLine(location.hash, start) ?? state;
    show();
  });
  show();
  return {answer: said, controls: asked.element, pictures: drawn.element};
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
      read: `A fits best, 1 is most engaged. The stronger the colour, the higher the rate; rate and number of observations are printed in it. Under ${run.settings.minSupport} observations there are too few to give a rate, under ${run.settings.minCell} none are shown.`,
      act: "Call the upper left first. Good fit with little engagement asks for content, not for a call; much engagement with a poor fit asks whether it is a customer at all.",
    },
  )}</div>`;
}
