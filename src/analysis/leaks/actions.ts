import {say} from "../../text/language.ts";
import type {Exposure} from "../drivers/exposure.ts";
import {timesText} from "../drivers/timesText.ts";
import {count, percent} from "../figures.ts";
import {wilson} from "../statistics/intervals.ts";
import type {Suspicion} from "./flag.ts";

/** Dated activities by action. */
export interface ActionCount {
  activity: string;
  n: number;
  /** Done by a seller. */
  by_seller: number;
  /** Of decided leads. */
  on_decided: number;
  /** Of these, recorded at the decision or after it. */
  late: number;
}

type Found = Pick<Suspicion, "reason" | "why"> | null;

/** More than half of the action's activities on decided leads are recorded at the decision or after it, by the Wilson bound. */
export function recordedLate({on_decided, late}: ActionCount, minSupport: number): Found {
  const {value, low} = wilson(late, on_decided);
  if (on_decided < minSupport || low <= 0.5) return null;
  const why = say({
    en: `${percent(value)} of ${count(on_decided)} on decided leads are recorded at the decision or after it`,
    ja: `決着したリードでの記録${count(on_decided)}件のうち${percent(value)}は、決着と同時かその後の記録です`,
  });
  return {reason: "recorded after the decision", why};
}

/** More of it goes with fewer wins only because leads that are open longer collect it: see `exposure`. */
export function repeatedWhenStuck({activity, n, by_seller}: ActionCount, exposures: readonly Exposure[]): Found {
  const found = exposures.find(({action, isParadox}) => action === activity && isParadox);
  if (!found) return null;
  const share = percent(by_seller / n);
  const bySeller =
    wilson(by_seller, n).low > 0.5
      ? say({en: ` ${share} are done by the seller.`, ja: `このうち${share}は営業側が行ったものです。`})
      : "";
  return {reason: "repeated on stuck leads", why: `${found.text}${bySeller}`};
}

/**
 * More than half of the action's activities are a seller's, by the Wilson bound. To be known, not left out: rules count what was
 * done before the day looked at, so that it knows no outcome; but it tells what the team decided, and points for it reward the
 * team's own choice. Counts that rise with the time a lead is open are told beside it. They alone make no flag: what leads do
 * adds up with time as well.
 */
export function doneBySeller(
  {activity, n, by_seller}: ActionCount,
  exposures: readonly Exposure[],
  minSupport: number,
): Found {
  const {value, low} = wilson(by_seller, n);
  if (n < minSupport || low <= 0.5) return null;
  const more = collected(exposures.find(({action}) => action === activity));
  const why = say({
    en: `${percent(value)} of ${count(n)} are done by the seller${more}`,
    ja: `${count(n)}件のうち${percent(value)}は営業側が行ったものです${more}`,
  });
  return {reason: "done by the seller", why};
}

/** "; leads open longer collect more of them: a median of 20 days open with 1, of 80 with 6 or more". */
function collected(exposure: Exposure | undefined): string {
  const done = (exposure?.bins ?? []).filter(({label, n}) => label !== "0" && n >= 30);
  const [first, last] = [done[0], done.at(-1)];
  if (!first || !last || last.medianOpenDays <= 1.5 * first.medianOpenDays) return "";
  const days = ({medianOpenDays}: Exposure["bins"][number]) => medianOpenDays.toFixed(0);
  return say({
    en: `; leads that are open longer collect more of them: a median of ${days(first)} days open with ${first.label}, of ${days(last)} with ${last.label}`,
    ja: `。決着までが長いリードほど回数が増えます（決着までの日数の中央値は${timesText(first.label)}で${days(first)}日、${timesText(last.label)}で${days(last)}日）`,
  });
}
