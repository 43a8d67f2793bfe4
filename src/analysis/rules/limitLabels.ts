import {signed} from "../figures.ts";
import type {LabelledLimit} from "../points/explain.ts";
import {compileLimits, limitText, type PointLimits, type RuleLimit} from "./limits.ts";
import {type Rule, ruleText} from "./rules.ts";

/**
 * Each limit that people set, in words, with what is asked when it alone is given up: one rule more, twice the range, any
 * whole number, no ladder, no total, or the limit of a rule or a group gone. For `explainLimits`.
 */
export function labelledLimits(
  rules: readonly Rule[],
  limits: PointLimits,
  leaning?: (rule: number) => number,
): LabelledLimit[] {
  const {atMost, min, max, step, total, ladders, limits: all} = limits;
  const given = (label: string, change: Partial<PointLimits>): LabelledLimit => ({
    label,
    without: compileLimits(rules, {...limits, ...change}, leaning),
  });
  return [
    atMost < rules.length
      ? given(`at most ${atMost} ${atMost === 1 ? "rule" : "rules"} (one more)`, {atMost: atMost + 1})
      : null,
    given(`points from ${signed(min)} to ${signed(max)} (twice as wide)`, {min: 2 * min, max: 2 * max}),
    step > 1 ? given(`points in steps of ${step}`, {step: 1}) : null,
    ladders === "monotone" ? given("more never counts less", {ladders: "free"}) : null,
    total.min === undefined ? null : given(`lowest score ${signed(total.min)}`, {total: {max: total.max}}),
    total.max === undefined ? null : given(`highest score ${signed(total.max)}`, {total: {min: total.min}}),
    ...all.map((limit) => given(labelOf(limit, rules), {limits: all.filter((other) => other !== limit)})),
  ].filter((labelled) => labelled !== null);
}

/** A rule's limit with its words rather than its id. */
function labelOf(limit: RuleLimit, rules: readonly Rule[]): string {
  const {for: whom} = limit;
  const rule = "rule" in whom ? rules.find(({id}) => id === whom.rule) : undefined;
  return rule ? limitText({...limit, for: {rule: ruleText(rule)}}) : limitText(limit);
}
