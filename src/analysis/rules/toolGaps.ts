import {say} from "../../text/language.ts";
import type {PointLimits, RuleLimit} from "./limits.ts";
import type {Ability, Able, Profile} from "./profiles.ts";
import {anyActivity, isAttribute, isBehaviour, isSilence, isStage, type Rule} from "./rules.ts";

/** One thing that a rule asks and its tool cannot do as it stands, or is not known to do. */
export interface Gap {
  /** Position of the rule. */
  rule: number;
  ability: Ability;
  able: Able | "not known";
  instead: string;
}

/**
 * The limits that people set together with the tool's: the narrower of both counts, and rules that the tool cannot run are
 * left out, except those that people force in or fix themselves.
 */
export function withProfile(limits: PointLimits, profile: Profile, rules: readonly Rule[]): PointLimits {
  const {atMost, noMinus, step, total} = profile.limits;
  const wanted = new Set(
    limits.limits.flatMap(({for: selector, use, fixed}) =>
      "rule" in selector && (use === "always" || fixed !== undefined) ? [selector.rule] : [],
    ),
  );
  const barred = gaps(profile, rules)
    .filter(({able, ability, rule}) => able === "no" && ability !== "minus" && !wanted.has(rules[rule].id))
    .map(({rule}) => rules[rule].id);
  const never = [...new Set(barred)].map((rule): RuleLimit => ({for: {rule}, use: "never"}));
  return {
    ...limits,
    atMost: Math.min(limits.atMost, atMost ?? limits.atMost),
    min: noMinus ? Math.max(0, limits.min) : limits.min,
    step: step === undefined ? limits.step : leastCommonMultiple(limits.step, step),
    total: narrower(limits.total, total ?? {}),
    limits: [...limits.limits, ...never],
  };
}

/** What the tool cannot do, or is not known to do, of what each rule asks; in the order of the rules. */
export function gaps({can}: Profile, rules: readonly Rule[]): Gap[] {
  return rules.flatMap((one, rule) =>
    needs(one).flatMap((ability): Gap[] => {
      const able = can[ability] ?? "not known";
      return able === "yes" ? [] : [{rule, ability, able, instead: remedy(ability, one)}];
    }),
  );
}

/** What a rule asks of its tool; one without points is taken to give plus points. */
function needs({when, in_stage, points = 0}: Rule): Ability[] {
  const asked: [Ability, boolean][] = [
    ["minus", points < 0],
    ["two conditions", Boolean(in_stage)],
    ["missing values", isAttribute(when) && when.missing === true],
    ["counts", isBehaviour(when) && when.at_least > 1],
    ["windows", isBehaviour(when) && when.within_days !== undefined],
    ["silence", isSilence(when) && when.activity === anyActivity],
    ["silence of one action", isSilence(when) && when.activity !== anyActivity],
    ["any activity", isBehaviour(when) && when.activity === anyActivity],
    ["topics", !isAttribute(when) && !isStage(when) && when.topic !== undefined],
  ];
  return asked.flatMap(([ability, isAsked]) => (isAsked ? [ability] : []));
}

function remedy(ability: Ability, {when, points = 0}: Rule): string {
  const days = isSilence(when) ? when.none_for_days : isBehaviour(when) ? when.within_days : undefined;
  switch (ability) {
    case "minus":
      return say({
        en: "leave the rule out, or give plus points to leads for whom it does not hold",
        ja: "ルールを外すか、当てはまらないリードに加点してください",
      });
    case "counts":
      return say({
        en: "keep a counter in a field of the lead, and score that field",
        ja: "リードの項目に回数を記録し、その項目に点数を付けてください",
      });
    case "windows":
      return say({
        en: `give the points when it happens, and let a second rule take them back after ${days} days without it`,
        ja: `行動があったときに点数を与え、${days}日間なければ別のルールで取り消してください`,
      });
    case "silence":
    case "silence of one action":
      return say({
        en: `let a scheduled rule ${points < 0 ? "take" : "give"} the points once the last time lies more than ${days} days back, and undo it at the next`,
        ja: `最後の行動から${days}日を過ぎたら定期実行のルールで${points < 0 ? "減点" : "加点"}し、次の行動があったら元に戻してください`,
      });
    case "any activity":
      return say({
        en: "score each kind of activity by itself, or a field with the date of the last one",
        ja: "行動の種類ごとに点数を付けるか、最終行動日の項目に点数を付けてください",
      });
    case "topics":
      return say({
        en: "score the pages, forms or files of the topic themselves",
        ja: "そのテーマのページ・フォーム・資料そのものに点数を付けてください",
      });
    case "missing values":
      return say({
        en: "score a field that says whether the value is known",
        ja: "値が入力済みかどうかを示す項目に点数を付けてください",
      });
    case "two conditions":
      return say({
        en: "score leads on a list or segment of those in the stage",
        ja: "そのフェーズにいるリードのリストやセグメントに点数を付けてください",
      });
  }
}

function narrower(a: PointLimits["total"], b: PointLimits["total"]): PointLimits["total"] {
  const min = [a.min, b.min].filter((x) => x !== undefined);
  const max = [a.max, b.max].filter((x) => x !== undefined);
  return {...(min.length ? {min: Math.max(...min)} : {}), ...(max.length ? {max: Math.min(...max)} : {})};
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y) [x, y] = [y, x % y];
  return (a / x) * b;
}
