import {inLanguage, say} from "../../text/language.ts";

/**
 * The rule language: one readable condition, and the points it gives. Hand-written rules in a project file and rules
 * generated from the data are the same type.
 *
 * Three families, as practice sorts them: `attribute` (who the lead is), `behaviour` (what it did, how often, within how
 * many days before as-of), `time` (silence: nothing for m days). Any rule may be limited to stages.
 */
export type Condition = AttributeCondition | BehaviourCondition | SilenceCondition | StageCondition;

/** Holds where the attribute equals one of `is`, or lies in [`at_least`, `below`), or is missing. Exactly one form is set. */
export interface AttributeCondition {
  attribute: string;
  is?: readonly string[];
  at_least?: number;
  below?: number;
  missing?: true;
}

/** Holds where the lead did `activity` (`any`: whatever it was) `at_least` times, strictly before as-of, within the window. */
export interface BehaviourCondition {
  activity: string;
  topic?: string;
  at_least: number;
  /** Days before as-of; absent: ever. */
  within_days?: number;
}

/** Holds where the lead did not do `activity` (`any`: anything) in the last `none_for_days` days before as-of. */
export interface SilenceCondition {
  activity: string;
  topic?: string;
  none_for_days: number;
}

/** Holds where the lead stands in one of the stages at as-of. */
interface StageCondition {
  stage: readonly string[];
}

/** What a rule is about: who the lead is, what it did, how quiet it is, where it stands. */
export type RuleFamily = "attribute" | "behaviour" | "time" | "stage";

/** A condition on a lead at as-of, with or without points. */
export interface Rule {
  /** Stable key: given in the project file, or made from the condition by `ruleId`. */
  id: string;
  when: Condition;
  /** Limits the rule to leads that stand in one of these stages at as-of. */
  in_stage?: readonly string[];
  /** Whole points the rule gives; absent on candidates that have none yet. */
  points?: number;
}

/** In place of an action's name: whatever was done. */
export const anyActivity = "any";

export const isAttribute = (c: Condition): c is AttributeCondition => "attribute" in c;
export const isSilence = (c: Condition): c is SilenceCondition => "none_for_days" in c;
export const isBehaviour = (c: Condition): c is BehaviourCondition => "activity" in c && !("none_for_days" in c);
export const isStage = (c: Condition): c is StageCondition => "stage" in c;

/** What the rule is about. */
export function ruleFamily({when}: Rule): RuleFamily {
  if (isAttribute(when)) return "attribute";
  if (isStage(when)) return "stage";
  return isSilence(when) ? "time" : "behaviour";
}

/** The rule in words a salesperson uses: "page_view (pricing) 2 or more times in the last 30 days". */
export function ruleText({when, in_stage}: Rule): string {
  const text = conditionText(when);
  if (!in_stage?.length) return text;
  return say({en: `${text}, while in ${oneOf(in_stage)}`, ja: `${text}（フェーズが${oneOf(in_stage)}のとき）`});
}

const oneOf = (values: readonly string[]): string => values.join(say({en: " or ", ja: "または"}));

function conditionText(c: Condition): string {
  if (isAttribute(c)) return attributeText(c);
  if (isStage(c)) return say({en: `in stage ${oneOf(c.stage)}`, ja: `フェーズが${oneOf(c.stage)}`});
  return isSilence(c) ? silenceText(c) : behaviourText(c);
}

function silenceText({activity, topic, none_for_days}: SilenceCondition): string {
  const action = activity === anyActivity ? say({en: "activity", ja: "行動"}) : actionText({activity, topic});
  return say({en: `no ${action} for ${none_for_days} days`, ja: `直近${none_for_days}日に${action}なし`});
}

function behaviourText({activity, topic, at_least, within_days}: BehaviourCondition): string {
  const action = actionText({activity, topic});
  const isEver = within_days === undefined;
  return say({
    en: `${action}${at_least === 1 ? "" : ` ${at_least} or more times`}${isEver ? "" : ` in the last ${within_days} days`}`,
    ja: `${action}が${isEver ? "" : `直近${within_days}日に`}${at_least}回以上`,
  });
}

/** "page_view (pricing)", "any activity". */
export function actionText({activity, topic}: {activity: string; topic?: string}): string {
  const name = activity === anyActivity ? say({en: "any activity", ja: "何らかの行動"}) : activity;
  return topic === undefined ? name : say({en: `${name} (${topic})`, ja: `${name}（${topic}）`});
}

function attributeText({attribute, is, at_least, below, missing}: AttributeCondition): string {
  if (missing) return say({en: `${attribute} is missing`, ja: `${attribute}が未入力`});
  if (is) return say({en: `${attribute} is ${oneOf(is)}`, ja: `${attribute}が${oneOf(is)}`});
  if (at_least !== undefined && below !== undefined)
    return say({
      en: `${attribute} from ${at_least} to under ${below}`,
      ja: `${attribute}が${at_least}以上${below}未満`,
    });
  return at_least !== undefined
    ? say({en: `${attribute} ${at_least} or more`, ja: `${attribute}が${at_least}以上`})
    : say({en: `${attribute} under ${below}`, ja: `${attribute}が${below}未満`});
}

/** A stable key for a rule without one, the same in every language: lower-case words of its English text joined by hyphens. */
export function ruleId(rule: Omit<Rule, "id">): string {
  return inLanguage("en", () => ruleText({id: "", ...rule}))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/^-|-$/g, "");
}
