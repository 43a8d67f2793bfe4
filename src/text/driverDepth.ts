import type {CountGrid, GridReport} from "../analysis/drivers/countGrid.ts";
import type {JointReport, JointRule, Own} from "../analysis/drivers/jointOdds.ts";
import type {ActionMomentum, Momentum} from "../analysis/drivers/momentum.ts";
import {count, percent, plural, rateText} from "../analysis/figures.ts";
import {intervalText, list} from "./format.ts";

/** "at least 2 times in the last 30 days", "at least once, whenever". */
export function placeText({atLeast, windowDays}: {atLeast: number; windowDays: number | null}): string {
  const often = atLeast === 1 ? "at least once" : `at least ${atLeast} times`;
  return windowDays === null ? `${often}, whenever` : `${often} in the last ${plural(windowDays, "day")}`;
}

/** "7 days", "ever". */
export const windowText = (windowDays: number | null): string =>
  windowDays === null ? "ever" : plural(windowDays, "day");

/** An action's name is written as the data write it; "any activity" is ours. */
export const subject = (action: string): string => (action === "any activity" ? "Any activity" : action);

/** Whether a place stands out although it is the best of all that were looked at of its action. */
export const standsOut = ({best}: CountGrid): boolean => best.p < 0.05;

/** How many combinations were looked at, and for how many actions the best of them stands out even so. */
export function gridSummary({grids, looks, flagged, tooRare}: GridReport): string {
  const sure = grids.filter(({best}) => best.pOfAll < 0.05).length;
  const out = [
    flagged.length > 0 ? `${list(flagged)}, because of the warnings below` : "",
    tooRare > 0 ? `${plural(tooRare, "action")} too rare to say` : "",
  ].filter(Boolean);
  return (
    `We looked at ${plural(looks, "combination")} of count and window, over ${plural(grids.length, "action")}. ` +
    `For ${count(sure)} of them the best combination stands out even if all ${count(looks)} are counted.` +
    (out.length > 0 ? ` Left out: ${out.join("; ")}.` : "")
  );
}

/** Which count and window tell most, with the honest interval, and which others tell as much. */
export function gridAnswer(grid: CountGrid, looks: number): string {
  const {action, best} = grid;
  const ofSo = grid.looks === 1 ? "" : `, counted as the best of ${count(grid.looks)}`;
  if (!standsOut(grid))
    return `${subject(action)}: no count and window stands out beyond chance. The most striking, ${placeText(best)}, has an odds ratio of ${intervalText(best.oddsRatio, 2)}${ofSo}.`;
  const first =
    `${subject(action)} tells most when done ${placeText(best)}: ${rateText(best.with)} convert, of the rest ${rateText(best.without)}. ` +
    `Odds ratio ${intervalText(best.oddsRatio, 2)}${ofSo}.`;
  const luck = best.pOfAll < 0.05 ? "" : `Among all ${count(looks)} combinations of all actions it may still be luck.`;
  return [first, othersText(grid), luck].filter(Boolean).join(" ");
}

function othersText({best, cells, looks}: CountGrid): string {
  const others = cells.filter(
    ({isAsGood, atLeast, windowDays}) => isAsGood && !(atLeast === best.atLeast && windowDays === best.windowDays),
  );
  if (looks === 1) return "";
  if (others.length === 0) return `It tells more than each of the other ${count(looks - 1)} beyond chance.`;
  const named = others.slice(0, 3).map(placeText);
  const more = others.length > 3 ? [`${count(others.length - 3)} more`] : [];
  return `${others.length === 1 ? "One other tells" : `${count(others.length)} others tell`} as much within chance (${list([...named, ...more])}): take the one that is easiest to explain.`;
}

/** What counts as rising, and who takes part. */
export function momentumSummary({windowDays, n, tooNew, flagged, tooRare}: Momentum): string {
  const out = [
    tooNew > 0
      ? `${plural(tooNew, "observation")} of leads known for less than ${count(2 * windowDays)} days, which can only rise`
      : "",
    flagged.length > 0 ? `${list(flagged)}, because of the warnings below` : "",
    tooRare > 0 ? `${plural(tooRare, "action")} too rare to say` : "",
  ].filter(Boolean);
  return (
    `The last ${plural(windowDays, "day")} against the ${count(windowDays)} before them, on ${plural(n, "observation")}. ` +
    `Rising: at least twice as often as before; falling: at most half as often.` +
    (out.length > 0 ? ` Left out: ${out.join("; ")}.` : "")
  );
}

