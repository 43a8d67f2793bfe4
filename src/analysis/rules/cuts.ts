import {optimalBins} from "./optimalBins.ts";
import type {Pattern} from "./patterns.ts";

/** Leads, observations and conversions of a number attribute between two edges, in one fold of leads, to learn from or kept for the test. */
export interface BinCount {
  field: string;
  /** How many of the field's edges lie at or below these values. */
  bin: number;
  is_test: boolean;
  fold: number;
  n: number;
  conversions: number;
  leads: number;
}

/** Where the values of a number attribute may be cut: see `loaders/steps/features/attributeBins.ts`. */
export interface FieldEdges {
  field: string;
  /** Ascending. A bin holds the values from one edge to under the next. */
  edges: readonly number[];
  /** Whole numbers from 0 up. */
  isCounter: boolean;
}

/** Where a number attribute is cut for rules and for groups. */
export interface FieldCuts {
  field: string;
  /** Ascending, `mostCuts` at most. */
  cuts: number[];
  /** Of these, the ones that conversions asked for; the others cut off a share of the leads. */
  fitted: number[];
  /** From one cut to under the next, whose leads convert more often than those below and above, or less often than both. */
  bands: {from: number; to: number}[];
}

interface CutOptions {
  /** Leads (and observations) that each side of a cut must have. */
  minSupport: number;
  /** Leads from which a cut may be named at all. */
  minCell: number;
  /** The observations that decide. Default: those that are not kept for the test. */
  among?: (row: BinCount) => boolean;
}

/** Groups stay readable up to six. */
const mostCuts = 5;
const naturalCuts = [1, 2, 3, 5, 10] as const;
/** Cuts that conversions do not ask for lie at least this share of the leads apart from all others, or leave so many times fewer. */
const apart = 0.05;
const timesFewer = 1.5;
/** Share of the leads with one and the same lowest value from which the rest is cut by itself. */
const heavy = 0.2;

/**
 * Cuts of each number attribute. First those that conversions ask for (`optimalBins`: five bins at most, each of `minSupport`
 * leads; a cut must gain more than chance finds in a column of noise). Then, while there are fewer than five, cuts that look at
 * no outcome: of counters at 1, 2, 3, 5 and 10; half and the top fifth of what lies above a value that many leads have (0);
 * fifths. Where no cut has support the one nearest to it is kept, so that it can be told how few there are.
 */
export function chooseCuts(
  fields: readonly FieldEdges[],
  rows: readonly BinCount[],
  {minSupport, minCell, among = ({is_test}) => !is_test}: CutOptions,
): FieldCuts[] {
  const byField = new Map<string, BinCount[]>();
  for (const row of rows) {
    if (!among(row)) continue;
    const known = byField.get(row.field);
    if (known) known.push(row);
    else byField.set(row.field, [row]);
  }
  return fields.map((field) => cutsOf(field, byField.get(field.field) ?? [], minSupport, minCell));
}

/** Two cuts are the same find where they leave the number of leads above them this near to each other. */
const sameWithin = 0.1;

/**
 * Whether the observations that decide, by themselves, would have had a pattern: all but those on cuts of numbers that conversions asked for;
 * of these the ones for which these observations ask for cuts that leave nearly the same leads above them.
 */
export function isFoundBy(
  fields: readonly FieldEdges[],
  rows: readonly BinCount[],
  options: CutOptions,
): (pattern: Pick<Pattern, "field" | "fitted">) => boolean {
  const found = new Map(chooseCuts(fields, rows, options).map(({field, fitted}) => [field, fitted]));
  const edgesOf = new Map(fields.map(({field, edges}) => [field, edges]));
  const above = (field: string, cut: number): number => {
    const bin = (edgesOf.get(field) ?? []).indexOf(cut) + 1;
    return rows.reduce((sum, row) => sum + (row.field === field && row.bin >= bin ? row.leads : 0), 0);
  };
  const isSame = (field: string, a: number, b: number) => {
    const [few, many] = [above(field, Math.max(a, b)), above(field, Math.min(a, b))];
    return many - few <= sameWithin * few;
  };
  return ({field, fitted}) =>
    fitted === undefined || fitted.every((cut) => (found.get(field) ?? []).some((own) => isSame(field, own, cut)));
}

