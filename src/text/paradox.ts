import type {Exposure} from "../analysis/drivers/exposure.ts";
import {percent, plural, rangeText, rateText} from "../analysis/figures.ts";
import {intervalText} from "./format.ts";
import {briefly} from "./funnel.ts";

type Bin = Exposure["bins"][number];

export const paradoxTitle = (action: string): string => `More ${action}, fewer wins: no reason to do less`;

/** What is seen, why, what is left at equal time open, and what follows; a paragraph each. */
export function paradoxParagraphs({action, bins, crude, atEqualTime}: Exposure): string[] {
  const done = bins.filter(({label}) => label !== "0");
  const [few, most] = [done[0], done[done.length - 1]];
  if (!few || !most) return [];
  const isLeft = atEqualTime.high < 1;
  return [
    `What is seen: of decided leads with ${few.label} ${action}, ${rateText(few)} were won; with ${most.label}, ${rateText(most)}.`,
    `Why: these were not like leads to begin with. Those with ${few.label} were open for ${briefly(few.medianOpenDays)} (median), those with ${most.label} for ${briefly(most.medianOpenDays)}. A lead that hangs is followed up again and again, and a lead that hangs is won less often, whoever follows it up.`,
    `At equal time open: ${equalText(few, most)}the odds of winning per further time are ${intervalText(atEqualTime, 2)} times as high, instead of ${intervalText(crude, 2)} as it is. ` +
      (isLeft
        ? `${percent(1 - Math.log(atEqualTime.value) / Math.log(crude.value))} of the effect is gone. What is left need not be the action's doing either: time open says only roughly how stuck a lead was.`
        : "Nothing is left that can be told from chance."),
    "What follows: no minus points for it, no rule on the suggested card, and no advice to do it less. Ask what keeps these leads open.",
  ];
}

function equalText(few: Bin, most: Bin): string {
  const [a, b] = [few.atEqualTime, most.atEqualTime];
  if (!a || !b) return "";
  return `if all had been open equally long, ${percent(a.value)} (${rangeText(a)}) would have been won with ${few.label} and ${percent(b.value)} (${rangeText(b)}) with ${most.label}; `;
}

/** What the page says where no paradox is found, of how many actions. */
export const noParadox = (lookedAt: number): string =>
  lookedAt === 0
    ? "Without dated actions and decisions this cannot be looked at."
    : `None found among ${plural(lookedAt, "action")}.`;

/** "open up to 11 days", "open 16 to 28 days". */
export const timeText = ({fromDays, toDays}: Exposure["byTime"][number], isFirst: boolean): string =>
  isFirst ? `open up to ${briefly(toDays)}` : `open ${briefly(fromDays)} to ${briefly(toDays)}`;
