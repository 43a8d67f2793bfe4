/** A day, counted from 1970-01-01, and how many rows are dated so. */
export interface DayCount {
  day: number;
  n: number;
}

/** First and last day, both included. */
export interface Reach {
  from: number;
  to: number;
}

/** 1980 and 2090: what lies outside is a mark for "none" or "no end", whatever the rest of the data. */
const plausible = {from: 3652, to: 43_830};
const year = 365;

/**
 * Where a set of dates may lie: two years around its bulk. The bulk are all days that hang together, from one to the next over at
 * most a year (or ten times the median gap, where few things happen); further groups belong to it if they hold at least 1 % of the
 * rows on at least eight days and 2 % of the days of the greatest group. A single date far away, and many rows with the same one,
 * do not. Under eight days only marks are outside. Null where no date is between 1980 and 2090: nothing to judge by.
 */
export function usableDays(counts: readonly DayCount[]): Reach | null {
  const days = byDay(counts.filter(({day}) => day >= plausible.from && day <= plausible.to));
  if (days.length === 0) return null;
  const margin = 2 * year;
  const around = (from: number, to: number): Reach => ({from: from - margin, to: to + margin});
  if (days.length < 8) return around(days[0].day, days[days.length - 1].day);
  const groups = split(days, Math.max(year, 10 * medianGap(days)));
  const main = Math.max(...groups.map((group) => group.length));
  const honest = groups.filter(
    (group) =>
      group.length === main || (group.length >= Math.max(8, 0.02 * main) && rowsOf(group) >= 0.01 * rowsOf(days)),
  );
  const last = honest[honest.length - 1];
  return around(honest[0][0].day, last[last.length - 1].day);
}

/** Dated rows of a project by what they date; `left` are ends of stays. */
export interface DatedDays {
  created: readonly DayCount[];
  activities: readonly DayCount[];
  entered: readonly DayCount[];
  left: readonly DayCount[];
  decided: readonly DayCount[];
}

/** Last day of the data, and why it is not the last date of all. */
export interface LastDay {
  day: number;
  /** `stray`: later dates are a few, after a gap; `planned`: later activities, after everything else ended. */
  without: "stray" | "planned" | null;
  /** A few rows on which the end rests, and the days without any row before them; null where they are not apart. */
  apart: {rows: number; days: number} | null;
}

/** Days without any row after which a few last dates are told to stand apart, and after which they do not count. */
const gaps = {told: 90, stray: 365};

/**
 * The day on which the data end: the last one, unless the last dates stand apart (less than 5 % of the rows, or less than 1 % or five
 * days of them, after a gap of over a year and ten times the median gap), or are planned activities. Where they stand apart by over
 * 90 days, they count and are told. Planned are those of the
 * at most 60 days after two of lead creation, stage entry and decision had stopped at once, each with five or more expected since by
 * its last 60 days, while activities fall under a quarter of what they were. Under twenty days: the last one.
 */
export function lastDay(dated: DatedDays): LastDay {
  const all = byDay(Object.values(dated).flat());
  if (all.length === 0) return {day: 0, without: null, apart: null};
  if (all.length < 20) return {day: lastOf(all), without: null, apart: null};
  const day = lastOf(bulk(all, gaps.stray));
  const stopped = plannedAfter(dated, day);
  if (stopped !== null) return {day: stopped, without: "planned", apart: null};
  const inside = all.filter((one) => one.day <= day);
  const close = lastOf(bulk(inside, gaps.told));
  const rows = rowsOf(inside.filter((one) => one.day > close));
  const [next] = inside.filter((one) => one.day > close);
  return {
    day,
    without: day < lastOf(all) ? "stray" : null,
    apart: next ? {rows, days: next.day - close} : null,
  };
}

const lastOf = (days: readonly DayCount[]): number => days[days.length - 1]?.day ?? Number.NEGATIVE_INFINITY;

/** The last group of days that is no handful, groups being parted by more than `gap` days and ten times the median gap. */
function bulk(all: readonly DayCount[], gap: number): readonly DayCount[] {
  const groups = split(all, Math.max(gap, 10 * medianGap(all)));
  const total = rowsOf(all);
  const kept = groups.findLast((group) => {
    const share = rowsOf(group) / total;
    return share >= 0.05 || (share >= 0.01 && group.length >= 5);
  });
  return kept ?? groups[groups.length - 1];
}

const watched = 60;

function plannedAfter({created, activities, entered, decided}: DatedDays, end: number): number | null {
  const facts = [created, entered, decided].map((counts) => byDay(counts.filter(({day}) => day <= end)));
  const stopped = Math.max(...facts.map(lastOf));
  const after = end - stopped;
  if (!(after >= 2 && after <= watched)) return null;
  const rate = (days: readonly DayCount[]) =>
    rowsOf(days.filter(({day}) => day > stopped - watched && day <= stopped)) / watched;
  const expected = facts.filter((days) => rate(days) * (end - lastOf(days)) >= 5 && lastOf(days) > stopped - 7);
  const later = rowsOf(activities.filter(({day}) => day > stopped && day <= end)) / after;
  return expected.length >= 2 && later < 0.25 * rate(activities) ? stopped : null;
}

function byDay(counts: readonly DayCount[]): DayCount[] {
  const sums = new Map<number, number>();
  for (const {day, n} of counts) sums.set(day, (sums.get(day) ?? 0) + n);
  return [...sums].map(([day, n]) => ({day, n})).sort((a, b) => a.day - b.day);
}

const rowsOf = (days: readonly DayCount[]): number => days.reduce((sum, {n}) => sum + n, 0);

function split(days: readonly DayCount[], gap: number): DayCount[][] {
  const groups: DayCount[][] = [[days[0]]];
  for (let i = 1; i < days.length; ++i) {
    if (days[i].day - days[i - 1].day > gap) groups.push([]);
    groups[groups.length - 1].push(days[i]);
  }
  return groups;
}

/** The lower one of the middle two, days. */
function medianGap(days: readonly DayCount[]): number {
  const gaps = days.slice(1).map(({day}, i) => day - days[i].day);
  return gaps.sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0;
}
