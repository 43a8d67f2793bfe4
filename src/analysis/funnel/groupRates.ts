import type {Interval, Rate} from "../findings.ts";
import {contrast} from "../statistics/contrast.ts";
import {benjaminiHochberg} from "../statistics/falseDiscovery.ts";
import {groupBy} from "../statistics/groupBy.ts";

/** Leads of one value of an attribute (null: without one) that entered a stage, and how many went on and still wait. */
export interface GroupCount {
  field: string;
  value: string | null;
  stage_no: number;
  entered: number;
  advanced: number;
  waiting: number;
}

/** How a group passes a stage beside the others of its attribute. */
export type GroupVerdict = "more" | "less" | "as the rest" | "too few";

/** How leads of one value pass one stage. */
export interface GroupCell {
  stage: string;
  /** Entered and no longer waiting: n of the rate. */
  rate: Rate;
  waiting: number;
  /** Pass-through of the other values that have enough leads or not, of those with a known value. */
  others: Rate;
  /** Rate minus that of the others (Newcombe). */
  difference: Interval;
  /** Benjamini–Hochberg over all cells that are compared; 1 where it is not. */
  q: number;
  verdict: GroupVerdict;
}

/** One attribute and its groups. */
export interface GroupField {
  field: string;
  /** The commonest first; a cell a stage. */
  groups: {value: string; n: number; cells: GroupCell[]}[];
  /** Leads with no value, which no group holds. */
  missing: number;
}

/** Every attribute by stage, and how much of what differs may be luck. */
export interface GroupReport {
  fields: GroupField[];
  /** Cells compared with the others of their attribute and stage; those that differ (q < 0.05); how many of these may be luck. */
  lookedAt: number;
  found: number;
  expectedFalse: number;
}

/**
 * Pass-through by value of each attribute and by stage, over settled leads (entered and no longer waiting, as in `stageFlows`).
 * A cell is set beside the other values of its attribute in its stage; cells of fewer than `minSupport` settled leads, or with
 * fewer to be set beside, are not compared. Counts are one a lead, so that cells of one stage are independent.
 */
export function groupRates(
  stages: readonly {id: string}[],
  counts: readonly GroupCount[],
  minSupport: number,
): GroupReport {
  const fields = [...groupBy(counts, ({field}) => field)].map(([field, rows]) => fieldOf(field, rows, stages));
  const cells = fields.flatMap(({groups}) => groups.flatMap((group) => group.cells));
  const compared = cells.filter(({rate, others}) => Math.min(rate.n, others.n) >= minSupport);
  const qs = benjaminiHochberg(compared.map(({q}) => q));
  for (const cell of cells) {
    const place = compared.indexOf(cell);
    cell.q = place < 0 ? 1 : qs[place];
    cell.verdict = place < 0 ? "too few" : cell.q >= 0.05 ? "as the rest" : cell.difference.value > 0 ? "more" : "less";
  }
  const found = compared.filter(({q}) => q < 0.05);
  const highest = found.reduce((most, {q}) => Math.max(most, q), 0);
  return {fields, lookedAt: compared.length, found: found.length, expectedFalse: highest * found.length};
}

function fieldOf(field: string, rows: readonly GroupCount[], stages: readonly {id: string}[]): GroupField {
  const known = rows.filter(({value}) => value !== null);
  const inAll = stages.map((_, stage) => settled(known.filter(({stage_no}) => stage_no === stage)));
  const largest = (some: readonly GroupCount[]) => some.reduce((most, {entered}) => Math.max(most, entered), 0);
  const groups = [...groupBy(known, ({value}) => value as string)]
    .map(([value, of]) => ({
      value,
      n: largest(of),
      cells: stages.map(({id}, stage) =>
        cellOf(
          id,
          of.find(({stage_no}) => stage_no === stage),
          inAll[stage],
        ),
      ),
    }))
    .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
  return {field, groups, missing: largest(rows.filter(({value}) => value === null))};
}

/** One cell by itself: its q is the plain p, its verdict open, until all are known. */
function cellOf(stage: string, count: GroupCount | undefined, all: {n: number; advanced: number}): GroupCell {
  const {n, advanced} = settled(count ? [count] : []);
  const table = {a: advanced, n1: n, c: all.advanced - advanced, n0: all.n - n};
  const {with: rate, without: others, riskDifference, p} = contrast(table);
  return {stage, rate, waiting: count?.waiting ?? 0, others, difference: riskDifference, q: p, verdict: "too few"};
}

const settled = (rows: readonly GroupCount[]): {n: number; advanced: number} => ({
  n: rows.reduce((sum, {entered, waiting}) => sum + entered - waiting, 0),
  advanced: rows.reduce((sum, {advanced}) => sum + advanced, 0),
});
