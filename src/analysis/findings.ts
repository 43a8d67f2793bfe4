import type {Strength} from "./card/fewDeals.ts";
import type {Interchange} from "./card/interchange.ts";
import type {OftenInstead} from "./card/stability.ts";
import type {DecayReport} from "./decay/decay.ts";
import type {ProfileWeek} from "./drivers/activityProfile.ts";
import type {Adjustment} from "./drivers/adjust.ts";
import type {DriverDepth} from "./drivers/driverDepth.ts";
import type {StepView} from "./drivers/stepView.ts";
import type {BottleneckReport} from "./funnel/bottleneck.ts";
import type {Dwell} from "./funnel/dwell.ts";
import type {JourneyReport} from "./funnel/journey.ts";
import type {PathReport} from "./funnel/paths.ts";
import type {StageTimes} from "./funnel/stageTimes.ts";
import type {LeakFlag} from "./leaks/flag.ts";
import type {LimitCost} from "./points/explain.ts";
import type {ProfileReport} from "./profile/profile.ts";
import type {PointLimits} from "./rules/limits.ts";
import type {Rule, RuleFamily} from "./rules/rules.ts";
import type {ThresholdReport} from "./threshold/thresholdReport.ts";
import type {ValidationReport} from "./validation/validationReport.ts";

export type {Dwell};

/**
 * What a run found: the one shape that loaders write (schema `results` of the warehouse), pages draw and `hakari suggest`
 * prints. Rates and shares are 0–1, times are days unless a name says otherwise, instants are ISO 8601 in UTC. No finding
 * holds a lead.
 */
export interface Findings {
  run: RunRecord;
  load: LoadReport;
  observations: ObservationReport;
  drivers: DriverReport;
  /** Drivers of every step; none without times. */
  steps: StepView[];
  patternsMore: DriverDepth;
  leaks: LeakFlag[];
  funnel: FunnelReport;
  bottlenecks: BottleneckReport;
  journey: JourneyReport;
  paths: PathReport;
  stageTimes: StageTimes;
  profile: ProfileReport;
  suggestion: Suggestion;
  decay: DecayReport;
  /** Null where no card is suggested. */
  threshold: ThresholdReport | null;
  /** Null where no card could be tested. */
  validation: ValidationReport | null;
}

export type {LeakFlag};

/** An estimate with its 95 % interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** A share of conversions with its n and Wilson interval. */
export interface Rate extends Interval {
  n: number;
  conversions: number;
}

/** Something a page would show but cannot, and why, and what would make it possible. */
export interface Absence {
  what: string;
  why: string;
}

export interface RunRecord {
  /** First 12 hex digits of a hash over inputs, project file and versions: equal runs have equal ids. */
  id: string;
  project: string;
  title: string;
  language: "en" | "ja";
  timezone: string;
  currency: string | null;
  /** The data's end; null without times. */
  asOf: string | null;
  /** First and last dated row; null without times. */
  period: {from: string; to: string} | null;
  design: "snapshot" | "entry" | "decision" | "static";
  /** Stage id whose leads (or beyond) are observed; null without stages. */
  stage: string | null;
  target: string;
  horizonDays: number | null;
  horizonFrom: "project file" | "Kaplan–Meier" | null;
  stages: {id: string; name: string; wants: string | null; play: string | null}[];
  settings: {
    windowsDays: number[];
    minSupport: number;
    /** What is asked of a card. */
    points: PointLimits;
    /** Id of the scoring tool that will run the card (`profiles`), whose limits are among `points`; null without one. */
    tool: string | null;
    minCell: number;
  };
  versions: Record<string, string>;
  absences: Absence[];
}

export interface LoadReport {
  sources: SourceReport[];
  tables: {table: string; rows: number}[];
  outcomes: {outcome: "won" | "lost" | "open"; leads: number; amount: number | null}[];
  /** `example`: where the first stands, as `leads.csv:25`; the rows themselves are in the table `rejects`. */
  rejects: {table: string; reason: string; rows: number; example: string}[];
  columns: ColumnReport[];
  /** Rows a month by table, for the timeline. */
  timeline: {table: string; month: string; rows: number}[];
  /** Texts that look like placeholders for missing and are not declared. */
  placeholders: {column: string; value: string; rows: number}[];
}

