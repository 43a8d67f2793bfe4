import {html} from "htl";
import type {DriverReport} from "../analysis/findings.ts";
import {crudeAndAdjusted, forest} from "../charts/forest.ts";
import {profile} from "../charts/profile.ts";
import {mostOf, rates} from "../charts/rates.ts";
import {figure, figures, liveFigure, type Reading} from "../components/figure.ts";
import {absent, folded} from "../components/prose.ts";
import {table} from "../components/table.ts";
import {distinct, multiplicity, trusted} from "../text/answers.ts";
import {doseText, driversOpening, profileText, reversals, rise} from "../text/drivers.ts";
import {count, ofText, plural} from "../text/format.ts";
import {choice, type Option, selection} from "./choice.ts";

export {paradoxes} from "./paradox.ts";
export {driversOpening};

/** Patterns shown in one picture. */
const most = 20;

const families: Option[] = [
  {value: "all", label: "the strongest of each action and attribute"},
  {value: "behaviour", label: "what they did"},
  {value: "attribute", label: "who they are"},
  {value: "time", label: "how quiet they were"},
];

const forestReading: Reading = {
  shows:
    "Each pattern's odds ratio: how many times higher the odds of converting are for leads with the pattern than for the rest. The strongest come first, by the end of the interval that is nearer to 1.",
  read: "Right of the dashed line (filled): converts more often with the pattern. Left (hollow): less often. The line is the 95 % interval; grey marks what may well be chance (q 0.05 or more).",
  act: "Talk through the top ones with sales, and see on the Calibrate page what they are worth together. A pattern goes along with conversions; it need not cause them.",
};

/** The forest plot of the strongest believable patterns, with a choice of family. */
export function patterns(report: DriverReport): HTMLElement {
  const believable = trusted(report);
  if (believable.length === 0) return absent("No pattern has enough observations with and without it.");
  const of = (family: string) =>
    (family === "all" ? distinct(believable) : believable.filter((driver) => driver.family === family)).slice(0, most);
  const drawn = liveFigure(forest(of("all")), "Patterns that go with converting, and against it", forestReading);
  const offered = families.filter(({value}) => of(value).length > 0);
  return html`<div>
    ${offered.length > 2 ? choice("Show", offered, (family) => drawn.update(forest(of(family)))) : ""}
    ${drawn.element}
    <p>${multiplicity(report)} ${plural(report.drivers.length - believable.length, "pattern")} with a reason not to believe them are kept out of the picture and listed under leak warnings.</p>
  </div>`;
}

/** Crude beside adjusted: what turns round first, then the strongest. */
export function adjustment({drivers}: DriverReport): HTMLElement {
  const compared = trusted({drivers}).filter(({adjusted}) => adjusted !== null);
  if (compared.length === 0)
    return absent(
      "No pattern could be adjusted: there are no stages to hold equal, or too few leads with both outcomes in each.",
    );
  const turned = compared.filter(({reversed}) => reversed);
  const shown = [...turned, ...compared.filter(({reversed}) => !reversed)].slice(
    0,
    Math.max(10, Math.min(turned.length, most)),
  );
  return html`<div><p>${reversals(compared)}</p>${figure(
    crudeAndAdjusted(shown),
    "At first sight, and among leads at the same stage",
    {
      shows:
        "The odds ratio of each pattern as it is (circle) and when only leads at the same stage are compared (square).",
      read: "Where the two lie close, the stage does not explain the pattern. Where they fall on different sides of the dashed line, the first sight misleads.",
      act: "Trust the square. Drop a pattern whose square is at the dashed line: it only says how far leads have come.",
    },
  )}</div>`;
}

const small = 6;

/** Rate by number of times, one small picture an action, those that move the rate most first. */
export function dose({dose: all}: DriverReport, base: number): HTMLElement {
  const shown = all.filter(({bins}) => bins.length > 1).sort((a, b) => rise(b) - rise(a));
  if (shown.length === 0)
    return absent("No dated actions: how the rate moves with the number of times cannot be shown.");
  const end = mostOf(shown.slice(0, small).flatMap(({bins}) => bins.filter(({n}) => n >= 30)));
  const draw = ({action, bins}: DriverReport["dose"][number]) => ({
    name: action,
    chart: rates(bins, {groups: `number of ${action}`, rate: "converted", most: end, base}),
  });
  return html`<div>
    <p>${doseText(shown[0])}</p>
    ${figures(shown.slice(0, small).map(draw), "Conversion rate by number of times", {
      shows:
        "For each action, how many of the leads that did it that often before the day looked at went on to convert.",
      read: "Each dot is a rate with its 95 % interval; its figures stand on the right. The dashed line is the rate of all. A line that leaves the picture belongs to a group too small to say much.",
      act: "Where the rate rises step by step, points for each time are justified; where it stops rising, cap them there.",
    })}
    ${shown.length > small ? folded(`${count(shown.length - small)} more actions`, html`<div class="multiples">${shown.slice(small).map((action) => table(draw(action).chart.table, action.action))}</div>`) : ""}
  </div>`;
}

/** Rate by days since the last time, for an action of the reader's choice. */
export function recency({recency: all}: DriverReport, base: number): HTMLElement {
  const [first] = all;
  if (!first) return absent("No dated actions: how the rate falls with time since the last one cannot be shown.");
  const draw = ({action, bins}: DriverReport["recency"][number]) =>
    rates(bins, {groups: `time since the last ${action}`, rate: "converted", base});
  const drawn = liveFigure(draw(first), "Conversion rate by time since the last time", {
    shows: "How many of the leads whose last action of this kind was so long ago went on to convert.",
    read: "From top to bottom the last time lies further back. The dashed line is the rate of all.",
    act: "Where the rate has fallen to the dashed line, the action is stale: limit its points to that window.",
  });
  const options = all.map(({action}) => ({value: action, label: action}));
  const choose = (action: string) => drawn.update(draw(all.find((one) => one.action === action) ?? first));
  return html`<div>${all.length > 1 ? selection("Action", options, choose) : ""}${drawn.element}</div>`;
}

/** Activity week by week before the day looked at. */
export function activityProfile({profile: weeks}: DriverReport): HTMLElement {
  if (weeks.length === 0)
    return absent("No dated activity: how activity builds up before a conversion cannot be shown.");
  return html`<div><p>${profileText(weeks)}</p>${figure(profile(weeks), "Activity in the weeks before", {
    shows: "The mean number of activities of a lead in each week before the day looked at.",
    read: "Time runs to the right; the last week is at the right edge. Solid: leads that went on to convert; dashed: the others.",
    act: "Where the lines part is how early a hot lead can be told. Set windows of rules about that long.",
  })}</div>`;
}

/** Patterns with too few observations to rank. */
export function tooFew({tooFew: all, tooFewHidden}: DriverReport & {tooFewHidden?: number}): HTMLElement {
  const hidden = tooFewHidden ? ` ${plural(tooFewHidden, "more pattern")} with groups too small to show.` : "";
  if (all.length === 0) return html`<p>No pattern was left out for having too few observations.${hidden}</p>`;
  return folded(
    `${plural(all.length, "pattern")} with too few observations to say`,
    html`<div>${table({columns: ["pattern", "n", "converted"], rows: all.map(({text, n, conversions}) => [text, count(n), ofText({value: 0, low: 0, high: 0, n, conversions})])}, "Too few to say")}<p>${hidden}</p></div>`,
  );
}
