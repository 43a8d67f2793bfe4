import {count} from "../analysis/figures.ts";
import type {Interval, Rate} from "../analysis/findings.ts";

/** "0.786", or "–" where there is none. */
export const decimals = (value: number | null, digits = 3): string =>
  value === null || !Number.isFinite(value) ? "–" : value.toFixed(digits);

/** "0.786 (0.752–0.820)". */
export function intervalText({value, low, high}: Interval, digits = 3): string {
  if (!isKnown(low) || !isKnown(high)) return `${decimals(value, digits)} (interval unknown)`;
  return `${decimals(value, digits)} (${decimals(low, digits)}${low < 0 || high < 0 ? " to " : "–"}${decimals(high, digits)})`;
}

const isKnown = (bound: number | null): boolean => bound !== null && Number.isFinite(bound);

/** "10.7 % (10.2–11.3 %)", with one decimal. */
export const shareText = ({value, low, high}: Interval): string =>
  `${(100 * value).toFixed(1)} % (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)} %)`;

/** "1,443 of 13,456". */
export const ofText = ({n, conversions}: Rate): string => `${count(conversions)} of ${count(n)}`;

/** Days as people read them: "44 s", "25 min", "4.1 h", "9.0 days (216 h)", "45 days". */
export function duration(days: number | null): string {
  if (days === null || !Number.isFinite(days)) return "not reached";
  const hours = days * 24;
  if (hours < 1 / 60) return `${Math.round(hours * 3600)} s`;
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  if (days < 2) return `${hours.toFixed(1)} h`;
  return days < 14 ? `${days.toFixed(1)} days (${Math.round(hours)} h)` : `${days.toFixed(0)} days`;
}

/** "30 Sep 2026" in the project's time zone. */
export const date = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleDateString("en-GB", {day: "numeric", month: "short", year: "numeric", timeZone});

/** "5.8 MB". */
export function bytes(size: number): string {
  if (size < 1e3) return `${size} B`;
  return size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

/** "Jun 2025" for 2025-06; other names of periods as they are. */
export function month(period: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(period);
  if (!match) return period;
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1)).toLocaleDateString("en-GB", {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** "a, b and c". */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