export interface SourceReport {
  table: string;
  /** Relative to the project folder, or the last path segment of a file elsewhere. */
  file: string;
  bytes: number;
  sha256: string;
  read: number;
  loaded: number;
  /** Rows that `where` left out. */
  notSelected: number;
  rejected: number;
}

export interface ColumnReport {
  column: string;
  type: "category" | "number";
  distinct: number;
  missing: Rate;
  /** Share missing among leads by outcome. */
  missingByOutcome: {outcome: "won" | "lost" | "open"; rate: Rate}[];
}

export interface ObservationReport {
  /** Observations with a label. */
  labelled: number;
  conversions: number;
  leads: number;
  /** Follow-up shorter than the horizon: label unknown, left out of fits. */
  censored: number;
  base: Rate;
  /** What else was left out, with the reason in words. */
  excluded: {reason: string; n: number}[];
  periods: {period: string; n: number; conversions: number; censored: number}[];
  /** Share converted by days since the clock started (cumulative incidence), from which the horizon is read. */
  timeToConversion: {days: number; share: number}[];
}

/** One pattern looked at: the leads where it holds beside the rest. */
export interface Driver {
  rule: Rule;
  text: string;
  family: RuleFamily;
  with: Rate;
  without: Rate;
  riskDifference: Interval;
  riskRatio: Interval;
  oddsRatio: Interval;
  /** Mantel–Haenszel over the stage at as-of; null where it cannot be had. */
  adjusted: Interval | null;
  /** The same over each thing that may be held equal: stage, attributes, period. Empty where that was not looked at. */
  adjustments: Adjustment[];
  /** Turns round beyond chance among leads alike in one of these. */
  reversed: boolean;
  p: number;
  /** Benjamini–Hochberg, over all patterns tested. */
  q: number;
  informationValue: number;
  /** Reasons not to believe it, in words; empty for most. */
  flags: string[];
}

export interface DriverReport {
  /** Strongest first: by the bound of the odds ratio's interval that is nearer to 1. */
  drivers: Driver[];
  tooFew: {text: string; n: number; conversions: number}[];
  lookedAt: number;
  /** Drivers with q < 0.05, and how many of those may be luck. */
  found: number;
  expectedFalse: number;
  /** Rate by number of times within the longest window before as-of. */
  dose: {action: string; bins: ({label: string} & Rate)[]}[];
  /** Rate by days since the last time. */
  recency: {action: string; bins: ({label: string} & Rate)[]}[];
  /** Activities of a lead by week before the day looked at, the last first. */
  profile: ProfileWeek[];
  exposure: Exposure[];
}

/**
 * An action whose count goes with fewer conversions, over the whole life of decided leads: a sign that stuck leads
 * collect it (reverse causation), never advice to do less of it.
 */
export interface Exposure {
  action: string;
  /** `atEqualTime`: the win rate if all were open equally long (`ratesAtEqualStrata`); null where it cannot be told. */
  bins: ({label: string; medianOpenDays: number; atEqualTime: Interval | null} & Rate)[];
  /** Odds ratio of winning per further time, crude and at equal time open (logistic within tenths of days open). */
  crude: Interval;
  atEqualTime: Interval;
  /** Win rate by number of times in each quarter of decided leads by time open, the quickest first. */
  byTime: {fromDays: number; toDays: number; cells: ({label: string} & Rate)[]}[];
  isParadox: boolean;
  text: string;
}

/** Fates are judged from a lead's last entry into the stage; see `stageFlows`. */
export interface StageFlow {
  stage: string;
  name: string;
  /** Leads that ever entered; those that were recorded beyond it without entering. */
  entered: number;
  skipped: number;
  /** Of those entered: went on to a later stage or won; lost; moved back and not on again; silent too long; still waiting. */
  advanced: number;
  lost: number;
  movedBack: number;
  dormant: number;
  waiting: number;
  /** In the stage at the data's end, undecided (dormant + waiting). */
  stock: number;
  /** Advanced over entered and no longer waiting: what a plain ratio shows. */
  passThrough: Rate;
  dropOff: Rate;
  /** Time to move on among those who move on, open leads counted as still waiting (see `dwellTime`). Null without times. */
  dwell: Dwell | null;
}

