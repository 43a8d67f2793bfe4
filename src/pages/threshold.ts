import {html} from "htl";
import type {RunRecord} from "../analysis/run.ts";
import {lineAddress, readLine, startLine} from "../analysis/threshold/lineState.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {bandRates} from "../charts/bands.ts";
import {fitByEngagement} from "../charts/matrix.ts";
import {figure} from "../components/figure.ts";
import {absent, answer} from "../components/prose.ts";
import {bandsText, hiddenBands, matrixText} from "../text/threshold/bands.ts";
import {lineAnswer, noScore} from "../text/threshold/threshold.ts";
import {bandFigure, matrixFigure, noBandsTexts, noLineTexts} from "../text/threshold/thresholdPage.ts";
import {lineControls} from "./lineControls.ts";
import {linePictures} from "./linePictures.ts";

/** Page data of Threshold; no report where no card is suggested. */
interface ThresholdData {
  run: RunRecord;
  refusal: string | null;
  /** What must be known where few deals carry the card. */
  strength: string | null;
  report: ThresholdReport | null;
}

/** The parts of the page that follow the chosen line. */
interface Line {
  answer: HTMLElement;
  controls: HTMLElement;
  pictures: HTMLElement;
}

/** The line, how it is chosen, and what it brings, kept in step with each other and with the address. */
export function line({run, refusal, strength, report}: ThresholdData): Line {
  if (!report || report.thresholds.length === 0) {
    const why = noLineTexts(refusal ?? noScore());
    return {answer: answer(why.answer), controls: absent(why.controls), pictures: absent(why.pictures)};
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
  if (!report) return absent(noBandsTexts().noCard);
  const {bands, unit, all} = report;
  if (bands.length === 0) return absent(noBandsTexts().tooSmall);
  const sizes = bands.reduce((sum, {rate}) => sum + rate.n, 0);
  const said = `${bandsText(report)}${hiddenBands(Math.round(all.n - sizes))}`;
  const words = bandFigure();
  return html`<div><p>${said}</p>${figure(bandRates(bands, unit, all.value), words.title, words)}</div>`;
}

/** Fit by engagement. */
export function matrixOf({report, run}: ThresholdData): HTMLElement {
  if (!report) return absent(noBandsTexts().noMatrix);
  const said = matrixText(report);
  if (!report.matrix) return absent(said[0]);
  const words = matrixFigure(report.ruleCount, run);
  return html`<div>${said.map((text) => html`<p>${text}</p>`)}${figure(fitByEngagement(report.matrix), words.title, words)}</div>`;
}
