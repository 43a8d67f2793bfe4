import type {Interval, Rate} from "../findings.ts";
import type {LimitCost} from "../points/explain.ts";
import type {Curve} from "../points/line.ts";
import type {Rule, RuleFamily} from "../rules/rules.ts";
import type {Validation} from "../validation/validate.ts";
import type {Strength} from "./fewDeals.ts";
import type {Interchange} from "./interchange.ts";
import type {OftenInstead} from "./stability.ts";

/** One rule of a card. */
export interface CardRule {
  rule: Rule;
  text: string;
  family: RuleFamily;
  points: number;
  /**
   * Evidence for the points: joint weight in points of this card, interval by lead-grouped jackknife; wide enough to hold the points,
   * which are whole. Null: cannot be told.
   */
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
  /**
   * Observations on which it does not hold, where these convert more often although the points are a plus, or less often although they are
   * a minus: the rule counts so beside the others on the card alone. Absent where sign and rates agree.
   */
  against?: Rate;
}

/** Rules with whole points, and what a score says of the chance to convert. */
export interface Card {
  rules: CardRule[];
  /** P = 1 / (1 + exp(−(intercept + slope · score))). */
  intercept: number;
  slope: number;
  /** Log-odds beyond which no chance is told, where the score (nearly) separates; else null. */
  within?: Curve["within"];
  logLoss: number;
  auc: number;
}

/** What a load suggests: a card or the reason for none, how it was tested, and what it says of today's rules. */
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
