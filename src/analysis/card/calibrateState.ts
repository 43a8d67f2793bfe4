import type {Limits} from "../points/problem.ts";
import {compileLimits, type PointLimits, positionsOf, type RuleLimit, type RuleSelector} from "../rules/limits.ts";
import {profileOf} from "../rules/profiles.ts";
import type {Rule} from "../rules/rules.ts";
import {withProfile} from "../rules/toolGaps.ts";

/** A rule that the Calibrate page can give points, and where its points come from. */
export interface TunableRule {
  rule: Rule;
  /** Points the search found; 0 where it left the rule out. */
  suggested: number;
  /** Points on today's card; null where the rule is not on it. */
  current: number | null;
  /** Why it may not have points at all (a leak, say); null where it may. */
  excluded: string | null;
}

/** What people decided for one rule. A rule that is off has 0 points. Points are within bounds unless a card was shown as it is. */
export interface RuleSetting {
  isOn: boolean;
  points: number;
  /** Its own bounds; null: the card's. */
  min: number | null;
  max: number | null;
  /** The search must leave its points as they are. */
  isFixed: boolean;
  /** The search must give it points. */
  isForced: boolean;
}

/** A limit on what rules give together: of a family, an activity, an attribute. */
export type GroupCap = Pick<RuleLimit, "for" | "cap" | "floor" | "at_most">;

/** What is asked of the card as a whole. */
export interface CardSettings {
  /** Most rules the search may give points. */
  atMost: number;
  /** Fewest and most points any rule may have. */
  lowest: number;
  highest: number;
  /** Points are multiples of this. */
  step: number;
  /** Lowest and highest score a lead may reach. */
  total: {min?: number; max?: number};
  ladders: PointLimits["ladders"];
  caps: readonly GroupCap[];
  /** Id of the profile of the tool that will run the card, whose limits are obeyed too; null: none in particular. */
  tool: string | null;
}

/** All that is decided on the Calibrate page; never mutated, each change gives a new one. */
export interface CalibrateState extends CardSettings {
  rules: readonly RuleSetting[];
  /** Leads are called from this score on; null: as many as fit best, see `usualThreshold`. */
  threshold: number | null;
}

/** The card as suggested, under the limits of the project file. */
export function suggestedState(rules: readonly TunableRule[], limits: PointLimits): CalibrateState {
  return stateWith(rules, limits, ({suggested}) => suggested);
}

/** Today's card as it is, whatever the limits; rules that are not on it have 0 points. */
export function currentState(rules: readonly TunableRule[], limits: PointLimits): CalibrateState {
  return stateWith(rules, limits, ({current}) => current ?? 0);
}

/** A card of these points, every rule free that may have points, under the limits of the project file. */
export function stateWith(
  tuned: readonly TunableRule[],
  limits: PointLimits,
  pointsOf: (rule: TunableRule, position: number) => number,
): CalibrateState {
  const own = tuned.map(({rule}) => ownLimits(rule, limits.limits));
  return {
    atMost: limits.atMost,
    lowest: limits.min,
    highest: limits.max,
    step: limits.step,
    total: limits.total,
    ladders: limits.ladders,
    caps: limits.limits
      .filter(({cap, floor, at_most}) => cap !== undefined || floor !== undefined || at_most !== undefined)
      .map(({for: whom, cap, floor, at_most}) => ({for: whom, cap, floor, at_most})),
    tool: null,
    threshold: null,
    rules: tuned.map((rule, j) => {
      const points = pointsOf(rule, j);
      const {min, max, fixed, use} = own[j];
      const isOn = points !== 0 || (rule.excluded === null && use !== "never");
      return {isOn, points, min, max, isFixed: isOn && fixed === points, isForced: isOn && use === "always"};
    }),
  };
}

/** What the limits that speak of a rule ask of it alone; the last word of each kind counts. */
function ownLimits(rule: Rule, limits: readonly RuleLimit[]) {
  const found = {
    min: null as number | null,
    max: null as number | null,
    fixed: null as number | null,
    use: null as RuleLimit["use"] | null,
  };
  for (const limit of limits) {
    if (positionsOf([rule], limit.for).length === 0) continue;
    found.min = limit.min ?? found.min;
    found.max = limit.max ?? found.max;
    found.fixed = limit.fixed ?? found.fixed;
    found.use = limit.use ?? found.use;
    if (limit.sign === "plus") found.min = Math.max(0, found.min ?? 0);
    if (limit.sign === "minus") found.max = Math.min(0, found.max ?? 0);
  }
  return found;
}

/** Fewest and most points of a rule: its own bounds, or the card's. */
export function boundsOf({rules, lowest, highest}: CalibrateState, rule: number): {min: number; max: number} {
  const {min, max} = rules[rule];
  return {min: min ?? lowest, max: max ?? highest};
}

/** Points at the card's step, within the rule's bounds; a rule that is off is switched on. */
export function withPoints(state: CalibrateState, rule: number, points: number): CalibrateState {
  const next = nearest(points, state.step, boundsOf(state, rule));
  return change(state, rule, (old) => ({...old, isOn: true, points: next}));
}

/** Off: 0 points, and the search may not use it. On: 0 points, or the nearest its bounds allow. */
export function withRuleOn(state: CalibrateState, rule: number, isOn: boolean): CalibrateState {
  const points = isOn ? nearest(0, state.step, boundsOf(state, rule)) : 0;
  return change(state, rule, (old) =>
    isOn === old.isOn ? old : {...old, isOn, isFixed: false, isForced: false, points},
  );
}

