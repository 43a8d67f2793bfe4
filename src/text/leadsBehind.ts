import type {RuleBehind} from "../analysis/drivers/leadsBehind.ts";
import {count, percent, plural, rangeText, signed} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";

/** "+2: seminar in the last 90 days"; where the rule is not on the suggested card, what it is. */
export function ruleLabel({text, points, current}: RuleBehind): string {
  if (points !== null) return `${signed(points)}: ${text}`;
  return current === null ? text : `today ${signed(current)}: ${text}`;
}

/** How many observations and leads a rule holds for, and how many converted. */
export function behindText(
  {text, all, leads, convertedLeads, hidden}: RuleBehind,
  {design}: Pick<RunRecord, "design">,
): string {
  const own =
    leads === null || convertedLeads === null
      ? ""
      : ` They are of ${plural(leads, "lead")}, ${count(convertedLeads)} of which converted after one of them.`;
  const sees = design === "snapshot" ? " A lead is looked at on several dates, and counts on each." : "";
  const few =
    hidden > 0
      ? ` ${plural(hidden, "stage or period", "stages or periods")} with too few to show are left out below.`
      : "";
  return `${text}: holds on ${plural(all.n, "observation")}, ${count(all.conversions)} of which converted: ${percent(all.value)} (${rangeText(all)}).${own}${sees}${few}`;
}

/** What the list holds of all. */
export const listedText = (listed: number, all: number): string =>
  listed < all
    ? `The newest ${count(listed)} of ${plural(all, "observation")}, by lead`
    : `All ${plural(all, "observation")}, by lead`;

export const listsAreLocal =
  "Which leads these are is shown on the machine where the data are, not on a published site.";
