import {say} from "../text/language.ts";
import type {Rate} from "./findings.ts";

const wholeNumbers = new Intl.NumberFormat("en", {maximumFractionDigits: 0});

/** "1,204". */
export const count = (n: number): string => wholeNumbers.format(Math.round(n));

/** "1 lead", "3 leads": English alone has a plural. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** The sign for per cent, as the language sets it: "31 %", 31%. */
const perCent = (): string => say({en: " %", ja: "%"});

/** A share 0–1 with so many decimals: "12.4 %". */
export const percentOf = (share: number, digits: number): string => `${(100 * share).toFixed(digits)}${perCent()}`;

/**
 * "31 %": a rate or share 0–1 as people read it; one decimal under 10 %, and where it would else round to all. Some is never told
 * as none, nor nearly all as all: "under 0.1 %", "over 99.9 %".
 */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.05) return say({en: "under 0.1 %", ja: "0.1%未満"});
  if (value < 100 && value >= 99.95) return say({en: "over 99.9 %", ja: "99.9%超"});
  return shortPercent(share);
}

function shortPercent(share: number): string {
  const value = 100 * share;
  return percentOf(share, (value > 0 && value < 10) || (value >= 99.5 && value < 100) ? 1 : 0);
}

/** "+5", "−3", "0". */
export const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace("-", "−"));

/** "28–34 %". */
export const rangeText = ({low, high}: {low: number; high: number}): string =>
  `${shortPercent(low).replace(perCent(), "")}–${shortPercent(high)}`;

/** "31 % (28–34 %)". */
export const percentWithRange = (share: {value: number; low: number; high: number}): string =>
  say({en: `${percent(share.value)} (${rangeText(share)})`, ja: `${percent(share.value)}（${rangeText(share)}）`});

/** "31 % (28–34 %, n 1,204)". */
export const rateText = (rate: Rate): string =>
  say({
    en: `${percent(rate.value)} (${rangeText(rate)}, n ${count(rate.n)})`,
    ja: `${percent(rate.value)}（${rangeText(rate)}、n ${count(rate.n)}）`,
  });

/** The text with a capital first letter, as an English sentence begins; a Japanese one begins as it is, be it with a name. */
export const capital = (text: string): string => say({en: text.charAt(0).toUpperCase() + text.slice(1), ja: text});
