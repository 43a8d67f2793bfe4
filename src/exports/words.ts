import {count, percent, rateText, signed} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import {type Rule, ruleFamily, ruleText} from "../analysis/rules/rules.ts";
import {date} from "../text/format.ts";
import {say} from "../text/language.ts";
import {goalText} from "../text/overview/headlines.ts";
import type {CardToExport, ExportedRule} from "./card.ts";

/** The text on one line: line ends and other control characters are spaces. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** The rule in words, on one line. */
export const ruleLine = (rule: Rule): string => oneLine(ruleText(rule));

/** "+5 page_view (pricing) 2 or more times in the last 30 days": why a lead has the points. */
export const reasonText = ({rule, points}: ExportedRule): string => `${signed(points)} ${ruleLine(rule)}`;

/** Whom a rule speaks of: who the lead is (fit), or what it did, how long ago, and how far it came (engagement). */
export const subScore = (rule: Rule): "fit" | "engagement" => (ruleFamily(rule) === "attribute" ? "fit" : "engagement");

/** The part of the score that a rule belongs to, in a word. */
export const subScoreText = (rule: Rule): string => {
  const part = subScore(rule);
  return say({en: part, ja: part === "fit" ? "属性" : "行動"});
};

/** "+3.1 to +6.8", with a warning where it may be luck; empty where there is no evidence for the points. */
export function intervalText({interval, isSure}: ExportedRule): string {
  if (!interval) return "";
  const low = bound(interval.low, say({en: "below every number", ja: "下限なし"}));
  const high = bound(interval.high, say({en: "above every number", ja: "上限なし"}));
  const ends = say({en: `${low} to ${high}`, ja: `${low}～${high}`});
  return isSure === false ? say({en: `${ends}, may be luck`, ja: `${ends}、偶然の可能性あり`}) : ends;
}

/** A bound without an end is infinite, or null where it came through JSON. */
const bound = (value: number | null, endless: string): string =>
  value !== null && Number.isFinite(value) ? signed(round(value)) : endless;

const round = (value: number): number => Math.round(value * 10) / 10 || 0;

/** "31 % (28–34 %, n 1,204)"; says so where these are too few to be shown. */
export const heldText = (held: Rate | null): string =>
  held ? rateText(held) : say({en: "too few to show", ja: "件数不足のため表示なし"});

const names = (): Record<CardToExport["which"], string> =>
  say({
    en: {
      suggested: "suggested card",
      current: "card in use today",
      edited: "card as edited on the Calibrate page",
    },
    ja: {suggested: "提案の配点表", current: "現行の配点表", edited: "「配点」ページで編集した配点表"},
  });

/** "Tsumugi Works: suggested card, run 1a2b3c". */
export const cardName = ({run, which}: CardToExport): string => {
  const name = names()[which];
  return oneLine(say({en: `${run.title}: ${name}, run ${run.id}`, ja: `${run.title}：${name}（実行${run.id}）`}));
};

/** What the points rest on, in one sentence. */
export function basisText({run, base, auc}: CardToExport): string {
  const goal = goalText(run);
  const to = run.asOf === null ? null : date(run.asOf, run.timezone);
  return oneLine(
    say({
      en: `${count(base.n)} observations, ${percent(base.value)} ${goal}${to ? `, data to ${to}` : ""}; AUC ${auc.toFixed(3)} on these observations.`,
      ja: `観測${count(base.n)}件のうち${percent(base.value)}が${goal}${to ? `（${to}までのデータ）` : ""}。この観測でのAUCは${auc.toFixed(3)}です。`,
    }),
  );
}
