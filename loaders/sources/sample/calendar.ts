import type {Model} from "./model.ts";
import {cumulate} from "./random.ts";

/** The model's days, counted from 0, by local wall clock throughout: no zone enters the arithmetic. */
export interface Calendar {
  /** Number of days in the period. */
  days: number;
  isDayOff: readonly boolean[];
  /** Month 1–12 of each day. */
  month: readonly number[];
  /** Cumulative weight of arrivals by day. */
  arrivals: readonly number[];
  /** Number of the day of an ISO date; negative before the period. */
  dayOf(date: string): number;
  /** Seconds since the period's first midnight as a local time: "2025-04-01 09:30:00". */
  write(seconds: number): string;
}

export const daySeconds = 86_400;

export function calendarOf({period, arrivals, days_off}: Model): Calendar {
  const first = daysSince1970(period.from);
  const dates = Array.from({length: daysSince1970(period.to) - first + 1}, (_, d) => isoDate(first + d));
  const isDayOff = dates.map((date, d) => {
    const weekday = (first + d + 4) % 7;
    const monthDay = date.slice(5);
    return weekday === 0 || weekday === 6 || days_off.some(({from, to}) => monthDay >= from && monthDay <= to);
  });
  const month = dates.map((date) => Number(date.slice(5, 7)));
  const weight = (m: number, d: number) => (arrivals.months[m] ?? 1) * (isDayOff[d] ? arrivals.day_off : 1);
  return {
    days: dates.length,
    isDayOff,
    month,
    arrivals: cumulate(month.map(weight)),
    dayOf: (date) => daysSince1970(date) - first,
    write: (seconds) => {
      const day = Math.floor(seconds / daySeconds);
      return `${dates[day] ?? isoDate(first + day)} ${timeOfDay(seconds - day * daySeconds)}`;
    },
  };
}

const daysSince1970 = (date: string): number => Date.parse(`${date}T00:00:00Z`) / (daySeconds * 1000);
const isoDate = (day: number): string => new Date(day * daySeconds * 1000).toISOString().slice(0, 10);

const twoDigits = Array.from({length: 60}, (_, i) => String(i).padStart(2, "0"));
const timeOfDay = (s: number): string =>
  `${twoDigits[Math.floor(s / 3600)]}:${twoDigits[Math.floor(s / 60) % 60]}:${twoDigits[s % 60]}`;
