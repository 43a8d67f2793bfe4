import {say} from "../../text/language.ts";
import {percent} from "../figures.ts";
import type {Interval, Rate} from "../findings.ts";
import {normalQuantile} from "../statistics/distributions.ts";
import {ratesAtEqualStrata} from "../statistics/equalTime.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson, z95} from "../statistics/intervals.ts";
import {type DoseCount, trendOddsRatio} from "../statistics/trend.ts";
import {timesText} from "./timesText.ts";

/**
 * An action whose count goes with fewer conversions, over the whole life of decided leads: a sign that stuck leads
 * collect it (reverse causation), never advice to do less of it.
 */
export interface Exposure {
  action: string;
  /** `atEqualTime`: the win rate if all were open equally long (`ratesAtEqualStrata`); null where it cannot be told. */
  bins: ({label: string; medianOpenDays: number; atEqualTime: Interval | null} & Rate)[];
  /** Odds ratio of winning per further time, crude and at equal time open (logistic within tenths of days open). */
  crude: Interval;
  atEqualTime: Interval;
  /** Win rate by number of times in each quarter of decided leads by time open, the quickest first. */
  byTime: {fromDays: number; toDays: number; cells: ({label: string} & Rate)[]}[];
  isParadox: boolean;
  text: string;
}

/** Decided leads in one of up to a thousand groups by time open, 1 the quickest. */
export interface TileCount {
  tile: number;
  n: number;
  won: number;
  open_days: number;
}

/** Of them those that did an action so often before the decision; 6 stands for 6 or more. */
export interface TimesCount {
  activity: string;
  times: number;
  tile: number;
  n: number;
  won: number;
}

/** What the engine counted: see `loaders/steps/drivers/exposure_*.sql`. */
export interface ExposureCounts {
  tiles: TileCount[];
  times: TimesCount[];
}

type Bin = Omit<Exposure["bins"][number], "atEqualTime">;

const most = 6;

/**
 * For each action that at least `minSupport` decided leads did: win rate and median days open by how often it was done before
 * the decision, and the odds ratio of winning per further time, crude and at equal time open (strata: tenths of days open;
 * `trendOddsRatio`). Leads that never did it are shown and not part of the odds ratios: whether a step is taken at all is
 * another question than how often.
 *
 * It is a paradox (reverse causation) where all of this holds: the crude odds ratio is below 1 beyond chance, at 1 % and at 5 %
 * over all actions together (one-sided, Bonferroni); leads on which it was done most win less often than those on which it was
 * done once, and were open longer; and at equal time open at least a quarter of the log odds ratio is gone. Actions in
 * alphabetical order, paradoxes first.
 */
export function exposure({tiles, times}: ExposureCounts, minSupport: number): Exposure[] {
  const byActivity = groupBy(times, ({activity}) => activity);
  const tested = [...byActivity].filter(([, rows]) => rows.reduce((sum, {n}) => sum + n, 0) >= minSupport);
  const critical = -normalQuantile(Math.min(0.005, 0.05 / Math.max(1, tested.length)));
  return tested
    .map(([action, rows]) => exposureOf(action, rows, tiles, critical))
    .sort((a, b) => Number(b.isParadox) - Number(a.isParadox) || (a.action < b.action ? -1 : 1));
}

function exposureOf(
  action: string,
  rows: readonly TimesCount[],
  tiles: readonly TileCount[],
  critical: number,
): Exposure {
  const days = new Map(tiles.map(({tile, open_days}) => [tile, open_days]));
  const done = groupBy(rows, ({times}) => times);
  done.set(0, theRest(tiles, rows));
  const last = Math.max(...tiles.map(({tile}) => tile));
  const tenth = (tile: number) => Math.floor((10 * (tile - 1)) / last);
  const equal = ratesAtEqualStrata(
    [...groupBy(rows, ({tile, times}) => 10 * times + tenth(tile)).entries()].map(([key, some]) => ({
      stratum: key % 10,
      at: Math.floor(key / 10),
      n: some.reduce((sum, {n}) => sum + n, 0),
      won: some.reduce((sum, {won}) => sum + won, 0),
    })),
    most + 1,
  );
  const bins = Array.from({length: most + 1}, (_, k) => ({
    ...binOf(k, done.get(k) ?? [], days),
    atEqualTime: equal[k],
  })).filter(({n}) => n > 0);
  const doses = (stratum: (tile: number) => number): DoseCount[] =>
    [...groupBy(rows, ({tile, times}) => (most + 1) * stratum(tile) + times).values()].map((some) => ({
      stratum: stratum(some[0].tile),
      dose: some[0].times,
      n: some.reduce((sum, {n}) => sum + n, 0),
      conversions: some.reduce((sum, {won}) => sum + won, 0),
    }));
  const crude = trendOddsRatio(doses(() => 0));
  const atEqualTime = trendOddsRatio(doses(tenth));
  const isParadox =
    isBelowOne(crude, critical) && isWorseAndSlower(bins) && Math.log(atEqualTime.value) > 0.75 * Math.log(crude.value);
  const found = {action, bins, crude, atEqualTime, byTime: byTime(rows, tiles), isParadox};
  return {...found, text: isParadox ? paradoxText(found) : plainText(found)};
}

