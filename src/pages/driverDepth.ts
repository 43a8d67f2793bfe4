import {html} from "htl";
import type {CountGrid, GridReport} from "../analysis/drivers/countGrid.ts";
import type {JointReport} from "../analysis/drivers/jointOdds.ts";
import type {ActionMomentum, Momentum} from "../analysis/drivers/momentum.ts";
import {countGrid} from "../charts/countGrid.ts";
import {jointOdds} from "../charts/jointOdds.ts";
import {momentumByAmount, momentumOverview} from "../charts/momentum.ts";
import {rates} from "../charts/rates.ts";
import {figure, liveFigure} from "../components/figure.ts";
import {absent, folded} from "../components/prose.ts";
import {shownTable, table} from "../components/table.ts";
import {
  depthMethod,
  gridAnswer,
  gridSummary,
  jointAnswer,
  jointSummary,
  momentumAnswer,
  momentumSummary,
} from "../text/driverDepth.ts";
import {selection} from "./choice.ts";

export {depthMethod};

/** How often, within what window: a heat map for an action of the reader's choice, those that tell most first. */
export function oftenAndWhen(report: GridReport): HTMLElement {
  const [first] = report.grids;
  if (!first) return absent("No dated action is done by enough leads: how often and in what window cannot be shown.");
  const drawn = liveFigure(countGrid(first), "How often, within what window", {
    shows:
      "For leads that did it at least so often in the last so many days: how many times higher their odds of converting are than those of the rest, how many convert, and n.",
    read: "Down: more often. Right: within more days. Stronger colour: further from 1; blue more, ochre fewer conversions, none within chance. The thick frame tells most of who converts, dashed frames as much within chance; a strong cell of few leads may tell less than a paler one of many.",
    act: "Write the rule with the framed count and window; among framed ones take the easiest to explain. Where nothing is framed, give no points for it.",
  });
  const said = html`<p aria-live="polite">${gridAnswer(first, report.looks)}</p>`;
  const show = (grid: CountGrid) => {
    drawn.update(countGrid(grid));
    said.textContent = gridAnswer(grid, report.looks);
  };
  return html`<div>
    <p>${gridSummary(report)}</p>
    ${chooser(report.grids, show)} ${said} ${drawn.element}
  </div>`;
}

/** Recent activity against that before it, at equal amount. */
export function momentum(report: Momentum): HTMLElement {
  const [first] = report.actions;
  if (!first)
    return absent(
      "No dated action rises and falls on enough leads that are known for long enough: recent activity cannot be set against that before it.",
    );
  const draw = ({action, classes}: ActionMomentum) =>
    rates(classes, {
      groups: `${action}, last ${report.windowDays} days against the ${report.windowDays} before`,
      rate: "converted",
      base: report.conversions / Math.max(1, report.n),
    });
  const drawn = liveFigure(draw(first), "Conversion rate by momentum", {
    shows: `How many of the leads convert whose activity of this kind rose, stayed, fell, or was absent in the last ${report.windowDays} days and the ${report.windowDays} before.`,
    read: "Each dot is a rate with its 95 % interval; the dashed line is the rate of all that take part. Rising and falling differ in amount as well: what is left at equal amount stands in the sentence above and in the tables.",
    act: "Where direction counts at equal amount, call leads that are gathering pace first, and look after busy ones that slow down. Rules with a short window give points for that.",
  });
  const said = html`<p aria-live="polite">${momentumAnswer(first)}</p>`;
  const amounts = shownTable(momentumByAmount(first), "Rising and falling at equal amount");
  const show = (action: ActionMomentum) => {
    drawn.update(draw(action));
    said.textContent = momentumAnswer(action);
    amounts.update(momentumByAmount(action));
  };
  return html`<div>
    <p>${momentumSummary(report)}</p>
    ${chooser(report.actions, show)} ${said} ${drawn.element}
    ${folded("Rising and falling at equal amount", amounts.element)}
    ${folded("All actions", table(momentumOverview(report.actions), "Momentum of all actions"))}
  </div>`;
}

/** What of each pattern is its own once all others are held equal. */
export function ownWorth(report: JointReport | null): HTMLElement {
  if (report === null || report.rules.length === 0)
    return absent("Fewer than two patterns can be held against each other: what is a pattern's own cannot be told.");
  return html`<div>
    <p>${jointAnswer(report)}</p>
    ${figure(jointOdds(report), "Alone, and with all other patterns held equal", {
      shows:
        "The odds ratio of each action and attribute alone (hollow) and beside all others (filled, with its 95 % interval): what is left of it among leads that are alike in everything else listed here.",
      read: "A long bar towards the dashed line: it mostly goes along with other things that do the work. A filled dot away from the line: worth of its own. Grey: may well be nothing.",
      act: "Give points for what keeps its worth. Leave out what loses it: its leads already get points for the rest.",
    })}
    <p>${jointSummary(report)}</p>
  </div>`;
}

function chooser<T extends {action: string}>(all: readonly T[], show: (one: T) => void): HTMLElement | string {
  if (all.length < 2) return "";
  const options = all.map(({action}) => ({value: action, label: action}));
  return selection("Action", options, (action) => show(all.find((one) => one.action === action) ?? all[0]));
}
