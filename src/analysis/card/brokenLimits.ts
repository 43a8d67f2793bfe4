import {say} from "../../text/language.ts";
import {signed} from "../figures.ts";
import {ladders, limitText, positionsOf} from "../rules/limits.ts";
import {type Rule, ruleText} from "../rules/rules.ts";
import {boundsOf, type CalibrateState, limitsOf, pointsOf, rulesInUse} from "./calibrateState.ts";

/** What a card, whose points people may give as they like, does not obey of the limits asked for; a sentence each. */
export function brokenLimits(state: CalibrateState, rules: readonly Rule[]): string[] {
  const points = pointsOf(state);
  const used = rulesInUse(state);
  const {atMost, step, total} = state;
  const {exclusive = []} = limitsOf(state, rules);
  const reach = (positions: readonly number[]) => reachOf(points, positions, exclusive);
  const all = reach(used);
  const out = used.filter((j) => points[j] < boundsOf(state, j).min || points[j] > boundsOf(state, j).max);
  const uneven = used.filter((j) => points[j] % step !== 0 && !state.rules[j].isFixed);
  const turned = state.ladders === "free" ? [] : ladders(rules).filter(({rules: rungs}) => isMixed(points, rungs));
  return [
    used.length > atMost
      ? say({
          en: `${used.length} rules have points; at most ${atMost} may.`,
          ja: `${used.length}個のルールに点数があります。上限は${atMost}個です。`,
        })
      : "",
    ...out.map((j) =>
      say({
        en: `“${ruleText(rules[j])}” has ${signed(points[j])}, outside its bounds.`,
        ja: `「${ruleText(rules[j])}」の${signed(points[j])}は、決められた範囲の外です。`,
      }),
    ),
    uneven.length > 0
      ? say({
          en: `The points of ${uneven.length === 1 ? "one rule" : `${uneven.length} rules`} are no multiples of ${step}.`,
          ja: `${uneven.length}個のルールの点数が${step}の倍数ではありません。`,
        })
      : "",
    ...turned.map(({rules: rungs}) => {
      const on = rungs.filter((j) => points[j] !== 0);
      return say({
        en: `More counts less: ${on.map((j) => `“${ruleText(rules[j])}” ${signed(points[j])}`).join(", ")}.`,
        ja: `回数が多いほど点数が低くなっています：${on.map((j) => `「${ruleText(rules[j])}」${signed(points[j])}`).join("、")}。`,
      });
    }),
    ...state.caps.flatMap((cap) => {
      const group = positionsOf(rules, cap.for);
      const {plus, minus} = reach(group);
      const n = group.filter((j) => points[j] !== 0).length;
      const isKept = plus <= (cap.cap ?? plus) && minus >= (cap.floor ?? minus) && n <= (cap.at_most ?? n);
      if (isKept) return [];
      return say({
        en: `${limitText(cap)}; now ${n} with points, ${signed(minus)} to ${signed(plus)}.`,
        ja: `${limitText(cap)}。いまは${n}個に点数があり、合計は${signed(minus)}から${signed(plus)}です。`,
      });
    }),
    all.plus > (total.max ?? all.plus) || all.minus < (total.min ?? all.minus)
      ? say({
          en: `Scores reach from ${signed(all.minus)} to ${signed(all.plus)}, outside ${total.min ?? "any"} to ${total.max ?? "any"}.`,
          ja: `スコアは${signed(all.minus)}から${signed(all.plus)}までになり、指定の範囲（${total.min ?? "下限なし"}から${total.max ?? "上限なし"}）を外れます。`,
        })
      : "",
  ].filter(Boolean);
}

/** Most and least that a lead can get from some rules; of exclusive rules it gets one. */
export function reachOf(
  points: ArrayLike<number>,
  rules: readonly number[],
  exclusive: readonly (readonly number[])[],
): {plus: number; minus: number} {
  const left = new Set(rules);
  let [plus, minus] = [0, 0];
  for (const set of exclusive) {
    const values = set.filter((j) => left.delete(j)).map((j) => points[j]);
    plus += Math.max(0, ...values);
    minus += Math.min(0, ...values);
  }
  for (const j of left) {
    plus += Math.max(0, points[j]);
    minus += Math.min(0, points[j]);
  }
  return {plus, minus};
}

const isMixed = (points: Int32Array, rungs: readonly number[]): boolean =>
  rungs.some((j) => points[j] > 0) && rungs.some((j) => points[j] < 0);
