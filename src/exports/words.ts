import {count, percent, rateText, signed} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import {type Rule, ruleFamily, ruleText} from "../analysis/rules/rules.ts";
import type {CardToExport, ExportedRule} from "./card.ts";

/** The text on one line: line ends and other control characters are spaces. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** The rule in words, on one line. */
export const ruleLine = (rule: Rule): string => oneLine(ruleText(rule));

/** "+5 page_view (pricing) 2 or more times in the last 30 days": why a lead has the points. */
export const reasonText = ({rule, points}: ExportedRule): string => `${signed(points)} ${ruleLine(rule)}`;

/** Whom a rule speaks of: who the lead is (fit), or what it did, how long ago, and how far it came (engagement). */
export const subScore = (rule: Rule): "fit" | "engagement" => (ruleFamily(rule) === "attribute" ? "fit" : "engagement");

/** "+3.1 to +6.8", with a warning where it may be luck; empty where there is no evidence for the points. */
export function intervalText({interval, isSure}: ExportedRule): string {
  if (!interval) return "";
  const ends = `${bound(interval.low, "below every number")} to ${bound(interval.high, "above every number")}`;
  return isSure === false ? `${ends}, may be luck` : ends;
}

/** A bound without an end is infinite, or null where it came through JSON. */
const bound = (value: number | null, endless: string): string =>
  value !== null && Number.isFinite(value) ? signed(round(value)) : endless;

const round = (value: number): number => Math.round(value * 10) / 10 || 0;

/** "31 % (28–34 %, n 1,204)"; says so where these are too few to be shown. */
export const heldText = (held: Rate | null): string => (held ? rateText(held) : "too few to show");

const names: Record<CardToExport["which"], string> = {
  suggested: "suggested card",
  current: "card in use today",
  edited: "card as edited on the Calibrate page",
};

/** "Tsumugi Works: suggested card, run 1a2b3c". */
export const cardName = ({run, which}: CardToExport): string => oneLine(`${run.title}: ${names[which]}, run ${run.id}`);

/** What the points rest on, in one sentence. */
export function basisText({run, base, auc}: CardToExport): string {
  const window = run.horizonDays === null ? "" : ` within ${run.horizonDays} days`;
  const data = run.asOf === null ? "" : `, data to ${run.asOf.slice(0, 10)}`;
  return oneLine(
    `${count(base.n)} observations, of which ${percent(base.value)} reach ${run.target}${window}${data}; AUC ${auc.toFixed(3)} on these observations.`,
  );
}
