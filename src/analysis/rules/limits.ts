import {say} from "../../text/language.ts";
import {signed} from "../figures.ts";
import type {GroupLimit, Limits} from "../points/problem.ts";
import {groupBy} from "../statistics/groupBy.ts";
import type {Cube} from "./cube.ts";
import {
  actionText,
  anyActivity,
  type Condition,
  isAttribute,
  isBehaviour,
  isSilence,
  isStage,
  type Rule,
  type RuleFamily,
  ruleFamily,
  ruleId,
  ruleText,
} from "./rules.ts";

/** What people ask of a card, as the project file (`points:`) and the Calibrate page say it. */
export interface PointLimits {
  /** Rules with points, at most. */
  atMost: number;
  /** Fewest and most points of any rule. */
  min: number;
  max: number;
  /** Points are multiples of this. */
  step: number;
  /** Lowest and highest score a lead can reach. */
  total: {min?: number; max?: number};
  /** `monotone`: more often or more lately never counts less than less often or longer ago. */
  ladders: "monotone" | "free";
  limits: readonly RuleLimit[];
}

/** Which rules a limit speaks of: one by its id or its condition, or all of a family, an activity, an attribute. */
export type RuleSelector =
  | {rule: string}
  | {when: Condition}
  | {family: RuleFamily}
  | {activity: string}
  | {attribute: string};

/** A limit on some rules: `sign` to `use` hold for each of them, `at_most` to `floor` for all of them together. */
export interface RuleLimit {
  for: RuleSelector;
  sign?: "plus" | "minus";
  min?: number;
  max?: number;
  /** These points, whatever the data say. */
  fixed?: number;
  /** `always`: forced in, with the sign that is asked for or that the data say; `never`: forced out. */
  use?: "always" | "never";
  /** Rules with points among them, at most. */
  at_most?: number;
  /** Most points a lead can get from them together, and least. */
  cap?: number;
  floor?: number;
}

/**
 * The limits in the search's terms, for these rules in their order. Rules that are fixed or forced in count: where there are
 * more of them than `atMost`, it follows them.
 *
 * @param leaning for each rule whether conversions are more (above 0) or less frequent where it holds: the sign of a rule
 *   that is forced in without one
 */
export function compileLimits(
  rules: readonly Rule[],
  limits: PointLimits,
  leaning: (rule: number) => number = () => 1,
): Limits {
  const min = rules.map(() => limits.min);
  const max = rules.map(() => limits.max);
  const fixed = rules.map((): number | null => null);
  const groups: GroupLimit[] = limits.ladders === "monotone" ? ladders(rules) : [];
  for (const limit of limits.limits) {
    const selected = positionsOf(rules, limit.for);
    for (const j of selected) {
      if (limit.min !== undefined) min[j] = limit.min;
      if (limit.max !== undefined) max[j] = limit.max;
      if (limit.fixed !== undefined) fixed[j] = limit.fixed;
      if (limit.use === "never") min[j] = max[j] = 0;
      if (limit.sign === "plus") min[j] = Math.max(0, min[j]);
      if (limit.sign === "minus") max[j] = Math.min(0, max[j]);
      if (limit.use === "always" && fixed[j] === null) {
        const isPlus = max[j] > 0 && (min[j] >= 0 || leaning(j) >= 0);
        if (isPlus) min[j] = Math.max(limits.step, min[j]);
        else max[j] = Math.min(-limits.step, max[j]);
      }
    }
    const {at_most, cap, floor} = limit;
    if (selected.length && (at_most !== undefined || cap !== undefined || floor !== undefined))
      groups.push({rules: selected, atMost: at_most, max: cap, min: floor});
  }
  const forced = rules.filter((_, j) => (fixed[j] === null ? min[j] > 0 || max[j] < 0 : fixed[j] !== 0)).length;
  const {total} = limits;
  if (total.min !== undefined || total.max !== undefined) groups.push({rules: rules.map((_, j) => j), ...total});
  return {
    atMost: Math.max(limits.atMost, forced),
    min,
    max,
    fixed,
    step: limits.step,
    groups,
    exclusive: exclusive(rules),
  };
}

/** For each rule of a cube above 0 where conversions are more frequent on the rows on which it holds, below 0 where less. */
export function leaning({holds, n, conversions}: Pick<Cube, "holds" | "n" | "conversions">): (rule: number) => number {
  const sum = (values: Float64Array, rows: Iterable<number>) => {
    let total = 0;
    for (const r of rows) total += values[r];
    return total;
  };
  const all = {n: sum(n, n.keys()), conversions: sum(conversions, n.keys())};
  return (rule) => sum(conversions, holds[rule]) * all.n - sum(n, holds[rule]) * all.conversions;
}

