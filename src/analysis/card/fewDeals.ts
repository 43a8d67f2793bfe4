import type {PointLimits} from "../rules/limits.ts";

/** What the conversions carry: points, or no more than whether a rule counts for a lead or against it. */
export type Strength = "points" | "direction only";

/** Leads with a conversion, and without one: one lead may give several observations, but has one deal to tell of. */
export interface Deals {
  converted: number;
  rest: number;
  /**
   * Conversions of the lead that an average conversion belongs to (Σk² / Σk over leads with k): what dependent rows multiply
   * variances by. Default: the mean of those that converted.
   */
  each?: number;
}

/** The floor: with fewer leads that converted, or fewer that did not, no card is suggested. */
export const fewestDeals = 20;
/**
 * With fewer of either, a card tells directions only. The log-odds of a rule that holds for half of D leads that converted has
 * a standard error of at least √(4 / D): 0.28 for 50, so that its interval is ±0.55 wide at best, which is more than two
 * points of a usual card (0.2 to 0.3 log-odds each).
 */
export const dealsForPoints = 50;
/** A card has one rule at most for so many leads that converted (Peduzzi et al. 1996). */
export const conversionsPerRule = 10;

/** Why so few deals carry no card at all, and how many more are needed; null where they do. */
export function tooFewDeals({converted, rest}: Deals, oneRowPerLead: boolean): string | null {
  if (converted < fewestDeals)
    return `${dealsText(converted, oneRowPerLead)} carry no points: wait for ${fewestDeals - converted} more, or lower the target to an earlier stage`;
  if (rest < fewestDeals)
    return `${rest} ${oneRowPerLead ? "observations" : "leads"} without a conversion carry no points: ${fewestDeals - rest} more are needed; are lost leads missing from the export?`;
  return null;
}

/** What the deals carry, and the limits of a card that keeps to it. */
export interface Carried {
  strength: Strength;
  limits: PointLimits;
  /** Fewer than ten deals for each rule asked for: weights and intervals by Firth's penalised likelihood. */
  isFew: boolean;
}

/** One rule at most for every ten deals; under fifty, plus or minus one point. Points that people fixed stay. */
export function carried(deals: Deals, limits: PointLimits): Carried {
  const fewer = Math.min(deals.converted, deals.rest);
  const atMost = Math.min(limits.atMost, Math.max(1, Math.floor(fewer / conversionsPerRule)));
  const isFew = fewer < conversionsPerRule * limits.atMost;
  if (fewer >= dealsForPoints) return {strength: "points", limits: {...limits, atMost}, isFew};
  const {min, max} = small(limits);
  const each = limits.limits.map((limit) => ({...limit, ...small(limit)}));
  return {strength: "direction only", limits: {...limits, atMost, min, max, step: 1, limits: each}, isFew: true};
}

function small<T extends {min?: number; max?: number}>({min, max}: T): Pick<T, "min" | "max"> {
  const bound = (points: number | undefined) => points && Math.max(-1, Math.min(1, points));
  return {...(min === undefined ? {} : {min: bound(min)}), ...(max === undefined ? {} : {max: bound(max)})};
}

/** What a reader of a card that tells directions only must know. */
export function directionText(deals: Deals, sure: number, rules: number, oneRowPerLead: boolean): string {
  const isConverted = deals.converted <= deals.rest;
  const fewer = Math.min(deals.converted, deals.rest);
  const few = isConverted ? dealsText(fewer, oneRowPerLead) : `${fewer} leads without a conversion`;
  if (rules === 0)
    return `Direction only: ${few} cannot tell 3 points from 5, and no rule is worth even a plus or a minus.`;
  const luck =
    sure === rules
      ? "picked as the best of many, they are still sure"
      : sure === 0
        ? "picked as the best of many, all of them may be luck"
        : `picked as the best of many, ${sure} of ${rules} ${sure === 1 ? "is" : "are"} sure and the others may be luck`;
  return `Direction only: ${few} cannot tell 3 points from 5. Rules are a plus or a minus; ${luck}. ${dealsForPoints - fewer} more are needed for points.`;
}

/** What the number of rules is limited by, and how they are fitted; null where there are enough deals. */
export function fewRulesText({converted, rest}: Deals, atMost: number, oneRowPerLead: boolean): string {
  const fewer = Math.min(converted, rest);
  const few = converted <= rest ? dealsText(converted, oneRowPerLead) : `${fewer} leads without a conversion`;
  return `${few} carry at most ${atMost === 1 ? "1 rule" : `${atMost} rules`} (ten conversions a rule); more would fit luck. Weights and intervals are by Firth's penalised likelihood, which stays finite with few.`;
}

const dealsText = (converted: number, oneRowPerLead: boolean): string =>
  oneRowPerLead ? `${converted} conversions` : `${converted} leads that converted`;
