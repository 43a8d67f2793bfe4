import type {Interval, Rate} from "../findings.ts";
import {gSquared} from "../rules/candidates.ts";
import {type PatternCounts, patterns, sumTallies, type Tally} from "../rules/patterns.ts";
import {actionText, anyActivity, type BehaviourCondition} from "../rules/rules.ts";
import {type FoldCount, type FoldTally, logOddsByLead, rateByLead} from "../statistics/byLead.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson} from "../statistics/intervals.ts";
import {amongLooks, type Estimate, intervalAmong, isAbove, pOf} from "../statistics/manyLooks.ts";

/** Leads that did an action at least so often within a window, beside the rest. */
export interface GridCell {
  atLeast: number;
  /** Days before the day looked at; null: ever. */
  windowDays: number | null;
  /** Null where so few did it that a page may not show them. */
  with: Rate | null;
  /** Null where too few did it, or too few did not. */
  oddsRatio: Interval | null;
  /** Tells as much as the best within chance, in the same direction; the best itself too. */
  isAsGood: boolean;
  /** Hardly any lead did not. */
  isNearlyAll: boolean;
}

/** The cell that tells most about who converts, honest about how many were looked at. */
interface BestCell {
  atLeast: number;
  windowDays: number | null;
  with: Rate;
  without: Rate;
  /** Interval as the most striking of all cells of this action. */
  oddsRatio: Interval;
  /** Chance of as much in the best of this action's cells, and in the best of all actions' cells, where nothing is there. */
  p: number;
  pOfAll: number;
}

/** One action: its odds ratio by number of times and window. */
export interface CountGrid {
  action: string;
  /** Counts down, windows across, in the order of the project; row after row. */
  cells: GridCell[];
  /** Cells with enough observations to be looked at. */
  looks: number;
  best: BestCell;
}

/** The grids of all actions that are common enough. */
export interface GridReport {
  counts: number[];
  windowsDays: (number | null)[];
  /** Those that tell most first, activity of any kind last. */
  grids: CountGrid[];
  /** Cells looked at over all actions. */
  looks: number;
  /** Actions that are not to be believed, and how many were too rare for any cell. */
  flagged: string[];
  tooRare: number;
}

interface GridOptions {
  times: readonly number[];
  windowsDays: readonly number[];
  /** Observations that a cell and the rest must have. */
  minSupport: number;
  oneRowPerLead: boolean;
  /** Actions (or attributes) with a reason not to believe them. */
  flagged: ReadonlySet<string>;
}

interface Look {
  atLeast: number;
  windowDays: number | null;
  /** One row a fold. */
  folds: FoldTally[];
  tally: Tally;
  with: Rate;
  without: Rate;
  estimate: Estimate;
  isEnough: boolean;
}

/**
 * How often, in what window: for each action the odds ratio of converting of leads that did it at least c times in the last w
 * days. The best cell is the one that tells most (likelihood ratio G² of its 2 × 2 table: a strong sign on three leads tells
 * little, a faint one on all neither). Since it was picked, its interval and p are those of the most striking of all cells
 * (`manyLooks`; Miller & Siegmund 1982 on maximally selected statistics), and cells whose G² is not beyond chance below its,
 * fold of leads by fold of leads, are named with it.
 */
export function countGrids(counts: PatternCounts, options: GridOptions): GridReport {
  const {times, windowsDays, flagged} = options;
  const windows = [...windowsDays, null];
  const looked = patterns({...counts, recencies: [], attributes: []}, {times, silencesDays: [], everyWindow: true}).map(
    (pattern) => ({
      when: pattern.rule.when as BehaviourCondition,
      look: lookAt(pattern.rule.when as BehaviourCondition, pattern.strata, options),
    }),
  );
  const actions = [...groupBy(looked, ({when}) => actionText(when)).values()];
  const believed = actions.filter(([{when}]) => !flagged.has(when.activity));
  const told = believed.filter((some) => some.some(({look}) => look.isEnough));
  const looks = told.flat().filter(({look}) => look.isEnough).length;
  const grids = told.map((some) => {
    const at = (atLeast: number, windowDays: number | null) =>
      some.find(({look}) => look.atLeast === atLeast && look.windowDays === windowDays)?.look;
    const places = times.flatMap((atLeast) =>
      windows.map((windowDays) => at(atLeast, windowDays) ?? nothing(atLeast, windowDays)),
    );
    return gridOf(actionText(some[0].when), places, looks);
  });
  return {
    counts: [...times],
    windowsDays: windows,
    grids: grids.sort(
      (a, b) =>
        Number(isAny(a)) - Number(isAny(b)) ||
        cautious(b.best.oddsRatio) - cautious(a.best.oddsRatio) ||
        a.best.p - b.best.p,
    ),
    looks,
    flagged: actions.filter(([{when}]) => flagged.has(when.activity)).map(([{when}]) => actionText(when)),
    tooRare: believed.length - told.length,
  };
}

