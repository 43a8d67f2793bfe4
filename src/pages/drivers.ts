import {html} from "htl";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {timesText} from "../analysis/drivers/timesText.ts";
import {count} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {profile} from "../charts/profile.ts";
import {mostOf, rates} from "../charts/rates.ts";
import {figure, figures, liveFigure} from "../components/figure.ts";
import {absent, folded, gathered} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {driversMethod} from "../text/drivers/driverMethod.ts";
import {doseWords, profileWords, recencyWords} from "../text/drivers/driverReadings.ts";
import {
  doseText,
  driversOpening,
  hasDose,
  hasRecency,
  onlyRecency,
  profileText,
  recencyLabel,
  recencyText,
  sureRise,
} from "../text/drivers/drivers.ts";
import {driverWords} from "../text/drivers/driverWords.ts";
import type {Looked} from "../text/drivers/noActions.ts";
import {ofText, sentences} from "../text/format.ts";
import {selection} from "./choice.ts";

export {driverViews} from "./driverViews.ts";
export {paradoxes} from "./paradox.ts";
export {driversMethod, driversOpening};

const small = 6;

/** Rate by number of times, one small picture an action, those that surely move the rate most first. */
export function dose({dose: all}: DriverReport, base: number, run: Looked & Pick<RunRecord, "settings">): HTMLElement {
  const windowDays = Math.max(...run.settings.windowsDays);
  const shown = all
    .filter(({bins}) => bins.length > 1)
    .sort((a, b) => Number(hasDose(b)) - Number(hasDose(a)) || sureRise(b) - sureRise(a));
  const pictures = shown.filter(hasDose).slice(0, small);
  const rest = shown.slice(pictures.length);
  if (pictures.length === 0) return absent(run.activities === 0 ? driverWords.noneDone() : driverWords.noDose(run));
  const end = mostOf(pictures.flatMap(({bins}) => bins.filter(({n}) => n >= 30)));
  const draw = ({action, bins}: DriverReport["dose"][number]) => ({
    name: action,
    chart: rates(
      bins.map((bin) => ({...bin, label: timesText(bin.label)})),
      {groups: driverWords.timesOf(action), rate: driverWords.converted(), most: end, base},
    ),
  });
  const words = doseWords({windowDays});
  return html`<div>
    <p>${doseText(pictures[0], windowDays)}</p>
    ${figures(pictures.map(draw), words.title, words)}
    ${rest.length > 0 ? folded(driverWords.moreActions(rest.length), html`<div class="multiples">${rest.map((action) => table(draw(action).chart.table, action.action))}</div>`) : ""}
  </div>`;
}

/** Rate by days since the last time, for an action of the reader's choice. */
export function recency({recency: every}: DriverReport, base: number, run: Looked): HTMLElement {
  const all = every.filter(hasRecency);
  const [first] = all;
  if (!first) return run.activities === 0 ? gathered() : absent(driverWords.noRecency(run, onlyRecency(every)));
  const draw = ({action, bins}: DriverReport["recency"][number]) =>
    rates(
      bins.map((bin) => ({...bin, label: recencyLabel(bin.label)})),
      {groups: driverWords.sinceLast(action), rate: driverWords.converted(), base},
    );
  const words = recencyWords();
  const drawn = liveFigure(draw(first), words.title, words);
  const said = html`<p aria-live="polite">${recencyText(first, base)}</p>`;
  const options = all.map(({action}) => ({value: action, label: action}));
  const choose = (action: string) => {
    const chosen = all.find((one) => one.action === action) ?? first;
    drawn.update(draw(chosen));
    said.textContent = recencyText(chosen, base);
  };
  return html`<div>${all.length > 1 ? selection(driverWords.action(), options, choose) : ""} ${said} ${drawn.element}</div>`;
}

/** Activity week by week before the day looked at. */
export function activityProfile({profile: weeks}: DriverReport, run: Looked): HTMLElement {
  if (weeks.length === 0) return run.activities === 0 ? gathered() : absent(driverWords.noProfile(run));
  const words = profileWords();
  return html`<div><p>${profileText(weeks)}</p>${figure(profile(weeks), words.title, words)}</div>`;
}

/** Patterns with too few observations to rank. */
export function tooFew({tooFew: all, tooFewHidden = 0}: DriverReport & {tooFewHidden?: number}): HTMLElement {
  const hidden = tooFewHidden > 0 ? driverWords.tooFewHidden(tooFewHidden) : "";
  if (all.length === 0) return html`<p>${sentences([driverWords.noneTooFew(), hidden])}</p>`;
  const rows = all.map(({text, n, conversions}) => [
    text,
    count(n),
    ofText({value: 0, low: 0, high: 0, n, conversions}),
  ]);
  return folded(
    driverWords.tooFewOf(all.length + tooFewHidden),
    html`<div>${table({columns: driverWords.tooFewColumns(), rows}, driverWords.tooFew())}<p>${hidden}</p></div>`,
  );
}
