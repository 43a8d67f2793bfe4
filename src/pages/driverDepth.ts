import {html} from "htl";
import type {CountGrid, GridReport} from "../analysis/drivers/countGrid.ts";
import type {JointReport} from "../analysis/drivers/jointOdds.ts";
import type {ActionMomentum, Momentum} from "../analysis/drivers/momentum.ts";
import {countGrid} from "../charts/countGrid.ts";
import {jointOdds} from "../charts/jointOdds.ts";
import {momentumByAmount, momentumOverview} from "../charts/momentum.ts";
import {rates} from "../charts/rates.ts";
import {figure, liveFigure} from "../components/figure.ts";
import {absent, folded, gathered} from "../components/prose.ts";
import {shownTable, table} from "../components/table.ts";
import {gridAnswer, gridSummary} from "../text/drivers/countGrid.ts";
import {depthMethod} from "../text/drivers/driverMethod.ts";
import {gridWords, jointWords, momentumWords} from "../text/drivers/driverReadings.ts";
import {driverWords} from "../text/drivers/driverWords.ts";
import {jointAnswer, jointSummary} from "../text/drivers/jointOdds.ts";
import {directionText, momentumAnswer, momentumGroups, momentumSummary} from "../text/drivers/momentum.ts";
import type {Looked} from "../text/drivers/noActions.ts";
import {selection} from "./choice.ts";

export {depthMethod};

/** How often, within what window: a heat map for an action of the reader's choice, those that tell most first. */
export function oftenAndWhen(report: GridReport, run: Looked): HTMLElement {
  const [first] = report.grids;
  if (!first) return run.activities === 0 ? gathered() : absent(driverWords.noGrid(run));
  const words = gridWords();
  const drawn = liveFigure(countGrid(first), words.title, words);
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
export function momentum(report: Momentum, run: Looked): HTMLElement {
  const [first] = report.actions;
  if (!first) return run.activities === 0 ? gathered() : absent(driverWords.noMomentum(run, report.windowDays));
  const draw = ({action, classes}: ActionMomentum) =>
    rates(
      classes.map((one) => ({...one, label: directionText(one.label)})),
      {
        groups: momentumGroups(action, report),
        rate: driverWords.converted(),
        base: report.conversions / Math.max(1, report.n),
      },
    );
  const words = momentumWords(report);
  const drawn = liveFigure(draw(first), words.title, words);
  const said = html`<p aria-live="polite">${momentumAnswer(first)}</p>`;
  const amounts = shownTable(momentumByAmount(first), driverWords.momentumAmounts());
  const show = (action: ActionMomentum) => {
    drawn.update(draw(action));
    said.textContent = momentumAnswer(action);
    amounts.update(momentumByAmount(action));
  };
  return html`<div>
    <p>${momentumSummary(report)}</p>
    ${chooser(report.actions, show)} ${said} ${drawn.element}
    ${folded(driverWords.momentumAmounts(), amounts.element)}
    ${folded(driverWords.allActions(), table(momentumOverview(report.actions), driverWords.momentumOfAll()))}
  </div>`;
}

/** What of each pattern is its own once all others are held equal. */
export function ownWorth(report: JointReport | null): HTMLElement {
  if (report === null || report.rules.length === 0) return absent(driverWords.noJoint());
  const words = jointWords();
  return html`<div>
    <p>${jointAnswer(report)}</p>
    ${figure(jointOdds(report), words.title, words)}
    <p>${jointSummary(report)}</p>
  </div>`;
}

function chooser<T extends {action: string}>(all: readonly T[], show: (one: T) => void): HTMLElement | string {
  if (all.length < 2) return "";
  const options = all.map(({action}) => ({value: action, label: action}));
  return selection(driverWords.action(), options, (action) => show(all.find((one) => one.action === action) ?? all[0]));
}