const isAny = ({action}: CountGrid): boolean => action === actionText({activity: anyActivity});

function lookAt(
  {at_least, within_days}: BehaviourCondition,
  strata: readonly FoldTally[],
  {minSupport, oneRowPerLead}: GridOptions,
): Look {
  const folds = [...groupBy(strata, ({fold}) => fold)].map(([fold, rows]) => ({fold, ...sumTallies(rows)}));
  const tally = sumTallies(folds);
  const {value, variance, without} = logOddsByLead(folds);
  const rest = folds.map(({fold, n, conversions, all}) => ({
    fold,
    n: all.n - n,
    conversions: all.conversions - conversions,
  }));
  const rateOf = (rows: readonly FoldCount[]) => (oneRowPerLead ? plainRate(rows) : rateByLead(rows));
  return {
    atLeast: at_least,
    windowDays: within_days ?? null,
    folds,
    tally,
    with: rateOf(folds),
    without: rateOf(rest),
    estimate: {value, variance, without: oneRowPerLead ? [] : without},
    isEnough: tally.n >= minSupport && tally.all.n - tally.n >= minSupport,
  };
}

const nothing = (atLeast: number, windowDays: number | null): Look => ({
  atLeast,
  windowDays,
  folds: [],
  tally: sumTallies([]),
  with: wilson(0, 0),
  without: wilson(0, 0),
  estimate: {value: 0, variance: 0, without: []},
  isEnough: false,
});

function gridOf(action: string, places: readonly Look[], ofAll: number): CountGrid {
  const enough = places.filter(({isEnough}) => isEnough);
  const best = enough.reduce((most, look) => (gSquared(look.tally) > gSquared(most.tally) ? look : most));
  const p = pOf(best.estimate);
  return {
    action,
    cells: places.map((look) => cellOf(look, best, enough.length - 1)),
    looks: enough.length,
    best: {
      atLeast: best.atLeast,
      windowDays: best.windowDays,
      with: best.with,
      without: best.without,
      oddsRatio: ratio(intervalAmong(best.estimate, enough.length)),
      p: amongLooks(p, enough.length),
      pOfAll: amongLooks(p, ofAll),
    },
  };
}

function cellOf(look: Look, best: Look, others: number): GridCell {
  const {atLeast, windowDays, estimate, isEnough} = look;
  const {n, all} = look.tally;
  const isSameWay = estimate.value > 0 === best.estimate.value > 0;
  return {
    atLeast,
    windowDays,
    with: look.with,
    oddsRatio: isEnough ? ratio(intervalAmong(estimate)) : null,
    isAsGood: isEnough && isSameWay && (look === best || !tellsLess(look, best, others)),
    isNearlyAll: !isEnough && 2 * n > all.n,
  };
}

/** Whether a cell's G² an observation lies below the best one's beyond chance, as one of so many others. */
function tellsLess(look: Look, best: Look, others: number): boolean {
  const lead = (without?: number) => {
    const [ours, theirs] = [best, look].map(({folds}) => sumTallies(folds.filter(({fold}) => fold !== without)));
    return (gSquared(ours) - gSquared(theirs)) / Math.max(1, ours.all.n);
  };
  return isAbove(
    lead(),
    best.folds.map(({fold}) => lead(fold)),
    others,
  );
}

function plainRate(rows: readonly FoldCount[]): Rate {
  const count = (key: "n" | "conversions") => rows.reduce((total, row) => total + row[key], 0);
  return wilson(count("conversions"), count("n"));
}

const ratio = ({value, low, high}: Interval): Interval => ({
  value: Math.exp(value),
  low: Math.exp(low),
  high: Math.exp(high),
});

/** How far an odds ratio surely is from 1, on the log scale; 0 where its interval holds 1. */
const cautious = ({low, high}: Interval): number => (low > 1 ? Math.log(low) : high < 1 ? -Math.log(high) : 0);
