import type {Rate} from "../findings.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {groupBy} from "../statistics/groupBy.ts";

/** A rule of the cube and whom it holds for: the same observations as in the drivers' table and on the card. */
export interface RuleBehind {
  /** Bit of the rule. */
  position: number;
  text: string;
  /** Points on the suggested card and on today's; null where it is not on it. */
  points: number | null;
  current: number | null;
  all: Rate;
  /** Leads with such an observation, and with one that converted; null where they were not counted or are too few to show. */
  leads: number | null;
  convertedLeads: number | null;
  byStage: RateOf[];
  byPeriod: RateOf[];
  /** Observations of leads that stood in no stage; 0 where a hidden stage could be told from it, or these are too few to show. */
  unstaged: number;
  /** Stages and periods with too few observations to show. */
  hidden: number;
}

/** A rate under the name of its stage or period. */
export type RateOf = {label: string} & Rate;

/** One of `results.rule_counts`: observations on which a rule holds, of one stage or period and one lead fold. */
export interface PartCount extends FoldCount {
  position: number;
  part_of: "stage" | "period";
  part: number;
}

interface BehindInput {
  rules: readonly {position: number; text: string; points: number | null; current: number | null}[];
  counts: readonly PartCount[];
  leads: readonly {position: number; leads: number | null; converted: number | null}[];
  /** Names of stages and periods by their number. */
  stages: readonly string[];
  periods: readonly string[];
  minCell: number;
}

/** Whom each rule holds for, in the order of the cube but rules of the suggested card first, then those of today's. */
export function rulesBehind({rules, counts, leads, stages, periods, minCell}: BehindInput): RuleBehind[] {
  const byRule = groupBy(counts, ({position}) => position);
  const counted = new Map(leads.map((row) => [row.position, row]));
  return rules
    .map(({position, text, points, current}): RuleBehind => {
      const own = byRule.get(position) ?? [];
      const ofPeriods = own.filter(({part_of}) => part_of === "period");
      const parts = {
        stage: ratesOf(
          own.filter(({part_of}) => part_of === "stage"),
          stages,
        ),
        period: ratesOf(ofPeriods, periods),
      };
      const shown = (part: "stage" | "period") => parts[part].filter(({n}) => n >= minCell);
      const found = counted.get(position);
      const all = rateByLead(ofPeriods);
      const inStages = parts.stage.reduce((sum, {n}) => sum + n, 0);
      const isTold = stages.length > 0 && parts.stage.every(({n}) => n >= minCell) && all.n - inStages >= minCell;
      const isShown = (found?.leads ?? 0) >= minCell;
      return {
        position,
        text,
        points,
        current,
        all,
        leads: isShown ? (found?.leads ?? null) : null,
        convertedLeads: isShown ? (found?.converted ?? null) : null,
        byStage: shown("stage"),
        byPeriod: shown("period"),
        unstaged: isTold ? all.n - inStages : 0,
        hidden: [...parts.stage, ...parts.period].filter(({n}) => n < minCell).length,
      };
    })
    .filter(({all}) => all.n >= minCell)
    .sort((a, b) => rank(a) - rank(b));
}

const rank = ({points, current}: RuleBehind): number => (points !== null ? 0 : current !== null ? 1 : 2);

const ratesOf = (counts: readonly PartCount[], names: readonly string[]): RateOf[] =>
  [...groupBy(counts, ({part}) => part)]
    .sort(([a], [b]) => a - b)
    .map(([part, folds]) => ({label: names[part], ...rateByLead(folds)}));
