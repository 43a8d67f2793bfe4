import type {AgeClass} from "./decayGroups.ts";

/** Points that a lead has for an action while the last time lies within so many days; a narrower window comes first. */
interface Window {
  withinDays: number;
  points: number;
}

/** A fading worth in whole points, as tools can run it. */
export interface DecayPoints {
  /** Up to three windows, narrowest first, each with all that the lead then has: not added to the wider ones. */
  windows: Window[];
  /** The one window with the one number that comes nearest. */
  expiry: {days: number; points: number};
}

/** Windows that people remember and tools offer. */
const ends = [3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 365] as const;
const mostWindows = 3;
/** A further window is worth its trouble where it takes away this share of the squared error that is left. */
const worthwhile = 0.25;

/**
 * Whole points in windows that come nearest to worth · 2^(−days / halfLife) / slope: least squares over the classes of age,
 * each as heavy as its observations. Null where no window is worth a point.
 *
 * @param slope natural-log odds of one point on the card
 */
export function decayPoints(
  classes: readonly AgeClass[],
  {worth, halfLife, slope}: {worth: number; halfLife: number; slope: number},
): DecayPoints | null {
  const aged = classes.map(({days, n}) => ({days, n, value: (worth * 2 ** (-days / halfLife)) / slope}));
  const best = Array.from({length: mostWindows}, (_, i) => ladder(aged, i + 1)).filter((found) => found !== null);
  if (best.length === 0) return null;
  const [{windows: expiry}] = best;
  const chosen = best.reduce((kept, more) => (more.error <= (1 - worthwhile) * kept.error ? more : kept));
  return {windows: chosen.windows, expiry: {days: expiry[0].withinDays, points: expiry[0].points}};
}

interface Aged {
  days: number;
  n: number;
  value: number;
}

/** The best ladder of exactly so many windows, each with other points than the next; null where there is none. */
function ladder(aged: readonly Aged[], count: number): {windows: Window[]; error: number} | null {
  let best: {windows: Window[]; error: number} | null = null;
  for (const chosen of choices(ends, count)) {
    const windows = chosen.map((withinDays, i) => ({
      withinDays,
      points: pointsOf(aged, chosen[i - 1] ?? 0, withinDays),
    }));
    if (windows.some(({points}, i) => points === 0 || points === windows[i + 1]?.points)) continue;
    const error = aged.reduce((sum, {days, n, value}) => {
      const window = windows.find(({withinDays}) => days <= withinDays);
      return sum + n * (value - (window?.points ?? 0)) ** 2;
    }, 0);
    if (!best || error < best.error) best = {windows, error};
  }
  return best;
}

/** Mean worth of the ages in a window, rounded; 0 where there are none. */
function pointsOf(aged: readonly Aged[], above: number, to: number): number {
  const inside = aged.filter(({days}) => days > above && days <= to);
  const n = inside.reduce((sum, row) => sum + row.n, 0);
  return n > 0 ? Math.round(inside.reduce((sum, row) => sum + row.n * row.value, 0) / n) : 0;
}

function choices<T>(all: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return all.flatMap((first, i) => choices(all.slice(i + 1), count - 1).map((rest) => [first, ...rest]));
}