/** A rule's own bounds, in either order (null: the card's); points outside move to the nearer bound. */
export function withBounds(
  state: CalibrateState,
  rule: number,
  ends: {min?: number | null; max?: number | null},
): CalibrateState {
  const old = state.rules[rule];
  const whole = (end: number | null) => (end === null || Number.isNaN(end) ? null : Math.round(end));
  const asked = {
    min: whole(ends.min === undefined ? old.min : ends.min),
    max: whole(ends.max === undefined ? old.max : ends.max),
  };
  const isTurned = asked.min !== null && asked.max !== null && asked.min > asked.max;
  const own = isTurned ? {min: asked.max, max: asked.min} : asked;
  return change(state, rule, () => {
    const {min, max} = {min: own.min ?? state.lowest, max: own.max ?? state.highest};
    return {...old, ...own, points: old.isOn ? Math.min(max, Math.max(min, old.points)) : 0};
  });
}

/** The points a rule may have, by their sign. */
export type Sign = "any" | "plus" | "minus";

/** The signs that a rule's bounds allow. */
export function signOf(state: CalibrateState, rule: number): Sign {
  const {min, max} = boundsOf(state, rule);
  return min >= 0 ? "plus" : max <= 0 ? "minus" : "any";
}

/** Only plus points, only minus points, or any of the card's. */
export function withSign(state: CalibrateState, rule: number, sign: Sign): CalibrateState {
  return withBounds(state, rule, {min: sign === "plus" ? 0 : null, max: sign === "minus" ? 0 : null});
}

/** Keeps a rule's points as they are through a search, or sets them free. A rule that is off cannot be fixed. */
export function withFixed(state: CalibrateState, rule: number, isFixed: boolean): CalibrateState {
  return change(state, rule, (old) => ({...old, isFixed: isFixed && old.isOn}));
}

/** The search must give the rule points, or need not. A rule that is off cannot be forced in. */
export function withForced(state: CalibrateState, rule: number, isForced: boolean): CalibrateState {
  return change(state, rule, (old) => ({...old, isForced: isForced && old.isOn}));
}

/**
 * Other settings of the card: whole numbers, bounds in either order, at least one rule and a step of at least 1. Points stay as
 * they are.
 */
export function withSettings(state: CalibrateState, settings: Partial<CardSettings>): CalibrateState {
  const asked = {...state, ...settings};
  const [low, high] = [asked.lowest, asked.highest].map((end) => Math.round(end) || 0);
  return {
    ...asked,
    atMost: Math.min(state.rules.length, Math.max(1, Math.round(asked.atMost) || 1)),
    lowest: Math.min(low, high),
    highest: Math.max(low, high),
    step: Math.max(1, Math.round(asked.step) || 1),
  };
}

/** Another limit on what some rules give together; one without any limit is dropped. */
export function withCap(state: CalibrateState, cap: GroupCap): CalibrateState {
  const others = state.caps.filter((one) => !isSame(one.for, cap.for));
  const isEmpty = cap.cap === undefined && cap.floor === undefined && cap.at_most === undefined;
  return {...state, caps: isEmpty ? others : [...others, cap]};
}

/** Whether two selectors pick the same rules. */
export const isSame = (a: RuleSelector, b: RuleSelector): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The card a search found under these settings. */
export function withFound(state: CalibrateState, points: ArrayLike<number>): CalibrateState {
  return {...state, rules: state.rules.map((old, j) => ({...old, points: points[j]}))};
}

/** Points by rule, in the cube's order. */
export const pointsOf = ({rules}: CalibrateState): Int32Array => Int32Array.from(rules, ({points}) => points);

/** Positions of the rules with points. */
export const rulesInUse = ({rules}: CalibrateState): number[] =>
  rules.flatMap(({points}, j) => (points !== 0 ? [j] : []));

/** What the page asks of a card, as a project file says it (`points:`), and what its tool allows. */
export function pointLimits(state: CalibrateState, rules: readonly Rule[]): PointLimits {
  const {atMost, lowest, highest, step, total, ladders, caps, tool} = state;
  const own = state.rules.flatMap(({isOn, points, min, max, isFixed, isForced}, j): RuleLimit[] => {
    const limit: Omit<RuleLimit, "for"> = isOn
      ? {
          ...(min === null ? {} : {min}),
          ...(max === null ? {} : {max}),
          ...(isFixed ? {fixed: points} : {}),
          ...(isForced ? {use: "always"} : {}),
        }
      : {use: "never"};
    return Object.keys(limit).length ? [{for: {rule: rules[j].id}, ...limit}] : [];
  });
  const limits = {atMost, min: lowest, max: highest, step, total, ladders, limits: [...own, ...caps]};
  const profile = tool === null ? undefined : profileOf(tool);
  return profile ? withProfile(limits, profile, rules) : limits;
}

/** The same as the search takes it; see `compileLimits`. */
export const limitsOf = (state: CalibrateState, rules: readonly Rule[], leaning?: (rule: number) => number): Limits =>
  compileLimits(rules, pointLimits(state, rules), leaning);

/** The multiple of the step within bounds that is nearest to some points; where there is none, the nearest whole number. */
function nearest(points: number, step: number, {min, max}: {min: number; max: number}): number {
  const whole = Number.isFinite(points) ? points : 0;
  const [least, most] = [Math.ceil(min / step) * step, Math.floor(max / step) * step];
  if (least > most) return Math.min(max, Math.max(min, Math.round(whole)));
  return Math.min(most, Math.max(least, Math.round(whole / step) * step)) || 0;
}

function change(state: CalibrateState, rule: number, update: (old: RuleSetting) => RuleSetting): CalibrateState {
  return {...state, rules: state.rules.map((old, j) => (j === rule ? update(old) : old))};
}
