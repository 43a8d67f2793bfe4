import {isAttribute, isBehaviour, isSilence, isStage, type Rule} from "../../../src/analysis/rules/rules.ts";
import {attributeTest} from "../../../src/exports/sqlRules.ts";
import {countColumn} from "./actionCounts.ts";
import type {Action} from "./actions.ts";

/** Rules a mask can hold: one bit each in a signed 64-bit integer. */
export const maskRules = 63;

/**
 * SQL of the step `masks`: one integer per observation whose bit j says whether rule j holds. Bits are powers of two that
 * are added, so that engines without bit operators can run it. A silence starts as holding and is taken back by an activity
 * in its window.
 *
 * @param rules at most 63, in bit order
 * @param stageIds the project's stages in order; a stage's number is its position
 * @param actions as numbered in `steps.actions`; a rule on an action nobody ever did holds nowhere (its silence everywhere)
 * @param options as of `actionCountsSql`: whose masks, and what the names of counts read and masks left begin with
 */
export function masksSql(
  rules: readonly Rule[],
  stageIds: readonly string[],
  actions: readonly Action[],
  {of = "labelled", as = ""} = {},
): string {
  if (rules.length > maskRules) throw new Error(`too many rules for one mask: ${rules.length}, at most ${maskRules}`);
  const bits = rules.map((rule, j) => ({rule, bit: String(2n ** BigInt(j)), stage: stageTest(rule, stageIds)}));
  const ofLead = bits.map(({rule, bit, stage}) => {
    const test = leadTest(rule, stageIds);
    return test ? `case when ${[test, ...stage].join(" and ")} then ${bit} else 0 end` : "0";
  });
  return `create or replace table steps.${as}masks as
with
of_lead as (
  select labelled.obs_no, ${ofLead.map((term) => `cast(${term} as bigint)`).join("\n      + ") || "0"} as bits
  from steps.${of} as labelled
  join leads on leads.lead_no = labelled.lead_no
),
of_behaviour as (
  select action_counts.obs_no, cast(sum(${behaviourBits(bits, actions)}) as bigint) as bits
  from steps.${as}action_counts as action_counts${bits.some(({stage}) => stage.length) ? `\n  join steps.${of} as labelled on labelled.obs_no = action_counts.obs_no` : ""}
  group by action_counts.obs_no
),
final as (
  select of_lead.obs_no, of_lead.bits + coalesce(of_behaviour.bits, 0) as mask
  from of_lead
  left join of_behaviour on of_behaviour.obs_no = of_lead.obs_no
)
select * from final`;
}

/** SQL for whether a rule holds: its bit j is set where the mask modulo 2^(j + 1) is at least 2^j; above the last bit is nothing. */
export function holdsSql(position: number, mask = "masks.mask"): string {
  const bit = 2n ** BigInt(position);
  return position < maskRules - 1 ? `${mask} % ${2n * bit} >= ${bit}` : `${mask} >= ${bit}`;
}

interface Bit {
  rule: Rule;
  bit: string;
  stage: string[];
}

function stageTest({in_stage}: Rule, stageIds: readonly string[]): string[] {
  return in_stage ? [`labelled.stage_no in (${stageNumbers(in_stage, stageIds)})`] : [];
}

function stageNumbers(ids: readonly string[], stageIds: readonly string[]): string {
  return ids.map((id) => stageIds.indexOf(id)).join(", ");
}

/** Condition on the lead's own row under which the rule's bit is set before any activity is looked at; null: never. */
function leadTest({when}: Rule, stageIds: readonly string[]): string | null {
  if (isAttribute(when)) return attributeTest(when);
  if (isStage(when)) return `labelled.stage_no in (${stageNumbers(when.stage, stageIds)})`;
  return isSilence(when) ? "true" : null;
}

/** One addend for each row of `action_counts`, which holds each action of an observation once. */
function behaviourBits(bits: readonly Bit[], actions: readonly Action[]): string {
  const terms = new Map<number, string[]>();
  for (const {rule, bit, stage} of bits) {
    const {when} = rule;
    if (!isBehaviour(when) && !isSilence(when)) continue;
    const action = actions.find((a) => a.activity === when.activity && a.topic === (when.topic ?? null));
    if (!action) continue;
    const test = isSilence(when)
      ? `${countColumn(when.none_for_days)} >= 1`
      : `${countColumn(when.within_days)} >= ${when.at_least}`;
    const term = `case when ${[test, ...stage].join(" and ")} then ${isSilence(when) ? "-" : ""}${bit} else 0 end`;
    terms.set(action.action_no, [...(terms.get(action.action_no) ?? []), term]);
  }
  const cases = [...terms].map(([number, some]) => `when ${number} then ${some.join(" + ")}`);
  return cases.length ? `case action_no ${cases.join("\n      ")} else 0 end` : "0";
}
