import type {Rate} from "../findings.ts";
import type {Rule} from "../rules/rules.ts";
import {rateWithin} from "../statistics/byLead.ts";
import {type Adjustment, misleads} from "./adjust.ts";
import {type Driver, driverOf, type LeadErrors, type Ranked, ranked} from "./driver.ts";
import type {ViewDesign, ViewTarget} from "./stepView.ts";

/** What of a driver is set beside like leads. */
export type ComparedDriver = Pick<Driver, "text" | "oddsRatio" | "adjustments" | "reversed">;

/** One step under one design, as page data holds it; a stage is its place in the order, null: any. */
export interface ShownView {
  view: number;
  /** `run`: the run's own leads and target, where they are no step of the list. */
  design: ViewDesign | "run";
  stage: number | null;
  target: ViewTarget;
  leads: number;
  censored: number;
  tooFew: number;
  /** The strongest patterns, and all that turn or vanish, with what holding each thing equal makes of them. */
  compared: ComparedDriver[];
  /** Pairs of a pattern and a thing held equal that were looked at. */
  pairs: number;
}

/** All that a page knows of the views without their cells. */
export interface ShownViews {
  views: ShownView[];
  /** Segments and periods; `slice` 0, not listed, is the whole view. */
  slices: {slice: number; field: string; value: string | null}[];
  bases: {view: number; slice: number; n: number; conversions: number; effect: number}[];
  patterns: {rule: Rule; field: string}[];
  /** The view that shows what the run itself looks at. */
  own: number | null;
  sample: {leads: number; of: number};
  /** Groups held back because a smaller one could be told from them. */
  heldBack: number;
}

/** Counts of a pattern in one slice of a view. */
export interface ShownCell {
  pattern: number;
  n: number;
  conversions: number;
}

/** What becomes of a pattern among like leads, whatever is held equal. */
export interface AmongLike {
  /** Lowest and highest odds ratio; null where nothing could be held equal. */
  range: [number, number] | null;
  /** The most that happens to it. */
  verdict: Adjustment["verdict"];
}

/** What a whole view knows of a pattern besides. */
export interface WholeCell extends ShownCell {
  errors: LeadErrors | null;
  among: AmongLike;
}

/** The drivers of a view or a slice, and the rate of all its observations. */
export interface ViewFigures extends Ranked {
  base: Rate;
}

/**
 * Drivers of a view or one slice of it, by the code of the main report: rates, odds ratios and their intervals from the counts,
 * q over the patterns of this slice. A slice's errors are as much wider than independent ones as those of the whole view.
 */
export function viewFigures(
  base: {n: number; conversions: number; effect: number},
  cells: readonly ShownCell[],
  {
    patterns,
    errors,
    flags,
  }: {
    patterns: ShownViews["patterns"];
    errors: ReadonlyMap<number, LeadErrors | null>;
    flags: ReadonlyMap<string, string[]>;
  },
): ViewFigures {
  const looked = cells.map(({pattern, n, conversions}) => {
    const {rule, field} = patterns[pattern];
    const counts = {n, conversions, all: base};
    return driverOf({rule, counts, errors: errors.get(pattern) ?? null}, flags.get(field) ?? []);
  });
  return {...ranked(looked), base: rateWithin(base.conversions, base.n, base.effect)};
}

/** Drivers that turn round, then those that vanish, then the strongest: what is worth setting beside like leads. */
export function worthComparing(drivers: readonly Driver[], most = 12): Driver[] {
  const believed = drivers.filter(({flags, adjustments}) => flags.length === 0 && adjustments.length > 0);
  const of = (verdict: Adjustment["verdict"]) =>
    believed.filter(({adjustments}) => adjustments.some((one) => one.verdict === verdict));
  const turning = of("turns");
  const gone = of("vanishes").filter((driver) => !turning.includes(driver));
  const rest = believed.filter((driver) => !misleads(driver));
  return [
    ...turning.slice(0, most),
    ...gone.slice(0, most / 2),
    ...rest.slice(0, Math.max(4, most - turning.length - gone.length)),
  ];
}
