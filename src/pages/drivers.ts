import {html} from "htl";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {count, plural} from "../analysis/figures.ts";
import {profile} from "../charts/profile.ts";
import {mostOf, rates} from "../charts/rates.ts";
import {figure, figures, liveFigure} from "../components/figure.ts";
import {absent, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {doseText, driversOpening, hasDose, hasRecency, profileText, recencyText, sureRise} from "../text/drivers.ts";
import {ofText} from "../text/format.ts";
import {selection} from "./choice.ts";

export {driverViews} from "./driverViews.ts";
export {paradoxes} from "./paradox.ts";
export {driversOpening};

const small = 6;

/** Rate by number of times, one small picture an action, those that surely move the rate most first. */
export function dose({dose: all}: DriverReport, base: number): HTMLElement {
  const shown = all
    .filter(({bins}) => bins.length > 1)
    .sort((a, b) => Number(hasDose(b)) - Number(hasDose(a)) || sureRise(b) - sureRise(a));
  const pictures = shown.filter(hasDose).slice(0, small);
  const rest = shown.slice(pictures.length);
  if (pictures.length === 0)
    return absent(
      "No dated action is done by enough leads: how the rate moves with the number of times cannot be shown.",
    );
  const end = mostOf(pictures.flatMap(({bins}) => bins.filter(({n}) => n >= 30)));
  const draw = ({action, bins}: DriverReport["dose"][number]) => ({
    name: action,
    chart: rates(bins, {groups: `number of ${action}`, rate: "converted", most: end, base}),
  });
  return html`<div>
    <p>${doseText(pictures[0])}</p>
    ${figures(pictures.map(draw), "Conversion rate by number of times", {
      shows:
        "For each action, how many of the leads that did it that often before the day looked at went on to convert.",
      read: "Each dot is a rate with its 95 % interval; its figures stand on the right. The dashed line is the rate of all. A line that leaves the picture belongs to a group too small to say much. Actions with a warning below are left out.",
      act: "Where the rate rises step by step, points for each time are justified; where it stops rising, cap them there.",
    })}
    ${rest.length > 0 ? folded(plural(rest.length, "more action"), html`<div class="multiples">${rest.map((action) => table(draw(action).chart.table, action.action))}</div>`) : ""}
  </div>`;
}

/** Rate by days since the last time, for an action of the reader's choice. */
export function recency({recency: every}: DriverReport, base: number): HTMLElement {
  const all = every.filter(hasRecency);
  const [first] = all;
  if (!first)
    return absent(
      "No dated action is done by enough leads: how the rate falls with time since the last one cannot be shown.",
    );
  const draw = ({action, bins}: DriverReport["recency"][number]) =>
    rates(bins, {groups: `time since the last ${action}`, rate: "converted", base});
  const drawn = liveFigure(draw(first), "Conversion rate by time since the last time", {
    shows: "How many of the leads whose last action of this kind was so long ago went on to convert.",
    read: "From top to bottom the last time lies further back. The dashed line is the rate of all.",
    act: "Where the rate has fallen to the dashed line, the action is stale: limit its points to that window.",
  });
  const said = html`<p aria-live="polite">${recencyText(first, base)}</p>`;
  const options = all.map(({action}) => ({value: action, label: action}));
  const choose = (action: string) => {
    const chosen = all.find((one) => one.action === action) ?? first;
    drawn.update(draw(chosen));
    said.textContent = recencyText(chosen, base);
  };
  return html`<div>${all.length > 1 ? selection("Action", options, choose) : ""} ${said} ${drawn.element}</div>`;
}

/** Activity week by week before the day looked at. */
export function activityProfile({profile: weeks}: DriverReport): HTMLElement {
  if (weeks.length === 0)
    return absent("Too few leads with dated activity: how it builds up before a conversion cannot be shown.");
  return html`<div><p>${profileText(weeks)}</p>${figure(profile(weeks), "Activity in the weeks before", {
    shows:
      "The mean number of activities of a lead in each week before the day looked at, over the leads that were known in that week.",
    read: "Time runs to the right; the last week is at the right edge. Solid: leads that went on to convert; dashed: the others. Thin lines are 95 % intervals.",
    act: "Where the lines part is how early a hot lead can be told. Set windows of rules about that long.",
  })}</div>`;
}

/** Patterns with too few observations to rank. */
export function tooFew({tooFew: all, tooFewHidden}: DriverReport & {tooFewHidden?: number}): HTMLElement {
  const hidden = tooFewHidden ? ` ${plural(tooFewHidden, "more pattern")} with groups too small to show.` : "";
  if (all.length === 0) return html`<p>No pattern was left out for having too few observations.${hidden}</p>`;
  return folded(
    `${plural(all.length + (tooFewHidden ?? 0), "pattern")} with too few observations to say`,
    html`<div>${table({columns: ["pattern", "n", "converted"], rows: all.map(({text, n, conversions}) => [text, count(n), ofText({value: 0, low: 0, high: 0, n, conversions})])}, "Too few to say")}<p>${hidden}</p></div>`,
  );
}
