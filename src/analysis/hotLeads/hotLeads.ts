import type {Rate} from "../findings.ts";
import {type AttributeCondition, isAttribute, type Rule} from "../rules/rules.ts";
import {type FoldCount, rateByLead} from "../statistics/byLead.ts";
import {groupBy} from "../statistics/groupBy.ts";
import {wilson} from "../statistics/intervals.ts";
import type {Band} from "../threshold/bands.ts";

/** Days that momentum compares with as many before them; `loaders/steps/hotLeads/hot_leads.sql` looks back as far. */
export const momentumDays = 30;

/**
 * Open leads at the data's end with the suggested card's scores. The one report that holds leads: schema `local` of the
 * warehouse, never among the findings, never published unless the project file asks.
 */
export interface HotReport {
  /** Why no lead is scored; null where leads are, or where none is open. */
  refusal: string | null;
  /** Open leads by whether the card speaks of them: scored; not yet in the stage observed; past the target. */
  scored: number;
  notYet: number;
  reached: number;
  /** The best of them, highest chance first; dormant ones last. */
  leads: HotLead[];
  cells: HotCell[];
  /** Highest first. */
  bands: Pick<Band, "name" | "from" | "to" | "rate">[];
  /** What the bands' rates were measured on. */
  bandsFrom: string;
  /** Rules with points on the suggested card. */
  rules: HotRule[];
  /** P = 1 / (1 + exp(−(intercept + slope · score))). */
  intercept: number;
  slope: number;
  hasTodaysCard: boolean;
  /** In order; empty where no lead's stage is known. */
  stages: HotStage[];
  /** What the team does for leads of a band, by the band's name. */
  plays: Record<string, string>;
  /** Whose activities momentum counts; null without activities. */
  momentum: "leads" | "everyone" | null;
}

interface HotStage {
  id: string;
  name: string;
  wants: string | null;
  play: string | null;
  /** Days by which 80 % of those who move on have; null where it cannot be told. */
  slowAfter: number | null;
  /** Days by which 99 % of those who moved on had; null where these are too few to say. */
  lastAfter: number | null;
}

/** A rule of the card. */
export interface HotRule {
  rule: Rule;
  text: string;
  points: number;
}

/** An open lead, with what its score is made of. */
export interface HotLead {
  id: string;
  /** Position in the report's stages; null without stages. */
  stage: number | null;
  /** Since it last entered the stage; null where that is not known. */
  daysInStage: number | null;
  score: number;
  /** Position in the report's bands. */
  band: number;
  /** Past leads like it, and how many of them converted within the outcome window. */
  past: PastLeads;
  /** Waiting longer than 99 % of those who moved on ever did. */
  isDormant: boolean;
  /** The score on the card in use today; null without one. */
  todays: number | null;
  /** The score as of `momentumDays` before; null for leads that were not under observation then. */
  before: number | null;
  /** Positions in the report's rules that hold. */
  rules: number[];
  /** Activities of the last `momentumDays`, and of as many days before; null without activities. */
  recent: number | null;
  earlier: number | null;
  /** The latest first, each kind once. */
  latest: {what: string; days: number; times: number; isByTeam: boolean}[];
  /** What it turned to most often, ever. */
  topics: {topic: string; times: number}[];
  /** Attributes that rules of the card ask for and nobody has filled in, and what knowing each could change. */
  unknown: Unknown[];
}

/** Past leads by which a lead's chance is told: each once, followed for the whole outcome window. */
export interface PastLeads {
  n: number;
  converted: number;
  /** Whether they were in the lead's band; else in any. */
  inBand: boolean;
  /** Days they had been in the lead's stage at least; null without stages, or where that is not known. */
  fromDays: number | null;
}

/** Past leads a chance is told of at least. */
export const fewestTold = 30;

/** The one chance of a lead: the share of past leads like it that converted, with Wilson's 95 % interval; null where these are too few. */
export const chanceOfLead = ({past: {n, converted}}: Pick<HotLead, "past">): Rate | null =>
  n >= fewestTold ? wilson(converted, n) : null;

/** An attribute whose value is missing, and what it could change. */
export interface Unknown {
  attribute: string;
  /** Least and most points that knowing it could add. */
  low: number;
  high: number;
}

