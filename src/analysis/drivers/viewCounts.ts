import type {FieldCuts} from "../rules/cuts.ts";
import {
  type AttributeCount,
  type BehaviourCount,
  type CountRow,
  type Pattern,
  patterns,
  type RecencyCount,
  type Stratum,
  type Tally,
} from "../rules/patterns.ts";
import type {FoldCount} from "../statistics/byLead.ts";
import {groupBy} from "../statistics/groupBy.ts";
import type {ViewDesign, ViewTarget} from "./stepView.ts";
import type {ViewOptions} from "./views.ts";

/** Moments of one design, stage at as-of and part (a lead fold, a value of an attribute, a period), with both labels. */
export interface ViewCount extends CountRow {
  /** `run`: the run's own observations, where they are no view. */
  design: ViewDesign | "run";
  /** Way of parting: 0 lead folds, else an attribute or periods; `fold` is then the number of the value. */
  slot: number;
  /** Went on to a later stage or won; null at the decision, which has no next stage, and for the run's own. */
  next: number | null;
  /** Won; of the run's own, reached its target. */
  conversions: number;
}

/** Number of all stages together that have no steps of their own, where there are very many. */
export const otherStages = -2;

/** What the engine counted: see `loaders/steps/drivers/viewCounts.ts`. */
export interface ViewCounts {
  base: ViewCount[];
  behaviours: (BehaviourCount & ViewCount)[];
  recencies: (RecencyCount & ViewCount)[];
  attributes: (AttributeCount & ViewCount)[];
  numbers: ReadonlySet<string>;
  cuts?: readonly FieldCuts[];
}

/** Rows of one design by way of parting. */
type BySlot<T> = Map<number, T[]>;

/** What was counted of one design. */
export interface DesignCounts {
  base: BySlot<ViewCounts["base"][number]>;
  behaviours: BySlot<ViewCounts["behaviours"][number]>;
  recencies: BySlot<ViewCounts["recencies"][number]>;
  attributes: BySlot<ViewCounts["attributes"][number]>;
  numbers: ReadonlySet<string>;
  cuts?: readonly FieldCuts[];
}

/** The rows of one design, by way of parting. */
export function countsOf(counts: ViewCounts, design: ViewCount["design"]): DesignCounts {
  const bySlot = <T extends ViewCount>(rows: readonly T[]) =>
    groupBy(
      rows.filter((row) => row.design === design),
      ({slot}) => slot,
    );
  return {
    base: bySlot(counts.base),
    behaviours: bySlot(counts.behaviours),
    recencies: bySlot(counts.recencies),
    attributes: bySlot(counts.attributes),
    numbers: counts.numbers,
    cuts: counts.cuts,
  };
}

/** Patterns whose strata are stages and the parts of one slot; which windows coincide is decided on the whole, slot 0. */
export function patternsBy(counts: DesignCounts, slot: number, target: ViewTarget, options: ViewOptions): Pattern[] {
  const of = <T>(rows: BySlot<T>): T[] => rows.get(slot) ?? [];
  const {base, behaviours, recencies, attributes, numbers, cuts} = counts;
  return patterns(
    {base: of(base), behaviours: of(behaviours), recencies: of(recencies), attributes: of(attributes), numbers, cuts},
    {...options, everyWindow: slot !== 0},
    (row) => convertedOf(row as ViewCount, target),
  );
}

const convertedOf = ({next, conversions}: ViewCount, target: ViewTarget): number =>
  target === "next" ? (next ?? 0) : conversions;

/** A pattern's strata in one stage, or in all of them for null. */
type StrataIn = (stage: number | null) => readonly Stratum[];

/** The strata of a pattern by stage. */
export const strataIn =
  (pattern: Pattern): StrataIn =>
  (stage) =>
    stage === null ? pattern.strata : pattern.strata.filter((stratum) => stratum.stage === stage);

/** A pattern's counts by part, in one stage or in all of them for null. */
export type PartsIn = (stage: number | null) => ReadonlyMap<number, Tally>;

/** The counts of a pattern by stage and part, gathered once. */
export function partsIn({strata}: Pattern): PartsIn {
  const each = new Map<number, Map<number, Tally>>();
  const all = new Map<number, Tally>();
  for (const stratum of strata) {
    addTo(all, stratum);
    if (stratum.stage === null) continue;
    const here = each.get(stratum.stage) ?? new Map<number, Tally>();
    each.set(stratum.stage, here);
    addTo(here, stratum);
  }
  return (stage) => (stage === null ? all : (each.get(stage) ?? new Map()));
}

function addTo(parts: Map<number, Tally>, {fold, n, conversions, all}: Stratum): void {
  const sum = parts.get(fold);
  if (sum) {
    sum.n += n;
    sum.conversions += conversions;
    sum.all.n += all.n;
    sum.all.conversions += all.conversions;
  } else parts.set(fold, {n, conversions, all: {n: all.n, conversions: all.conversions}});
}

/** A row as the count of one part that so many went on or were won. */
export const asCount = (row: ViewCount, target: ViewTarget): FoldCount => ({
  fold: row.fold,
  n: row.n,
  conversions: convertedOf(row, target),
});
