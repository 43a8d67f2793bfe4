import {groupBy} from "./groupBy.ts";

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
 * Counts of every block as one row of numbers, so that a resample of leads is a sum of rows: for each stage and group and bin
 * at risk, moved on, lost (`cellAt`), then the leads of each stage and group (`leadsAt`), then those that entered of late
 * (`enteredAt`).
 */
export interface StayCells {
  stages: number;
  groups: number;
  bins: number;
  /** By stage. */
  attributes: SegmentGroups[][];
  blocks: Float64Array[];
  /** Blocks that have a stay. */
  filled: number;
}

/** Groups that every stage has. */
export const groupOf = {all: 0, now: 1, before: 2} as const;
const firstSegment = 3;

export const cellAt = ({groups, bins}: StayCells, stage: number, group: number): number =>
  (stage * groups + group) * bins * 3;
export const leadsAt = ({stages, groups, bins}: StayCells, stage: number, group: number): number =>
  stages * groups * bins * 3 + stage * groups + group;
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
  const segments = [
    ...groupBy(rows.filter(isSegment), ({field, value}) => JSON.stringify([field, value])).keys(),
  ].sort();
  const places = new Map(segments.map((key, i) => [key, firstSegment + i]));
  const size = {
    stages,
    groups: firstSegment + segments.length,
    bins: 1 + rows.reduce((most, {bin}) => Math.max(most, bin), 0),
  };
  const blockCount = 1 + rows.reduce((most, {block}) => Math.max(most, block), -1);
  const cells: StayCells = {
    ...size,
    attributes: [],
    filled: new Set(rows.map(({block}) => block)).size,
    blocks: Array.from({length: blockCount}, () => new Float64Array(stages * (size.groups * (size.bins * 3 + 1) + 1))),
  };
  for (const row of rows) {
    const block = cells.blocks[row.block];
    if (row.kind === "entered") block[enteredAt(cells, row.stage_no)] += row.n;
    else add(cells, block, row, places);
  }
  const total = cells.blocks.length > 0 ? sumOf(cells.blocks) : null;
  cells.attributes = Array.from({length: stages}, (_, stage) => {
    const large = [...places].filter(([, group]) => total && total[leadsAt(cells, stage, group)] >= minSupport);
    const named = large.map(([key, group]) => ({key: JSON.parse(key) as [string, string], group}));
    return [...groupBy(named, ({key}) => key[0])]
      .map(([field, some]) => ({field, segments: some.map(({key, group}) => ({value: key[1], group}))}))
      .filter((attribute) => attribute.segments.length > 1);
  });
  return cells;
}

const isSegment = ({kind}: StayRow): boolean => kind === "segment";

function add(cells: StayCells, block: Float64Array, row: StayRow, places: ReadonlyMap<string, number>): void {
  const isEntry = row.kind === "now_in" || row.kind === "before_in";
  const group =
    row.kind === "segment"
      ? places.get(JSON.stringify([row.field, row.value]))!
      : groupOf[row.kind.replace("_in", "") as keyof typeof groupOf];
  const at = cellAt(cells, row.stage_no, group);
  const sign = isEntry ? -1 : 1;
  for (let b = 0; b < row.bin; ++b) block[at + 3 * b] += sign * row.n;
  block[at + 3 * row.bin] += sign * row.part;
  if (isEntry) return;
  block[leadsAt(cells, row.stage_no, group)] += row.n;
  if (row.event > 0) block[at + 3 * row.bin + row.event] += row.n;
}

function sumOf(rows: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(rows[0].length);
  for (const row of rows) for (let i = 0; i < sum.length; ++i) sum[i] += row[i];
  return sum;
}
