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
export interface StageCondition {
  stage: readonly string[];
}

export type RuleFamily = "attribute" | "behaviour" | "time" | "stage";

export interface Rule {
  /** Stable key: given in the project file, or made from the condition by `ruleId`. */
  id: string;
  when: Condition;
  /** Limits the rule to leads that stand in one of these stages at as-of. */
  in_stage?: readonly string[];
  /** Whole points the rule gives; absent on candidates that have none yet. */
  points?: number;
}

export const anyActivity = "any";

export const isAttribute = (c: Condition): c is AttributeCondition => "attribute" in c;
export const isSilence = (c: Condition): c is SilenceCondition => "none_for_days" in c;
export const isBehaviour = (c: Condition): c is BehaviourCondition => "activity" in c && !("none_for_days" in c);
export const isStage = (c: Condition): c is StageCondition => "stage" in c;

export function ruleFamily({when}: Rule): RuleFamily {
  if (isAttribute(when)) return "attribute";
  if (isStage(when)) return "stage";
  return isSilence(when) ? "time" : "behaviour";
}

/** The rule in words a salesperson uses, in English: "page_view (pricing) 2 or more times in the last 30 days". */
export function ruleText({when, in_stage}: Rule): string {
  const where = in_stage?.length ? `, while in ${in_stage.join(" or ")}` : "";
  return conditionText(when) + where;
}

function conditionText(c: Condition): string {
  if (isAttribute(c)) return attributeText(c);
  if (isStage(c)) return `in stage ${c.stage.join(" or ")}`;
  const action = actionText(c);
  if (isSilence(c)) return `no ${c.activity === anyActivity ? "activity" : action} for ${c.none_for_days} days`;
  const count = c.at_least === 1 ? "" : ` ${c.at_least} or more times`;
  const window = c.within_days === undefined ? "" : ` in the last ${c.within_days} days`;
  return `${action}${count}${window}`;
}

/** "page_view (pricing)", "any activity". */
export function actionText({activity, topic}: {activity: string; topic?: string}): string {
  const name = activity === anyActivity ? "any activity" : activity;
  return topic === undefined ? name : `${name} (${topic})`;
}

function attributeText({attribute, is, at_least, below, missing}: AttributeCondition): string {
  if (missing) return `${attribute} is missing`;
  if (is) return `${attribute} is ${is.join(" or ")}`;
  if (at_least !== undefined && below !== undefined) return `${attribute} from ${at_least} to under ${below}`;
  return at_least !== undefined ? `${attribute} ${at_least} or more` : `${attribute} under ${below}`;
}

/** A stable key for a rule without one: lower-case words of its text joined by hyphens. */
export function ruleId(rule: Omit<Rule, "id">): string {
  return ruleText({id: "", ...rule})
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/^-|-$/g, "");
}
