import type {Cube} from "../rules/cube.ts";
import {histogram} from "../statistics/histogram.ts";
import {total} from "./quality.ts";

/** A point of the ROC curve: at some line, the share of unconverted and of converted observations above it. */
export interface RocPoint {
  unconverted: number;
  converted: number;
}

/**
 * The ROC curve from (0, 0) to (1, 1), highest rank first. Neighbouring ranks are taken together until a step holds one in a
 * hundred of the observations and at least `minCell`, so that no step speaks of single leads.
 */
export function rocCurve({n, conversions}: Cube, rank: Float64Array, minCell: number): RocPoint[] {
  const positives = total(conversions);
  const negatives = total(n) - positives;
  const least = Math.max(minCell, (positives + negatives) / 100);
  const points: RocPoint[] = [{unconverted: 0, converted: 0}];
  let [open, won, lost] = [0, 0, 0];
  const bins = histogram(rank, n, conversions);
  for (let i = bins.n.length - 1; i >= 0; --i) {
    open += bins.n[i];
    won += bins.conversions[i];
    lost += bins.n[i] - bins.conversions[i];
    if (open < least) continue;
    points.push({unconverted: lost / negatives, converted: won / positives});
    open = 0;
  }
  if (open >= minCell || points.length < 2) points.push({unconverted: 1, converted: 1});
  else points[points.length - 1] = {unconverted: 1, converted: 1};
  return points;
}

/** Observations whose score (or chance) lies in [from, to). */
export interface ScoreRange {
  from: number;
  to: number;
  n: number;
  conversions: number;
}

/**
 * Observations by score in at most `most` ranges of equal width (whole numbers for a card's score), lowest first; ranges of
 * fewer than `minCell` join their neighbour.
 */
export function scoreRanges(
  {n, conversions}: Cube,
  score: Float64Array,
  {isWhole, minCell, most = 24}: {isWhole: boolean; minCell: number; most?: number},
): ScoreRange[] {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  score.forEach((s, r) => {
    if (!(n[r] > 0)) return;
    lowest = Math.min(lowest, s);
    highest = Math.max(highest, s);
  });
  if (!(highest >= lowest)) return [];
  const width = isWhole ? Math.max(1, Math.ceil((highest - lowest + 1) / most)) : (highest - lowest) / most || 1;
  const ranges = Array.from(
    {length: isWhole ? Math.ceil((highest - lowest + 1) / width) : most},
    (_, i): ScoreRange => ({
      from: lowest + i * width,
      to: lowest + (i + 1) * width,
      n: 0,
      conversions: 0,
    }),
  );
  score.forEach((s, r) => {
    const range = ranges[Math.min(ranges.length - 1, Math.floor((s - lowest) / width))];
    range.n += n[r];
    range.conversions += conversions[r];
  });
  return joined(ranges, minCell);
}

function joined(ranges: readonly ScoreRange[], minCell: number): ScoreRange[] {
  const out: ScoreRange[] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last && last.n < minCell) out[out.length - 1] = union(last, range);
    else out.push(range);
  }
  const last = out.at(-1);
  if (last && last.n < minCell && out.length > 1) out.splice(-2, 2, union(out[out.length - 2], last));
  return out;
}

const union = (a: ScoreRange, b: ScoreRange): ScoreRange => ({
  from: a.from,
  to: b.to,
  n: a.n + b.n,
  conversions: a.conversions + b.conversions,
});