/** Open leads of one stage and band now, beside what observations there came to. */
export interface HotCell {
  /** Position in the report's stages; null without stages. */
  stage: number | null;
  band: number;
  open: number;
  /** Conversions of past observations in this stage and band; null where these are too few to show. */
  past: Rate | null;
}

interface CellCount {
  stage: number | null;
  band: number;
}

/**
 * Every stage and band in which there are open leads or were observations, upper stages and high bands first.
 *
 * @param past labelled observations by lead fold
 */
export function hotCells(
  open: readonly (CellCount & {n: number})[],
  past: readonly (CellCount & FoldCount)[],
  minCell: number,
): HotCell[] {
  const key = ({stage, band}: CellCount) => `${stage} ${band}`;
  const counts = new Map(open.map((cell) => [key(cell), cell.n]));
  const folds = groupBy(past, key);
  const all = new Map([...open, ...past].map(({stage, band}) => [key({stage, band}), {stage, band}]));
  return [...all]
    .map(([name, cell]): HotCell => {
      const rate = rateByLead(folds.get(name) ?? []);
      return {...cell, open: counts.get(name) ?? 0, past: rate.n >= minCell ? rate : null};
    })
    .sort((a, b) => (b.stage ?? -1) - (a.stage ?? -1) || a.band - b.band);
}

/** One rule's part in a score: from where to where it takes the sum. */
export interface Reason {
  text: string;
  points: number;
  from: number;
  to: number;
}

/** Which rules gave which points, the largest plus first, then the minuses, largest last; `to` of the last one is the score. */
export function waterfall({rules: held}: Pick<HotLead, "rules">, rules: readonly HotRule[]): Reason[] {
  let sum = 0;
  return held
    .map((position) => rules[position])
    .sort((a, b) => b.points - a.points)
    .map(({text, points}) => {
      const from = sum;
      sum += points;
      return {text, points, from, to: sum};
    });
}

/** Lowest and highest sum on the way of any of these leads' waterfalls, 0 among them: the one scale of all their bars. */
export function extent(leads: readonly HotLead[], rules: readonly HotRule[]): {low: number; high: number} {
  const ends = leads.flatMap((lead) => waterfall(lead, rules).map(({to}) => to));
  return {low: Math.min(0, ...ends), high: Math.max(0, ...ends)};
}

/**
 * What a lead's score could gain and lose if an attribute nobody filled in were known: over every value that the rules tell
 * apart. Null where no value would change anything.
 *
 * @param inStage whether a rule limited to stages holds where the lead stands
 */
export function worthKnowing(
  attribute: string,
  rules: readonly HotRule[],
  inStage: (rule: Rule) => boolean = () => true,
): Unknown | null {
  const on = rules.flatMap(({rule, points}) =>
    isAttribute(rule.when) && rule.when.attribute === attribute && inStage(rule) ? [{when: rule.when, points}] : [],
  );
  const sumAt = (holds: (when: AttributeCondition) => boolean) =>
    on.reduce((sum, {when, points}) => sum + (holds(when) ? points : 0), 0);
  const now = sumAt(({missing}) => missing === true);
  const values = [...new Set(on.flatMap(({when}) => when.is ?? []))];
  const bounds = on.flatMap(({when}) => [when.at_least, when.below].filter((bound) => bound !== undefined));
  const sums = values.length
    ? [null, ...values].map((value) => sumAt(({is}) => value !== null && is?.includes(value) === true))
    : [Number.NEGATIVE_INFINITY, ...bounds].map((value) => sumAt((when) => isWithin(when, value)));
  const low = Math.min(...sums) - now;
  const high = Math.max(...sums) - now;
  return low === 0 && high === 0 ? null : {attribute, low, high};
}

const isWithin = ({at_least, below}: AttributeCondition, value: number): boolean =>
  (at_least !== undefined || below !== undefined) &&
  value >= (at_least ?? Number.NEGATIVE_INFINITY) &&
  value < (below ?? Number.POSITIVE_INFINITY);

/** Longer in its stage than four fifths of those who move on take. */
export const isSlow = ({stage, daysInStage}: HotLead, stages: readonly HotStage[]): boolean => {
  const slowAfter = stage === null ? null : (stages[stage]?.slowAfter ?? null);
  return daysInStage !== null && slowAfter !== null && daysInStage > slowAfter;
};
