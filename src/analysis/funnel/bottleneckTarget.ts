import {cellAt, groupOf, leadsAt, type SegmentGroups, type StayCells} from "./bottleneckCells.ts";
import {type Bins, chances, passShare} from "./bottleneckPass.ts";

/** The best quarter of a stage's leads by the segments of one attribute: how much of the quarter each segment fills. */
export interface BestQuarter {
  field: string;
  segments: {value: string; group: number; share: number}[];
}

/** Share of the leads, by segment, that others are measured against. */
const quarter = 0.25;

/** The bins of one stage and group in some counts of all cells. */
export const binsOf = (cells: StayCells, counts: Float64Array, stage: number, group: number): Bins => ({
  counts,
  at: cellAt(cells, stage, group),
  bins: cells.bins,
});

/**
 * The attribute and those of its segments whose best quarter of leads promises to pass a stage most often. Rates of segments
 * are drawn towards their mean as much as their spread may be chance (empirical Bayes; between-segment variance after
 * DerSimonian & Laird 1986), so that a small group with a lucky rate is not the best. Null where no attribute's segments
 * differ beyond chance.
 *
 * What it promises is the best of many and so too much: measure it on other leads, with `gapOf`.
 */
export function bestQuarter(cells: StayCells, counts: Float64Array, stage: number): BestQuarter | null {
  const all = binsOf(cells, counts, stage, groupOf.all);
  const lean = chances(all);
  const pass = passShare(all, lean);
  const drawn = cells.attributes[stage].flatMap((attribute) => quarterOf(cells, counts, stage, attribute, lean) ?? []);
  const [best] = drawn.sort((a, b) => b.rate - a.rate);
  return best && best.rate > pass ? best.quarter : null;
}

function quarterOf(
  cells: StayCells,
  counts: Float64Array,
  stage: number,
  {field, segments}: SegmentGroups,
  lean: Float64Array,
): {quarter: BestQuarter; rate: number} | null {
  const measured = segments.map(({value, group}) => {
    const bins = binsOf(cells, counts, stage, group);
    return {
      value,
      group,
      n: counts[leadsAt(cells, stage, group)],
      settled: settledOf(bins),
      rate: passShare(bins, lean),
    };
  });
  const rates = shrunk(measured);
  if (rates === null) return null;
  const ranked = measured.map((segment, i) => ({...segment, rate: rates[i]})).sort((a, b) => b.rate - a.rate);
  const size = quarter * ranked.reduce((sum, {n}) => sum + n, 0);
  let [left, rate] = [size, 0];
  const chosen: BestQuarter["segments"] = [];
  for (const segment of ranked) {
    const taken = Math.min(left, segment.n);
    if (taken <= 0) continue;
    chosen.push({value: segment.value, group: segment.group, share: taken / size});
    rate += (segment.rate * taken) / size;
    left -= taken;
  }
  return {quarter: {field, segments: chosen}, rate};
}

function settledOf({counts, at, bins}: Bins): number {
  let sum = 0;
  for (let b = 0; b < bins; ++b) sum += counts[at + 3 * b + 1] + counts[at + 3 * b + 2];
  return sum;
}

/** Rates drawn to their mean; null where they differ no more than chance has it. */
function shrunk(segments: readonly {settled: number; rate: number}[]): number[] | null {
  const known = segments.filter(({settled}) => settled > 0);
  const settled = known.reduce((sum, segment) => sum + segment.settled, 0);
  const mean = known.reduce((sum, segment) => sum + segment.settled * segment.rate, 0) / settled;
  const spread = mean * (1 - mean);
  if (known.length < 2 || !(spread > 0)) return null;
  const squares = known.reduce((sum, segment) => sum + (segment.settled * (segment.rate - mean) ** 2) / spread, 0);
  const weights = (settled - known.reduce((sum, segment) => sum + segment.settled ** 2, 0) / settled) / spread;
  const between = (squares - (known.length - 1)) / weights;
  if (!(between > 0)) return null;
  return segments.map(({settled: n, rate}) => mean + (rate - mean) * (between / (between + spread / Math.max(1, n))));
}

/** By how much the pass-through of a best quarter, chosen on other leads, exceeds that of the whole stage. */
export function gapOf(cells: StayCells, counts: Float64Array, stage: number, {segments}: BestQuarter): number {
  const all = binsOf(cells, counts, stage, groupOf.all);
  const lean = chances(all);
  const pass = passShare(all, lean);
  return segments.reduce(
    (sum, {group, share}) => sum + share * (passShare(binsOf(cells, counts, stage, group), lean) - pass),
    0,
  );
}
