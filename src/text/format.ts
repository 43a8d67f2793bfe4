import {count, percentOf} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";
import {language, say} from "./language.ts";

/** "0.786", or "–" where there is none. */
export const decimals = (value: number | null, digits = 3): string =>
  value === null || !Number.isFinite(value) ? "–" : value.toFixed(digits).replace("-", "−");

/** "0.786 (0.752–0.820)". */
export function intervalText({value, low, high}: Interval, digits = 3): string {
  const figure = decimals(value, digits);
  if (!isKnown(low) || !isKnown(high)) return say({en: `${figure} (interval unknown)`, ja: `${figure}（区間は不明）`});
  const [from, to] = [decimals(low, digits), decimals(high, digits)];
  const isNegative = low < 0 || high < 0;
  return say({
    en: `${figure} (${from}${isNegative ? " to " : "–"}${to})`,
    ja: `${figure}（${from}${isNegative ? "～" : "–"}${to}）`,
  });
}

const isKnown = (bound: number | null): boolean => bound !== null && Number.isFinite(bound);

/** "10.7 % (10.2–11.3 %)", with one decimal. */
export function shareText({value, low, high}: Interval): string {
  const range = `${(100 * low).toFixed(1)}–${percentOf(high, 1)}`;
  return say({en: `${percentOf(value, 1)} (${range})`, ja: `${percentOf(value, 1)}（${range}）`});
}

/** "1,443 of 13,456". */
export const ofText = ({n, conversions}: Rate): string =>
  say({en: `${count(conversions)} of ${count(n)}`, ja: `${count(n)}件中${count(conversions)}件`});

/** Days as people read them: "44 s", "25 min", "4.1 h", "9.0 days (216 h)", "45 days". */
export function duration(days: number | null): string {
  if (days === null || !Number.isFinite(days)) return say({en: "not reached", ja: "未到達"});
  const hours = days * 24;
  if (hours < 1 / 60) return say({en: `${Math.round(hours * 3600)} s`, ja: `${Math.round(hours * 3600)}秒`});
  if (hours < 1) return say({en: `${Math.round(hours * 60)} min`, ja: `${Math.round(hours * 60)}分`});
  if (days < 2) return say({en: `${hours.toFixed(1)} h`, ja: `${hours.toFixed(1)}時間`});
  if (days >= 14) return say({en: `${days.toFixed(0)} days`, ja: `${days.toFixed(0)}日`});
  return say({
    en: `${days.toFixed(1)} days (${Math.round(hours)} h)`,
    ja: `${days.toFixed(1)}日（${Math.round(hours)}時間）`,
  });
}

/** How dates are written. */
export const locale = (): string => ({en: "en-GB", ja: "ja-JP"})[language()];

/** "30 Sep 2026" in the project's time zone. */
export const date = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleDateString(locale(), {day: "numeric", month: "short", year: "numeric", timeZone});

/** "5.8 MB". */
export function bytes(size: number): string {
  if (size < 1e3) return `${size} B`;
  return size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

/** "Jun 2025" for 2025-06; other names of periods as they are. */
export function month(period: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(period);
  if (!match) return period;
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1)).toLocaleDateString(locale(), {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** Sentences one after the other; empty ones are left out. */
export const sentences = (all: readonly (string | undefined)[]): string =>
  all.filter(Boolean).join(say({en: " ", ja: ""}));

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return say({en: `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`, ja: items.join("、")});
}
