import {say} from "../../text/language.ts";
import {plural} from "../figures.ts";
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
  /** What mends that there are so few, where waiting does not: the design sees too few of the winners, or outcomes are missing. */
  instead?: string;
}

/** The floor: with fewer leads that converted, or fewer that did not, no card is suggested. */
const fewestDeals = 20;
/**
 * With fewer of either, a card tells directions only. The log-odds of a rule that holds for half of D leads that converted has
 * a standard error of at least √(4 / D): 0.28 for 50, so that its interval is ±0.55 wide at best, which is more than two
 * points of a usual card (0.2 to 0.3 log-odds each).
 */
const dealsForPoints = 50;
/** A card has one rule at most for so many leads that converted (Peduzzi et al. 1996). */
export const conversionsPerRule = 10;

/** Why so few deals carry no card at all, and how many more are needed; null where they do. */
export function tooFewDeals({converted, rest, instead}: Deals, oneRowPerLead: boolean): string | null {
  if (instead !== undefined && Math.min(converted, rest) < fewestDeals)
    return say({
      en: `${dealsText(converted, oneRowPerLead)} carry no points: ${instead}`,
      ja: `${dealsText(converted, oneRowPerLead)}では点数を付けられません。${instead}`,
    });
  if (converted < fewestDeals) {
    const [few, missing] = [dealsText(converted, oneRowPerLead), fewestDeals - converted];
    return say({
      en: `${few} ${converted === 1 ? "carries" : "carry"} no points: wait for ${missing} more, or lower the target to an earlier stage`,
      ja: `${few}では点数を付けられません。あと${missing}件たまるのを待つか、目標を手前のフェーズに変えてください`,
    });
  }
  if (rest < fewestDeals)
    return say({
      en: `${rest} ${oneRowPerLead ? "observations" : "leads"} without a conversion carry no points: ${fewestDeals - rest} more are needed; are lost leads missing from the export?`,
      ja: `転換していない${oneRowPerLead ? "観測" : "リード"}が${rest}件では点数を付けられません。あと${fewestDeals - rest}件必要です。失注したリードがデータから漏れていないか確かめてください`,
    });
  return null;
}

/** What the deals carry, and the limits of a card that keeps to it. */
interface Carried {
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

/** What few deals do not carry of a card with so many rules, for who has it all the same; null where they carry it. */
export function whatFewCarry({converted, rest}: Deals, rules: number): string | null {
  const fewer = Math.min(converted, rest);
  const most = Math.max(1, Math.floor(fewer / conversionsPerRule));
  const few = fewerText({converted, rest}, true);
  if (fewer < dealsForPoints)
    return say({
      en: `${few} tell whether a rule is a plus or a minus, not 3 points from 5; ${dealsForPoints - fewer} more are needed for points, and ${most === 1 ? "one rule is" : `${most} rules are`} all they carry`,
      ja: `${few}で分かるのは加点か減点かだけで、3点と5点は区別できません。点数にはあと${dealsForPoints - fewer}件必要で、ルールは${most}個までです`,
    });
  if (rules <= most) return null;
  return say({
    en: `${few} carry ${most} rules (ten conversions a rule); more would fit luck`,
    ja: `${few}で使えるルールは${most}個までです（1個あたり転換10件）。それより多いと偶然に合わせることになります`,
  });
}

/** What a reader of a card that tells directions only must know. */
export function directionText(deals: Deals, sure: number, rules: number, oneRowPerLead: boolean): string {
  const fewer = Math.min(deals.converted, deals.rest);
  const few = fewerText(deals, oneRowPerLead);
  if (rules === 0)
    return say({
      en: `Direction only: ${few} cannot tell 3 points from 5, and no rule is worth even a plus or a minus.`,
      ja: `方向のみ：${few}では3点と5点を区別できず、加点・減点のどちらかを付けられるルールもありません。`,
    });
  const luck =
    sure === rules
      ? say({
          en: "picked as the best of many, they are still sure",
          ja: "多くの候補から選んだことを考えに入れても、向きはどれも確かです",
        })
      : sure === 0
        ? say({
            en: "picked as the best of many, all of them may be luck",
            ja: "多くの候補から選んだものなので、どれも偶然かもしれません",
          })
        : say({
            en: `picked as the best of many, ${sure} of ${rules} ${sure === 1 ? "is" : "are"} sure and the others may be luck`,
            ja: `多くの候補から選んだものなので、向きが確かなのは${rules}個中${sure}個で、残りは偶然かもしれません`,
          });
  const missing = dealsForPoints - fewer;
  const {instead} = deals;
  return say({
    en: `Direction only: ${few} cannot tell 3 points from 5. Rules are a plus or a minus; ${luck}. ${missing} more are needed for points${instead === undefined ? "" : `: ${instead}`}.`,
    ja: `方向のみ：${few}では3点と5点を区別できません。ルールは加点か減点かだけを示します。${luck}。点数を付けるにはあと${missing}件必要です。${instead === undefined ? "" : `${instead}。`}`,
  });
}

/** What the number of rules is limited by, and how they are fitted; null where there are enough deals. */
export function fewRulesText(deals: Deals, atMost: number, oneRowPerLead: boolean): string {
  const few = fewerText(deals, oneRowPerLead);
  return say({
    en: `${few} carry at most ${atMost === 1 ? "1 rule" : `${atMost} rules`} (ten conversions a rule); more would fit luck. Weights and intervals are by Firth's penalised likelihood, which stays finite with few.`,
    ja: `${few}で使えるルールは${atMost}個までです（転換10件につき1個）。それより多いと偶然に合わせてしまいます。重みと区間は、件数が少なくても発散しないFirthの罰則付き尤度で求めています。`,
  });
}

/** The fewer of those that converted and those that did not. */
const fewerText = ({converted, rest}: Deals, oneRowPerLead: boolean): string =>
  converted <= rest
    ? dealsText(converted, oneRowPerLead)
    : say({en: `${rest} leads without a conversion`, ja: `転換していないリード${rest}件`});

const dealsText = (converted: number, oneRowPerLead: boolean): string =>
  oneRowPerLead
    ? say({en: plural(converted, "conversion"), ja: `転換${converted}件`})
    : say({en: `${plural(converted, "lead")} that converted`, ja: `転換したリード${converted}件`});
