import type {Exposure, Interval} from "./findings.ts";
import {groupBy} from "./groupBy.ts";
import {percent} from "./headlines.ts";
import {wilson, z95} from "./intervals.ts";
import {type DoseCount, trendOddsRatio} from "./trend.ts";

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

/** What the engine counted: see `loaders/steps/exposure_*.sql`. */
export interface ExposureCounts {
  tiles: TileCount[];
  times: TimesCount[];
}

type Bin = Exposure["bins"][number];

const most = 6;

/**
 * For each action that at least `minSupport` decided leads did: win rate and median days open by how often it was done before
 * the decision, and the odds ratio of winning per further time, crude and at equal time open (strata: tenths of days open;
 * `trendOddsRatio`). Leads that never did it are shown and not part of the odds ratios: whether a step is taken at all is
 * another question than how often.
 *
 * It is a paradox (reverse causation) where all of this holds: the crude odds ratio is below 1 beyond chance at 1 %; leads on
 * which it was done most win less often than those on which it was done once, and were open longer; and at equal time open at
 * least a quarter of the log odds ratio is gone. Actions in alphabetical order, paradoxes first.
 */
export function exposure({tiles, times}: ExposureCounts, minSupport: number): Exposure[] {
  const byActivity = groupBy(times, ({activity}) => activity);
  return [...byActivity]
    .filter(([, rows]) => rows.reduce((sum, {n}) => sum + n, 0) >= minSupport)
    .map(([action, rows]) => exposureOf(action, rows, tiles))
    .sort((a, b) => Number(b.isParadox) - Number(a.isParadox) || (a.action < b.action ? -1 : 1));
}

function exposureOf(action: string, rows: readonly TimesCount[], tiles: readonly TileCount[]): Exposure {
  const days = new Map(tiles.map(({tile, open_days}) => [tile, open_days]));
  const done = groupBy(rows, ({times}) => times);
  done.set(0, theRest(tiles, rows));
  const bins = Array.from({length: most + 1}, (_, k) => binOf(k, done.get(k) ?? [], days)).filter(({n}) => n > 0);
  const last = Math.max(...tiles.map(({tile}) => tile));
  const doses = (stratum: (tile: number) => number): DoseCount[] =>
    rows.map(({tile, times, n, won}) => ({stratum: stratum(tile), dose: times, n, conversions: won}));
  const crude = trendOddsRatio(doses(() => 0));
  const atEqualTime = trendOddsRatio(doses((tile) => Math.floor((10 * (tile - 1)) / last)));
  const isParadox =
    isBelowOne(crude) && isWorseAndSlower(bins) && Math.log(atEqualTime.value) > 0.75 * Math.log(crude.value);
  const found = {action, bins, crude, atEqualTime, isParadox};
  return {...found, text: isParadox ? paradoxText(found) : plainText(found)};
}

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
  const label = times === most ? `${most} or more` : String(times);
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

/** Below 1 at 1 %, two-sided, read from the 95 % interval. */
function isBelowOne({value, low, high}: Interval): boolean {
  const error = Math.log(high / low) / (2 * z95);
  return Math.log(value) < -2.576 * error;
}

type Found = Omit<Exposure, "text">;

function paradoxText({action, bins, crude, atEqualTime}: Found): string {
  const [first, last] = ends(bins) as [Bin, Bin];
  const share = ({label, value}: Bin) => `${label}: ${percent(value)}`;
  return (
    `more ${action} go with fewer wins (${share(first)}, ${share(last)}), because stuck leads collect them: ` +
    `a lead was open for a median of ${first.medianOpenDays.toFixed(0)} days with ${first.label}, ` +
    `${last.medianOpenDays.toFixed(0)} with ${last.label}. At equal time open the odds ratio of winning per further time is ` +
    `${ratioText(atEqualTime)} instead of ${ratioText(crude)}. This is not advice to do it less.`
  );
}

function plainText({action, crude, atEqualTime}: Found): string {
  return `${action}: odds ratio of winning per further time ${ratioText(crude)}, at equal time open ${ratioText(atEqualTime)}.`;
}

const ratioText = ({value, low, high}: Interval): string =>
  Number.isFinite(high) ? `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})` : "unknown";