function cutsOf(of: FieldEdges, rows: readonly BinCount[], minSupport: number, minCell: number): FieldCuts {
  const {field, edges} = of;
  const bins = edges.length + 1;
  const n = new Float64Array(bins);
  const conversions = new Float64Array(bins);
  const leads = new Float64Array(bins);
  for (const row of rows) {
    n[row.bin] += row.n;
    conversions[row.bin] += row.conversions;
    leads[row.bin] += row.leads;
  }
  const starts = optimalBins({n, conversions, leads}, minSupport);
  const fitted = starts.map((bin) => edges[bin - 1]);
  const at = [...starts];
  const under = runningSum(leads);
  const all = under[bins];
  const isApart = (a: number, b: number) => {
    const [few, many] = [all - under[Math.max(a, b)], all - under[Math.min(a, b)]];
    return many - few >= minSupport && (many - few >= apart * all || many >= timesFewer * few);
  };
  const hasSides = (bin: number, least: number) => Math.min(under[bin], all - under[bin]) >= least;
  for (const bin of plainStarts(of, under)) {
    const isFree = at.every((other) => isApart(bin, other));
    if (at.length < mostCuts && hasSides(bin, minSupport) && isFree) at.push(bin);
  }
  if (at.length === 0) {
    const [nearest] = plainStarts(of, under)
      .filter((bin) => hasSides(bin, minCell))
      .sort((a, b) => Math.abs(all / 2 - under[a]) - Math.abs(all / 2 - under[b]));
    if (nearest !== undefined) at.push(nearest);
  }
  const cuts = at.sort((a, b) => a - b).map((bin) => edges[bin - 1]);
  return {
    field,
    cuts,
    fitted,
    bands: bandsOf(starts, n, conversions).map(([a, b]) => ({from: edges[a - 1], to: edges[b - 1]})),
  };
}

/** Bins that begin a part which looks at no outcome, those worth most first. `under`: leads under each bin's edge. */
function plainStarts({edges, isCounter}: FieldEdges, under: Float64Array): number[] {
  const all = under[edges.length + 1];
  const startAt = (leads: number) => 1 + edges.findIndex((_, i) => under[i + 1] >= leads);
  const naturals = isCounter ? naturalCuts.map((least) => 1 + edges.findIndex((edge) => edge >= least)) : [];
  const lowest = under[1];
  const rest = lowest >= heavy * all ? [0, 0.5, 0.8].map((share) => startAt(lowest + share * (all - lowest))) : [];
  const fifths = [0.2, 0.4, 0.6, 0.8].map((share) => startAt(share * all));
  return [...new Set([...naturals, ...rest, ...fifths])].filter((bin) => bin > 0);
}

/** Parts between two of the cuts whose rate is a peak or a valley: the first and the cut after the last of the bins. */
function bandsOf(starts: readonly number[], n: Float64Array, conversions: Float64Array): [number, number][] {
  const ends = [0, ...starts, n.length];
  const rate = starts.map((_, i) => rateOf(n, conversions, ends[i], ends[i + 1]));
  rate.push(rateOf(n, conversions, ends[starts.length], n.length));
  const found: [number, number][] = [];
  for (let i = 1; i + 1 < rate.length; ++i) {
    for (let k = i; k + 1 < rate.length; ++k) {
      const inside = rate.slice(i, k + 1);
      const [before, after] = [rate[i - 1], rate[k + 1]];
      const isPeak = Math.min(...inside) > Math.max(before, after);
      const isValley = Math.max(...inside) < Math.min(before, after);
      if (isPeak || isValley) found.push([ends[i], ends[k + 1]]);
    }
  }
  return found;
}

function rateOf(n: Float64Array, conversions: Float64Array, from: number, to: number): number {
  const sum = (values: Float64Array) => values.subarray(from, to).reduce((a, b) => a + b, 0);
  return sum(conversions) / Math.max(1, sum(n));
}

/** Sums before each place, and of all. */
function runningSum(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; ++i) sums[i + 1] = sums[i] + values[i];
  return sums;
}
