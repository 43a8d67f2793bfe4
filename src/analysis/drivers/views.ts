import type {Rate} from "../findings.ts";
import {type Stratum, tally} from "../rules/patterns.ts";
import type {Rule} from "../rules/rules.ts";
import {rateEffect, rateWithin} from "../statistics/byLead.ts";
import type {Table} from "../statistics/contrast.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {type Adjustment, adjust, adjusted, byStage, type Stratified} from "./adjust.ts";
import {type Driver, driverOf, isSupported, type LeadErrors, leadErrors, ranked, tableOf} from "./driver.ts";
import type {ViewDesign, ViewTarget} from "./stepView.ts";
import {
  asCount,
  countsOf,
  type DesignCounts,
  otherStages,
  type PartsIn,
  partsIn,
  patternsBy,
  strataIn,
  type ViewCount,
  type ViewCounts,
} from "./viewCounts.ts";

/** A way of parting with a field, and the values of its parts (null: missing). */
export interface Slot {
  slot: number;
  field: string;
  values: (string | null)[];
}

/** A pattern with enough support in a view. */
interface ViewCell {
  rule: Rule;
  /** The attribute or action it is about. */
  field: string;
  n: number;
  conversions: number;
  errors: LeadErrors | null;
}

/** One part of a view's observations: a segment or a period. */
interface ViewSlice {
  slot: number;
  part: number;
  base: {n: number; conversions: number};
  cells: {rule: Rule; n: number; conversions: number}[];
}

/** One step under one design: counts of the whole, of its parts, and what its drivers are. */
export interface CountedView {
  design: ViewDesign | "run";
  /** Position of the stage; null: any. */
  stage: number | null;
  target: ViewTarget;
  base: Rate;
  /** Design effect of the base rate: 1 where each lead gives one observation. */
  effect: number;
  cells: ViewCell[];
  /** Patterns on fewer observations than can be ranked. */
  tooFew: number;
  slices: ViewSlice[];
  drivers: Driver[];
  lookedAt: number;
  found: number;
  expectedFalse: number;
}

/** What decides which patterns a view looks at. */
export interface ViewOptions {
  times: readonly number[];
  silencesDays: readonly number[];
  minSupport: number;
  slots: readonly Slot[];
  /** Reasons not to believe patterns, by attribute or action. */
  flags: ReadonlyMap<string, string[]>;
  /** Whether the run's own observations are one a lead at most. */
  oneRunRowPerLead: boolean;
}

/** Every view that the counts can speak of: each design and target, any stage and each that somebody stood in. */
export function countedViews(counts: ViewCounts, options: ViewOptions): CountedView[] {
  const designs = [...new Set(counts.base.map(({design}) => design))];
  const unadjusted = designs.flatMap((design) => {
    const targets: ViewTarget[] = design === "decision" || design === "run" ? ["won"] : ["next", "won"];
    const own = countsOf(counts, design);
    return targets.flatMap((target) => viewsOf(own, {design, target}, options));
  });
  const told = adjust(unadjusted.flatMap(({stratified}) => stratified));
  let at = 0;
  return unadjusted.map(({view, stratified}) => {
    const adjustments = new Map<string, Adjustment[]>();
    for (const {driver} of stratified) adjustments.set(driver.rule.id, told[at++]);
    const drivers = view.drivers.map((driver) => adjusted(driver, adjustments.get(driver.rule.id) ?? []));
    return {...view, drivers};
  });
}

interface Unadjusted {
  view: CountedView;
  stratified: Stratified[];
}

/** A way of parting with the counts of each pattern by its rule, and the observations of each part. */
interface Parted extends Slot {
  of: Map<string, PartsIn>;
  base: readonly ViewCount[];
}

