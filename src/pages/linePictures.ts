import {html} from "htl";
import {type LineState, lineOf} from "../analysis/threshold/lineState.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {leadsAbove, precisionAbove, profitCurve} from "../charts/threshold.ts";
import {type LiveFigure, liveFigure} from "../components/figure.ts";
import {folded} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {thresholdRows, worthOf} from "../text/threshold/threshold.ts";
import {everyLine, lineFigures} from "../text/threshold/thresholdPage.ts";
import type {Shown} from "./lineControls.ts";

/** What every line would bring, the chosen one marked. */
export function linePictures({thresholds, unit, all, measured}: ThresholdReport, currency: string | null): Shown {
  const of = lineFigures(unit);
  const words = everyLine(thresholds.length);
  const leads = liveFigure(leadsAbove(thresholds, unit, null), of.leads.title, of.leads);
  const precision = liveFigure(precisionAbove(thresholds, all.value, null), of.precision.title, of.precision);
  const money = html`<div></div>`;
  let curve: LiveFigure | null = null;
  const every = shownTable({columns: [], rows: []}, words.name);
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
      curve = liveFigure(chart, of.profit.title, of.profit);
      money.replaceChildren(curve.element);
    }
  };
  const element = html`<div><div class="pair">${leads.element}${precision.element}</div>${money}${folded(words.fold, every.element)}</div>`;
  return {element, show};
}