/** Whether the direction of an action says more than its amount. */
export function momentumAnswer({action, classes, atEqualAmount, q, tellsMore}: ActionMomentum): string {
  const of = (label: string) => classes.find((one) => one.label === label);
  const [rising, falling] = [of("rising"), of("falling")];
  if (!rising || !falling || atEqualAmount === null || q === null)
    return `${subject(action)}: too few leads to compare rising with falling at equal amount.`;
  const rates = `${subject(action)}: where it rises ${rateText(rising)} convert, where it falls ${rateText(falling)}.`;
  const equal = `Among leads that did it equally often in both windows together, the odds of converting are ${intervalText(atEqualAmount, 2)} times as high where it rises`;
  if (q >= 0.05)
    return `${rates} ${equal}: that may be chance. Count how often it was done; which way it goes adds nothing that can be told.`;
  const beside = {
    direction: "The direction tells even more of who converts than the amount does.",
    amount: "The amount still tells more of who converts than the direction does.",
    neither: "Which of the two tells more of who converts, direction or amount, is within chance.",
  }[tellsMore ?? "neither"];
  return `${rates} ${equal}: the direction says something that the amount does not. ${beside}`;
}

const ownTexts: Record<Own, string> = {
  "its own": "its own",
  partly: "partly its own",
  "not its own": "not its own",
  "turns round": "turns round",
  "only then": "shows only beside the others",
  neither: "says nothing either way",
};

export const ownText = ({own}: Pick<JointRule, "own">): string => ownTexts[own];

/** How many of the patterns that stand out alone do so on their own account. */
export function jointAnswer({rules}: JointReport): string {
  const of = (own: Own) => rules.filter((rule) => rule.own === own);
  const named = (some: readonly JointRule[]) => {
    const most = some.slice(0, 3).map(({text}) => text);
    return list(some.length > 3 ? [...most, `${count(some.length - 3)} more`] : most);
  };
  const alone = rules.filter(({own}) => own !== "neither" && own !== "only then");
  const [full, partly, none, turned, hidden] = [
    of("its own"),
    of("partly"),
    of("not its own"),
    of("turns round"),
    of("only then"),
  ];
  if (alone.length === 0) return `None of ${plural(rules.length, "pattern")} stands out alone.`;
  return [
    `${plural(alone.length, "pattern")} of ${count(rules.length)} ${alone.length === 1 ? "stands" : "stand"} out alone. With all others held equal, ${count(full.length)} ${full.length === 1 ? "keeps" : "keep"} at least half of it` +
      (partly.length > 0
        ? `, ${count(partly.length)} ${partly.length === 1 ? "keeps" : "keep"} less than half (${named(partly)})`
        : "") +
      ".",
    none.length > 0
      ? `${count(none.length)} ${none.length === 1 ? "keeps" : "keep"} nothing that can be told from chance: ${named(none)}. What goes along with them does the work; points for both count the same thing twice.`
      : "",
    turned.length > 0
      ? `${count(turned.length)} ${turned.length === 1 ? "turns" : "turn"} round: ${named(turned)}.`
      : "",
    hidden.length > 0
      ? `${count(hidden.length)} ${hidden.length === 1 ? "shows" : "show"} only once the others are held equal: ${named(hidden)}.`
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** What the joint fit is of, and what it leaves out. */
export function jointSummary({n, conversions, sameSubject, tooFew, flagged, untold}: JointReport): string {
  const out = [
    sameSubject > 0 ? `${plural(sameSubject, "rule")} on other counts, windows or values of the same` : "",
    tooFew > 0 ? `${plural(tooFew, "rule")} with too few observations` : "",
    flagged > 0 ? `${plural(flagged, "rule")} with a warning` : "",
  ].filter(Boolean);
  return (
    `One fit on ${plural(n, "observation")} (${percent(conversions / Math.max(1, n))} convert), each action and attribute by the rule that tells most of it.` +
    (out.length > 0 ? ` Left out: ${out.join("; ")}.` : "") +
    (untold.length > 0 ? ` Cannot be told apart: ${untold.join("; ")}.` : "")
  );
}

/** How the figures of these sections are computed. */
export const depthMethod =
  "How often, within what window: the best combination is the one with the largest likelihood ratio (G²); its interval and p allow for its being the most striking of all that were looked at (Šidák), with errors between folds of leads; another tells as much where its G² is not beyond chance below the best one's, fold by fold. " +
  "Momentum: rising against falling is Mantel–Haenszel over how often it was done in both windows together; q is over all actions. " +
  "Beside all others: one logistic regression by maximum likelihood on all rules shown, intervals by leaving out folds of leads in turn. " +
  "Activity by week is over leads known for all of that week. " +
  "If all were open equally long: a logistic regression on number of times and tenth of time open, averaged over the tenths of all leads.";
