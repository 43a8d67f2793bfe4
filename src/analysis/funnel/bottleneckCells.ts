import {groupBy} from "../statistics/groupBy.ts";

/**
 * Stays in a stage by how far they got, from the step `bottleneck_stays`. Time in a stage is cut into bins (`stayBins`); a stay
 * ends in one of them, by moving on (1), by being lost (2), or by being cut off (0); `part` is the sum of the shares of that
 * bin that the stays were followed through, 1 each for those that did not get cut off.
 */
export interface StayRow {
  /** A group of whole leads, 0 or more; what is resampled. */
  block: number;
  stage_no: number;
  /**
   * `all` stays; those of one `segment`; as followed in the latest months (`now`) or the same time `before`, less the part of
   * them that lies earlier (`now_in`, `before_in`); those that `entered` in the latest months.
   */
  kind: "all" | "segment" | "now" | "before" | "now_in" | "before_in" | "entered";
  field: string | null;
  value: string | null;
  bin: number;
  event: 0 | 1 | 2;
  n: number;
  part: number;
}

/** Values of one attribute, by the places of their groups in the cells. */
export interface SegmentGroups {
  field: string;
  segments: {value: string; group: number}[];
}

/**
 * Where counts stand in one row of `length` numbers, so that a resample of leads is a sum of blocks: for each stage and group
 * and bin at risk, moved on, lost (`cellAt`), then the leads of each stage and group (`leadsAt`), then those that entered of
 * late (`enteredAt`).
 */
export interface StayCells {
  stages: number;
  groups: number;
  bins: number;
  length: number;
  /** By stage. */
  attributes: SegmentGroups[][];
  /** What differs from 0 in each block, at risk as differences from the next bin: see `cumulate`. */
  blocks: {places: Int32Array; values: Float64Array}[];
  /** Blocks that have a stay. */
  filled: number;
}

/** Groups that every stage has. */
export const groupOf = {all: 0, now: 1, before: 2} as const;

/** The group of each kind of row that is no segment's. */
const groupOfKind = {all: 0, now: 1, now_in: 1, before: 2, before_in: 2, entered: 0} as const;
const firstSegment = 3;

/** Where the cells of a stage and group begin. */
export const cellAt = ({groups, bins}: StayCells, stage: number, group: number): number =>
  (stage * groups + group) * bins * 3;
/** Where the leads of a stage and group are counted. */
export const leadsAt = ({stages, groups, bins}: StayCells, stage: number, group: number): number =>
  stages * groups * bins * 3 + stage * groups + group;
/** Where the leads that entered a stage are counted. */
export const enteredAt = ({stages, groups, bins}: StayCells, stage: number): number =>
  stages * groups * (bins * 3 + 1) + stage;

/** Upper edges of the bins of one stage, days, ascending: the last is its longest stay. Empty without times. */
export function stayBins(stays: readonly {days: number; ended: number}[]): number[] {
  const rows = [...stays].sort((a, b) => a.days - b.days);
  const longest = rows.at(-1)?.days ?? 0;
  const all = rows.reduce((sum, {ended}) => sum + ended, 0);
  const edges: number[] = [];
  let count = 0;
  for (const {days, ended} of rows) {
    count += ended;
    if (count >= ((edges.length + 1) / evenBins) * all && edges.length < evenBins - 1) edges.push(days);
  }
  const tail = edges.at(-1) ?? 0;
  for (let k = 1; k <= tailBins; ++k)
    edges.push(tail > 0 ? tail * (longest / tail) ** (k / tailBins) : (longest * k) / tailBins);
  edges[edges.length - 1] = longest;
  return [...new Set(edges)].filter((edge) => edge > 0 && edge <= longest);
}

/** Bins with a tenth of the stays that ended each; the last tenth, which is long, is cut again. */
const evenBins = 10;
const tailBins = 4;

