import type {Interval, Rate} from "../findings.ts";
import type {Cube} from "../rules/cube.ts";
import {rateByLead} from "../statistics/byLead.ts";
import {normalCdf, tQuantile} from "../statistics/distributions.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {sumsWithout} from "../statistics/foldSums.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {z95} from "../statistics/intervals.ts";
import {groupJackknife} from "../statistics/jackknife.ts";
import {aucInterval} from "../statistics/metrics.ts";
import {aucByLead, type Forecast, probability} from "./quality.ts";

/** Observations of one segment that share a forecast and a lead fold. */
export interface SegmentRow {
  /** Attribute (or `stage`), and its value; null: missing. */
  field: string;
  value: string | null;
  fold: number;
  /** Log-odds of conversion, as the card gives them. */
  logOdds: number;
  n: number;
  conversions: number;
}

/** How a card does on one segment. */
export interface SegmentQuality {
  value: string | null;
  /** Null where fewer than ten converted or did not. */
  auc: Interval | null;
  /** Share that converted, by lead. */
  observed: Rate;
  /** Mean chance that the card gives. */
  predicted: number;
  /** Observed minus predicted, 95 % by lead. */
  gap: Interval;
  /** Benjamini–Hochberg over all segments of the report, of the gap. */
  q: number;
  /** The AUC's interval does not exclude chance, though there is enough to tell by. */
  isUnordered: boolean;
  /** The card's chances are too high or too low here, beyond luck (q < 0.05). */
  isOffLevel: boolean;
}

export interface SegmentField {
  field: string;
  segments: SegmentQuality[];
  /** Values with too few observations to be shown, and how many these are in all; null where a page may not tell how many. */
  rare: {values: number; n: number | null};
}

export interface Segments {
  fields: SegmentField[];
  /** Fields with more than twelve values. */
  tooMany: string[];
}

const fewestOutcomes = 10;
const enoughOutcomes = 20;
const mostValues = 12;

/** Rank and level of a card on every value of every field that has two to twelve of them, in the order of the rows. */
export function segmentQualities(
  rows: readonly SegmentRow[],
  {rare, oneRowPerLead}: {rare: ReadonlyMap<string, SegmentField["rare"]>; oneRowPerLead: boolean},
): Segments {
  const all = [...groupBy(rows, ({field}) => field)].map(([field, some]) => ({
    field,
    values: [...groupBy(some, ({value}) => value)].map(([value, of]) => ({value, of})),
  }));
  const fields = all
    .filter(({values}) => values.length >= 2 && values.length <= mostValues)
    .map(({field, values}) => ({
      field,
      segments: values.map(({value, of}) => segmentQuality(value, of, oneRowPerLead)),
      rare: rare.get(field) ?? {values: 0, n: 0},
    }));
  const segments = fields.flatMap((field) => field.segments);
  benjaminiHochberg(segments.map(({q}) => q)).forEach((q, i) => {
    segments[i].q = q;
    segments[i].isOffLevel = q < 0.05;
  });
  return {fields, tooMany: all.filter(({values}) => values.length > mostValues).map(({field}) => field)};
}

/** One segment by itself: its q is the plain p until it is set beside others. */
export function segmentQuality(
  value: string | null,
  rows: readonly SegmentRow[],
  oneRowPerLead: boolean,
): SegmentQuality {
  const cube = cubeOf(rows);
  const observed = rateByLead(rows);
  const logOdds = Float64Array.from(rows, (row) => row.logOdds);
  const forecast: Forecast = {logOdds, rank: logOdds};
  const expected = logOdds.map((value, r) => probability(value) * cube.n[r]);
  const sums = sumsWithout(cube.fold, [cube.n, cube.conversions, expected]);
  const gap = groupJackknife(cube.fold, (left) => {
    const [n, converted, predicted] = sums(left);
    return converted / n - predicted / n;
  });
  const [n, , predicted] = sums(null);
  const rarer = Math.min(observed.conversions, observed.n - observed.conversions);
  const auc = rarer < fewestOutcomes ? null : aucOf(cube, forecast, oneRowPerLead);
  const p = pOf(gap, new Set(cube.fold).size);
  return {
    value,
    auc,
    observed,
    predicted: predicted / n,
    gap,
    q: p,
    isUnordered: auc !== null && auc.low <= 0.5 && rarer >= enoughOutcomes,
    isOffLevel: p < 0.05,
  };
}

const aucOf = (cube: Cube, {rank}: Forecast, oneRowPerLead: boolean): Interval =>
  oneRowPerLead ? aucInterval(rank, cube.n, cube.conversions) : aucByLead(cube, rank);

/** Two-sided p of an interval's distance from 0, its half-width being t standard errors of G groups. */
function pOf({value, high}: Interval, G: number): number {
  const half = high - value;
  if (!(half > 0 && Number.isFinite(half))) return 1;
  const errors = Math.abs(value) / (half / tQuantile(0.975, Math.max(1, G - 1)));
  return 2 * normalCdf(-(errors * z95) / tQuantile(0.975, Math.max(1, G - 1)));
}

const cubeOf = (rows: readonly SegmentRow[]): Cube => ({
  rules: [],
  holds: [],
  n: Float64Array.from(rows, ({n}) => n),
  conversions: Float64Array.from(rows, ({conversions}) => conversions),
  fold: Uint8Array.from(rows, ({fold}) => fold),
  period: new Uint16Array(rows.length),
  periods: [],
});
