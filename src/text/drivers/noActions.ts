import type {RunRecord} from "../../analysis/run.ts";
import {say} from "../language.ts";
import {delayText} from "../observing.ts";

/** What decides whether anything is known of what leads did before they were looked at. */
export type Looked = Pick<RunRecord, "activities" | "design" | "delayDays">;

/**
 * Why pictures of what leads did stay empty, as a clause without a full stop; null where the reason is none of these, so that
 * it is the number of leads.
 *
 * @param needsDays how long after their entry leads must be looked at for the picture to have two sides, in days
 */
export function whyNoActions({activities, design, delayDays}: Looked, needsDays = 0): string | null {
  if (activities === 0) return say({en: "The project has no activities", ja: "プロジェクトに行動のデータがないため"});
  if (design === "static")
    return say({
      en: "Leads are seen as they are now, not as of a date",
      ja: "リードを基準日の時点ではなく現在の状態で見ているため",
    });
  if (design !== "entry" || (delayDays ?? 0) >= needsDays) return null;
  if (!delayDays)
    return say({
      en: "Leads are looked at on their entry, so that next to nothing lies before",
      ja: "リードを入ってきた時点で見ており、それより前の行動がほとんどないため",
    });
  return say({
    en: `Leads are looked at ${delayText(delayDays)} after their entry, so that all they did since lies less than ${delayText(delayDays)} back`,
    ja: `リードを入ってきてから${delayText(delayDays)}後に見ており、それまでの行動はどれも${delayText(delayDays)}以内のため`,
  });
}