/** Values of fewer than `minSupport` leads in a stage are no segments there. */
export function stayCells(rows: readonly StayRow[], stages: number, minSupport: number): StayCells {
  const {groups, segments} = grouped(rows);
  const bins = 1 + rows.reduce((most, {bin}) => Math.max(most, bin), 0);
  const size = {stages, groups: firstSegment + segments.length, bins};
  const length = stages * (size.groups * (bins * 3 + 1) + 1);
  const cells: StayCells = {...size, length, attributes: [], blocks: [], filled: 0};
  const leads = new Float64Array(length);
  const byBlock = groupBy(rows.keys(), (r) => rows[r].block);
  cells.filled = byBlock.size;
  cells.blocks = Array.from({length: Math.max(-1, ...byBlock.keys()) + 1}, (_, b) => {
    const counts = new Float64Array(length);
    for (const r of byBlock.get(b) ?? []) add(cells, counts, rows[r], groups[r]);
    for (let i = leadsAt(cells, 0, 0); i < length; ++i) leads[i] += counts[i];
    const places = Int32Array.from(counts.keys()).filter((i) => counts[i] !== 0);
    return {places, values: Float64Array.from(places, (i) => counts[i])};
  });
  cells.attributes = Array.from({length: stages}, (_, stage) => {
    const large = segments.filter(({group}) => leads[leadsAt(cells, stage, group)] >= minSupport);
    return [...groupBy(large, ({field}) => field)]
      .map(([field, some]) => ({field, segments: some.map(({value, group}) => ({value, group}))}))
      .filter((attribute) => attribute.segments.length > 1);
  });
  return cells;
}

/** The group of each row, and what the groups of segments are, by field and value. */
function grouped(rows: readonly StayRow[]) {
  const fields = new Map<string, Map<string, number>>();
  for (const {kind, field, value} of rows) {
    if (kind !== "segment" || field === null || value === null) continue;
    const values = fields.get(field) ?? new Map<string, number>();
    fields.set(field, values.set(value, 0));
  }
  const named = [...fields].flatMap(([field, values]) => [...values.keys()].map((value) => ({field, value})));
  const byName = (a: (typeof named)[number], b: (typeof named)[number]) =>
    a.field < b.field || (a.field === b.field && a.value < b.value) ? -1 : 1;
  const segments = named.sort(byName).map((name, i) => ({...name, group: firstSegment + i}));
  for (const {field, value, group} of segments) fields.get(field)!.set(value, group);
  const groups = rows.map(({kind, field, value}) =>
    kind === "segment" ? fields.get(field!)!.get(value!)! : groupOfKind[kind],
  );
  return {groups, segments};
}

function add(cells: StayCells, counts: Float64Array, row: StayRow, group: number): void {
  if (row.kind === "entered") {
    counts[enteredAt(cells, row.stage_no)] += row.n;
    return;
  }
  const isEntry = row.kind === "now_in" || row.kind === "before_in";
  const at = cellAt(cells, row.stage_no, group) + 3 * row.bin;
  const sign = isEntry ? -1 : 1;
  counts[at] += sign * row.part;
  if (row.bin > 0) counts[at - 3] += sign * (row.n - row.part);
  if (isEntry) return;
  counts[leadsAt(cells, row.stage_no, group)] += row.n;
  if (row.event > 0) counts[at + row.event] += row.n;
}

/** Adds a block so many times to sums. They are no counts yet: see `cumulate`. */
export function addBlock({blocks}: StayCells, block: number, times: number, sums: Float64Array): void {
  const {places, values} = blocks[block];
  for (let i = 0; i < places.length; ++i) sums[places[i]] += times * values[i];
}

/** Makes counts of sums of blocks: who is followed in a bin was at risk in all bins before. */
export function cumulate(cells: StayCells, sums: Float64Array): void {
  for (let group = 0; group < cells.stages * cells.groups; ++group) {
    const at = cellAt(cells, 0, group);
    for (let b = cells.bins - 2; b >= 0; --b) sums[at + 3 * b] += sums[at + 3 * b + 3];
  }
}