/** Positions of the rules a selector speaks of. */
export function positionsOf(rules: readonly Rule[], selector: RuleSelector): number[] {
  const positions = [...rules.keys()];
  if ("rule" in selector) return positions.filter((j) => rules[j].id === selector.rule);
  if ("family" in selector) return positions.filter((j) => ruleFamily(rules[j]) === selector.family);
  if ("when" in selector) {
    const id = ruleId({when: selector.when});
    return positions.filter((j) => !rules[j].in_stage && ruleId({when: rules[j].when}) === id);
  }
  return positions.filter((j) => {
    const {when} = rules[j];
    if ("attribute" in selector) return isAttribute(when) && when.attribute === selector.attribute;
    return (isBehaviour(when) || isSilence(when)) && when.activity === selector.activity;
  });
}

/** Rules that are rungs of one ladder: the same action, counted at several heights or in several windows; or silences of it. */
export function ladders(rules: readonly Rule[]): GroupLimit[] {
  const key = ({when, in_stage}: Rule) => {
    if (isAttribute(when) || isStage(when)) return null;
    return JSON.stringify([isSilence(when), when.activity, when.topic ?? null, in_stage ?? null]);
  };
  return [...groupBy(rules.keys(), (j) => key(rules[j]))]
    .filter(([group, rungs]) => group !== null && rungs.length > 1)
    .map(([, rungs]) => ({rules: rungs, sameSign: true}));
}

/** Sets of rules of which at most one holds for a lead: values of one attribute, or stages, none named twice. */
export function exclusive(rules: readonly Rule[]): number[][] {
  const sets = new Map<string, {positions: number[]; values: Set<string>}>();
  rules.forEach(({when}, j) => {
    const named = isStage(when) ? when.stage : isAttribute(when) ? (when.is ?? (when.missing ? [""] : null)) : null;
    if (!named) return;
    const field = isAttribute(when) ? `attribute ${when.attribute}` : "stage";
    const set = sets.get(field) ?? {positions: [], values: new Set()};
    sets.set(field, set);
    if (named.some((value) => set.values.has(value))) return;
    set.positions.push(j);
    for (const value of named) set.values.add(value);
  });
  return [...sets.values()].map(({positions}) => positions).filter(({length}) => length > 1);
}

/** A limit in words: "page_view: all its rules together at most +10". */
export function limitText(limit: RuleLimit): string {
  const {sign, min, max, fixed, use, at_most, cap, floor} = limit;
  const parts = [
    fixed !== undefined && say({en: `exactly ${signed(fixed)}`, ja: `${signed(fixed)}で固定`}),
    sign && say({en: `only ${sign} points`, ja: sign === "plus" ? "加点のみ" : "減点のみ"}),
    min !== undefined && say({en: `at least ${signed(min)}`, ja: `${signed(min)}以上`}),
    max !== undefined && say({en: `at most ${signed(max)}`, ja: `${signed(max)}以下`}),
    use === "always" && say({en: "always on the card", ja: "必ず採用"}),
    use === "never" && say({en: "never on the card", ja: "採用しない"}),
    at_most !== undefined && atMostText(at_most),
    cap !== undefined && say({en: `together at most ${signed(cap)}`, ja: `合計で${signed(cap)}以下`}),
    floor !== undefined && say({en: `together at least ${signed(floor)}`, ja: `合計で${signed(floor)}以上`}),
  ].filter(Boolean);
  const whom = selectorText(limit.for);
  return say({en: `${whom}: ${parts.join(", ")}`, ja: `${whom}：${parts.join("、")}`});
}

/** "at most 5 rules". */
export const atMostText = (rules: number): string =>
  say({en: `at most ${rules} ${rules === 1 ? "rule" : "rules"}`, ja: `ルールは${rules}個まで`});

/** What a family of rules speaks of, in words. */
export const familyText = (family: RuleFamily): string =>
  say<Record<RuleFamily, string>>({
    en: {
      attribute: "who they are",
      behaviour: "what they did",
      time: "how quiet they were",
      stage: "where they stand",
    },
    ja: {attribute: "属性", behaviour: "行動", time: "無反応", stage: "フェーズ"},
  })[family];

/** Which rules a selector speaks of, in words: "what they did", "page_view". */
export function selectorText(selector: RuleSelector): string {
  if ("rule" in selector) return selector.rule;
  if ("when" in selector) return ruleText({id: "", when: selector.when});
  if ("family" in selector) return familyText(selector.family);
  if ("attribute" in selector) return selector.attribute;
  return selector.activity === anyActivity ? actionText({activity: anyActivity}) : selector.activity;
}