export interface FunnelReport {
  stages: StageFlow[];
  won: number;
  wonRate: Rate;
  /** Attribute by which a naive rate misleads, because one segment is slow: naive rate beside Kaplan–Meier. */
  segments: {
    attribute: string;
    segments: {value: string; naive: Rate; eventual: Interval; medianDays: number | null}[];
    text: string | null;
  } | null;
}

/** One rule of a card. */
export interface CardRule {
  rule: Rule;
  text: string;
  family: RuleFamily;
  points: number;
  /** Evidence for the points: joint weight in points of this card, interval by lead-grouped jackknife. Null: cannot be told. */
  interval: Interval | null;
  /**
   * Its direction is sure although it was picked as one of the best of many: of rules that are, at most one in twenty is
   * expected to be luck (false discovery rate over all patterns looked at). Where it is not, the rule may be luck.
   */
  isSure: boolean;
  /**
   * Share of the resamples of leads whose own best card has this rule. 0–1; null where nothing was searched again (too few
   * leads, or a card nobody searched for).
   */
  kept: number | null;
  /** The middle nine tenths of its points where it was kept, in points of this card. Null where it was kept too seldom. */
  keptPoints: {low: number; high: number} | null;
  /** Observations on which it holds. */
  with: Rate;
}

export interface Quality {
  auc: Interval;
  logLoss: number;
  brier: number;
  /** Reliability: intercept and slope of the outcome on the predicted log-odds; 0 and 1 are ideal. */
  intercept: number;
  slope: number;
  n: number;
  conversions: number;
}

export interface Card {
  rules: CardRule[];
  /** P = 1 / (1 + exp(−(intercept + slope · score))). */
  intercept: number;
  slope: number;
  logLoss: number;
  auc: number;
}

export const contenders = ["suggested", "current", "one point each", "real-valued", "base rate"] as const;
export type Contender = (typeof contenders)[number];

export interface Suggestion {
  /** Null where nothing can be suggested; `refusal` then says why. */
  card: Card | null;
  refusal: string | null;
  /** The card in use today on the same observations; null without current rules. */
  current: Card | null;
  /** For each current rule: what the data says of its points. */
  verdicts: {
    rule: string;
    text: string;
    points: number;
    suggested: Interval | null;
    verdict: "keep" | "change" | "too few";
    /** Where the verdict is to change: whole points of today's card, within the project's bounds, nearest to what the data say. */
    changeTo: number | null;
    /** In words, with the figures; with "too few", roughly how many more converted leads are needed. */
    why: string;
  }[];
  /** Whether the conversions carry points, or no more than a plus or a minus for each rule; null without a card. */
  strength: Strength | null;
  /** What a reader of a card that tells directions only must know; null for a card of points. */
  strengthText: string | null;
  /** How often the leads were resampled and a card searched again; 0 where that tells nothing. */
  resamples: number;
  /** Rules that are not on the card and often are on the best card of a resample, most often first. */
  oftenInstead: OftenInstead[];
  /** Rules that could take the place of one on the card at next to no cost, in the card's order, cheapest first. */
  interchangeable: Interchange[];
  /** What was asked of the card: which of it binds, and what it costs. */
  limits: LimitCost[];
  /** Real-valued fit on all rules of the cube: the bound, and what whole points cost (share of log-loss). */
  realValuedLogLoss: number;
  roundingLoss: number;
  /** Log-loss and AUC of the best card by number of rules. */
  parsimony: {rules: number; logLoss: number; auc: number}[];
  /** Near-equal cards with other rules. */
  pool: {rules: string[]; points: number[]; logLoss: number}[];
  outOfTime: Validation | null;
  grouped: Validation | null;
  /** Candidate rules in the cube that were left out of the card's choice, with the reason. */
  leftOut: {text: string; reason: string}[];
  notes: string[];
}

export interface Validation {
  /** "trained on 2025-01 to 2025-09, tested on 2025-10 to 2025-12", or "5 folds by lead". */
  how: string;
  train: {n: number; conversions: number};
  quality: {who: Contender; quality: Quality}[];
}