/** Win rate by quarter of time open and number of times, in four classes. */
function byTime(rows: readonly TimesCount[], tiles: readonly TileCount[]): Exposure["byTime"] {
  const last = Math.max(...tiles.map(({tile}) => tile));
  const quarter = ({tile}: {tile: number}) => Math.floor((4 * (tile - 1)) / last);
  const days = groupBy(tiles, quarter);
  return [...days].map(([q, some]) => ({
    fromDays: Math.min(...some.map(({open_days}) => open_days)),
    toDays: Math.max(...some.map(({open_days}) => open_days)),
    cells: timesClasses().map(({label, from, to}) => {
      const here = rows.filter((row) => quarter(row) === q && row.times >= from && row.times <= to);
      const count = (key: "n" | "won") => here.reduce((sum, row) => sum + row[key], 0);
      return {label, ...wilson(count("won"), count("n"))};
    }),
  }));
}

const mostText = (): string => say({en: `${most} or more`, ja: `${most}以上`});

const timesClasses = () => [
  {label: "1", from: 1, to: 1},
  {label: "2–3", from: 2, to: 3},
  {label: "4–5", from: 4, to: 5},
  {label: mostText(), from: most, to: most},
];

function theRest(tiles: readonly TileCount[], rows: readonly TimesCount[]): TimesCount[] {
  const done = groupBy(rows, ({tile}) => tile);
  return tiles.map(({tile, n, won}) => {
    const here = done.get(tile) ?? [];
    const less = (key: "n" | "won") => here.reduce((sum, row) => sum + row[key], 0);
    return {activity: "", times: 0, tile, n: n - less("n"), won: won - less("won")};
  });
}

function binOf(times: number, rows: readonly TimesCount[], days: ReadonlyMap<number, number>): Bin {
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const won = rows.reduce((sum, row) => sum + row.won, 0);
  const label = times === most ? mostText() : String(times);
  return {label, medianOpenDays: medianDays(rows, n, days), ...wilson(won, n)};
}

function medianDays(rows: readonly TimesCount[], total: number, days: ReadonlyMap<number, number>): number {
  let count = 0;
  for (const {tile, n} of [...rows].sort((a, b) => a.tile - b.tile)) {
    count += n;
    if (2 * count >= total) return days.get(tile) ?? 0;
  }
  return 0;
}

function ends(bins: readonly Bin[]): [Bin, Bin] | null {
  const done = bins.filter(({label}) => label !== "0");
  return done.length > 1 ? [done[0], done[done.length - 1]] : null;
}

function isWorseAndSlower(bins: readonly Bin[]): boolean {
  const pair = ends(bins);
  if (!pair) return false;
  const [first, last] = pair;
  return last.value < first.value && last.medianOpenDays > first.medianOpenDays;
}

/** Below 1 by so many standard errors, which are read from the 95 % interval. */
function isBelowOne({value, low, high}: Interval, critical: number): boolean {
  const error = Math.log(high / low) / (2 * z95);
  return Math.log(value) < -critical * error;
}

type Found = Omit<Exposure, "text">;

function paradoxText({action, bins, crude, atEqualTime}: Found): string {
  const [first, last] = ends(bins) as [Bin, Bin];
  const days = ({medianOpenDays}: Bin) => medianOpenDays.toFixed(0);
  return say({
    en:
      `more ${action} go with fewer wins (${first.label}: ${percent(first.value)}, ${last.label}: ${percent(last.value)}), because stuck leads collect them: ` +
      `a lead was open for a median of ${days(first)} days with ${first.label}, ` +
      `${days(last)} with ${last.label}. At equal time open the odds ratio of winning per further time is ` +
      `${ratioText(atEqualTime)} instead of ${ratioText(crude)}. This is not advice to do it less.`,
    ja:
      `${action}の回数が多いほど受注が少ない（${timesText(first.label)}で${percent(first.value)}、${timesText(last.label)}で${percent(last.value)}）のは、停滞しているリードほどこの行動が積み重なるためです。` +
      `決着までの日数の中央値は、${timesText(first.label)}で${days(first)}日、${timesText(last.label)}で${days(last)}日でした。` +
      `決着までの期間をそろえると、1回増えるごとの受注のオッズ比は${ratioText(crude)}ではなく${ratioText(atEqualTime)}です。` +
      "この行動を減らすべきだという意味ではありません。",
  });
}

function plainText({action, crude, atEqualTime}: Found): string {
  return say({
    en: `${action}: odds ratio of winning per further time ${ratioText(crude)}, at equal time open ${ratioText(atEqualTime)}.`,
    ja: `${action}：1回増えるごとの受注のオッズ比は${ratioText(crude)}、決着までの期間をそろえると${ratioText(atEqualTime)}です。`,
  });
}

function ratioText({value, low, high}: Interval): string {
  if (!Number.isFinite(high)) return say({en: "unknown", ja: "不明"});
  const range = `${low.toFixed(2)}–${high.toFixed(2)}`;
  return say({en: `${value.toFixed(2)} (${range})`, ja: `${value.toFixed(2)}（${range}）`});
}