function viewsOf(
  counts: DesignCounts,
  {design, target}: Pick<CountedView, "design" | "target">,
  options: ViewOptions,
): Unadjusted[] {
  // What has too few observations in all has too few in each stage and part.
  const whole = patternsBy(counts, 0, target, options).map((one) => {
    return {
      rule: one.rule,
      field: one.field,
      within: strataIn(one),
      isEnough: isSupported(tally(one), options.minSupport),
    };
  });
  const enough = new Set(whole.flatMap(({rule, isEnough}) => (isEnough ? [rule.id] : [])));
  const parted = options.slots.map((slot): Parted => {
    const each = patternsBy(counts, slot.slot, target, options).flatMap((one): [string, PartsIn][] =>
      enough.has(one.rule.id) ? [[one.rule.id, partsIn(one)]] : [],
    );
    return {...slot, of: new Map(each), base: counts.base.get(slot.slot) ?? []};
  });
  const base = counts.base.get(0) ?? [];
  const stages = [...new Set(base.map(({stage_no}) => stage_no))].filter((stage) => stage !== null);
  const own = stages.filter((stage) => stage !== otherStages);
  const places = design === "run" ? [null] : [null, ...own.sort((a, b) => a - b)];
  return places.map((stage) => {
    const isOneEach =
      design === "decision" ||
      (design === "entry" && (stage !== null || stages.length < 2)) ||
      (design === "run" && options.oneRunRowPerLead);
    const here = base.filter((row) => stage === null || row.stage_no === stage).map((row) => asCount(row, target));
    const tallied = whole.map(({rule, field, within}) => {
      const strata = within(stage);
      return {rule, field, strata, counts: tally({strata})};
    });
    const supported = tallied.filter((one) => isSupported(one.counts, options.minSupport));
    const stratified = supported.map(({rule, field, strata, counts}): Stratified => {
      const errors = isOneEach ? null : leadErrors(strata);
      const parts = parted
        .filter((slot) => slot.field !== field)
        .map((slot) => ({
          by: slot.field,
          tables: [...(slot.of.get(rule.id)?.(stage).values() ?? [])].map(tableOf),
        }));
      const byStages = stage === null && stages.length > 1 ? [{by: byStage, tables: stageTables(strata)}] : [];
      return {
        driver: driverOf({rule, counts, errors}, options.flags.get(field) ?? []),
        errors,
        strata: [...byStages, ...parts],
      };
    });
    const total = sumOf(here);
    const effect = isOneEach ? 1 : rateEffect(here);
    const view: CountedView = {
      design,
      stage,
      target,
      base: rateWithin(total.conversions, total.n, effect),
      effect,
      cells: supported.map(({rule, field, counts: {n, conversions}}, i) => ({
        rule,
        field,
        n,
        conversions,
        errors: stratified[i].errors,
      })),
      tooFew: tallied.filter(({counts: {n}}) => n > 0 && n < options.minSupport).length,
      slices: parted.flatMap((slot) => slicesOf(slot, supported, {stage, target}, options.minSupport)),
      ...ranked(stratified.map(({driver}) => driver)),
    };
    return {view, stratified};
  });
}

const sumOf = (rows: readonly {n: number; conversions: number}[]) => ({
  n: rows.reduce((total, {n}) => total + n, 0),
  conversions: rows.reduce((total, {conversions}) => total + conversions, 0),
});

/** A pattern's tables, one for each stage. */
const stageTables = (strata: readonly Stratum[]): Table[] =>
  [...groupBy(strata, ({stage}) => stage).values()].map((some) => tableOf(tally({strata: some})));

/** The parts of a view with the patterns that have enough support in them; of parts too small for any, nothing. */
function slicesOf(
  {slot, values, of, base}: Parted,
  supported: readonly {rule: Rule; field: string}[],
  {stage, target}: Pick<CountedView, "stage" | "target">,
  minSupport: number,
): ViewSlice[] {
  const here = base.filter((row) => stage === null || row.stage_no === stage).map((row) => asCount(row, target));
  const counted = supported.map(({rule}) => ({rule, byPart: of.get(rule.id)?.(stage)}));
  return [...values.keys()].flatMap((part) => {
    const total = sumOf(here.filter(({fold}) => fold === part));
    if (total.n < 2 * minSupport) return [];
    const cells = counted.flatMap(({rule, byPart}) => {
      const counts = byPart?.get(part);
      return counts && isSupported(counts, minSupport) ? [{rule, n: counts.n, conversions: counts.conversions}] : [];
    });
    return [{slot, part, base: total, cells}];
  });
}
