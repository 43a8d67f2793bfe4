import {say} from "../../text/language.ts";
import {signed} from "../figures.ts";
import type {LabelledLimit} from "../points/explain.ts";
import {atMostText, compileLimits, limitText, type PointLimits, type RuleLimit} from "./limits.ts";
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
      ? given(say({en: `${atMostText(atMost)} (one more)`, ja: `${atMostText(atMost)}（1個増やすと）`}), {
          atMost: atMost + 1,
        })
      : null,
    given(
      say({
        en: `points from ${signed(min)} to ${signed(max)} (twice as wide)`,
        ja: `点数は${signed(min)}から${signed(max)}まで（範囲を2倍にすると）`,
      }),
      {min: 2 * min, max: 2 * max},
    ),
    step > 1 ? given(say({en: `points in steps of ${step}`, ja: `点数は${step}点刻み`}), {step: 1}) : null,
    ladders === "monotone"
      ? given(say({en: "more never counts less", ja: "回数が多いほど点数を下げない"}), {ladders: "free"})
      : null,
    total.min === undefined
      ? null
      : given(say({en: `lowest score ${signed(total.min)}`, ja: `スコアの下限${signed(total.min)}`}), {
          total: {max: total.max},
        }),
    total.max === undefined
      ? null
      : given(say({en: `highest score ${signed(total.max)}`, ja: `スコアの上限${signed(total.max)}`}), {
          total: {min: total.min},
        }),
    ...all.map((limit) => given(labelOf(limit, rules), {limits: all.filter((other) => other !== limit)})),
  ].filter((labelled) => labelled !== null);
}

/** A rule's limit with its words rather than its id. */
function labelOf(limit: RuleLimit, rules: readonly Rule[]): string {
  const {for: whom} = limit;
  const rule = "rule" in whom ? rules.find(({id}) => id === whom.rule) : undefined;
  return rule ? limitText({...limit, for: {rule: ruleText(rule)}}) : limitText(limit);
}
