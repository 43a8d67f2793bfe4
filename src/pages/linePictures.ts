import {html} from "htl";
import {count} from "../analysis/figures.ts";
import {type LineState, lineOf} from "../analysis/threshold/lineState.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {leadsAbove, precisionAbove, profitCurve} from "../charts/threshold.ts";
import {type LiveFigure, liveFigure} from "../components/figure.ts";
import {folded} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {perText, thresholdRows, worthOf} from "../text/threshold.ts";
import type {Shown} from "./lineControls.ts";

/** What every line would bring, the chosen one marked. */
export function linePictures({thresholds, unit, all, measured}: ThresholdReport, currency: string | null): Shown {
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
