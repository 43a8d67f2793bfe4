import type {Limits} from "./points/problem.ts";

/** A rule that the Calibrate page can give points, and where its points come from. */
export interface TunableRule {
  /** Points the search found; 0 where it left the rule out. */
  suggested: number;
  /** Points on today's card; null where the rule is not on it. */
  current: number | null;
  /** Why it may not have points at all (a leak, say); null where it may. */
  excluded: string | null;
}

/** What people decided for one rule. Invariant: a rule that is off has 0 points; min ≤ points ≤ max otherwise. */
export interface RuleSetting {
  isOn: boolean;
  points: number;
  min: number;
  max: number;
  /** The search must leave its points as they are. */
  isFixed: boolean;
}

/** All that is decided on the Calibrate page; never mutated, each change gives a new one. */
export interface CalibrateState {
  rules: readonly RuleSetting[];
  /** Most rules the search may give points. */
  atMost: number;
  /** Fewest and most points any rule may have. */
  lowest: number;
  highest: number;
}

export interface CalibrateSettings {
  atMost: number;
  minPoints: number;
  maxPoints: number;
}

/** The card as suggested: every usable rule on and free within the project's bounds. */
export function suggestedState(rules: readonly TunableRule[], settings: CalibrateSettings): CalibrateState {
  return stateWith(rules, settings, ({suggested}) => suggested);
}

/** Today's card; rules that are not on it have 0 points. */
export function currentState(rules: readonly TunableRule[], settings: CalibrateSettings): CalibrateState {
  return stateWith(rules, settings, ({current}) => current ?? 0);
}

function stateWith(
  rules: readonly TunableRule[],
  {atMost, minPoints, maxPoints}: CalibrateSettings,
  pointsOf: (rule: TunableRule) => number,
): CalibrateState {
  const lowest = Math.min(minPoints, ...rules.map(pointsOf));
  const highest = Math.max(maxPoints, ...rules.map(pointsOf));
  const setting = (rule: TunableRule): RuleSetting => ({
    isOn: rule.excluded === null || pointsOf(rule) !== 0,
    points: pointsOf(rule),
    min: lowest,
    max: highest,
    isFixed: false,
  });
  return {rules: rules.map(setting), atMost, lowest, highest};
}

/** Points within the rule's own bounds; a rule that is off is switched on. */
export function withPoints(state: CalibrateState, rule: number, points: number): CalibrateState {
  return change(state, rule, (old) => ({...old, isOn: true, points: within(points, old)}));
}

/** Off: 0 points, and the search may not use it. On: 0 points, or the nearest its bounds allow. */
export function withRuleOn(state: CalibrateState, rule: number, isOn: boolean): CalibrateState {
  return change(state, rule, (old) =>
    isOn === old.isOn ? old : {...old, isOn, isFixed: false, points: isOn ? within(0, old) : 0},
  );
}

/** Bounds of a rule's points, the ends in either order and cut at the card's; points outside move to the nearer bound. */
export function withBounds(state: CalibrateState, rule: number, ends: {min?: number; max?: number}): CalibrateState {
  const {lowest, highest} = state;
  return change(state, rule, (old) => {
    const [a, b] = [ends.min ?? old.min, ends.max ?? old.max].map((end) => within(end, {min: lowest, max: highest}));
    const bounds = {min: Math.min(a, b), max: Math.max(a, b)};
    return {...old, ...bounds, points: old.isOn ? within(old.points, bounds) : 0};
  });
}

/** Keeps a rule's points as they are through a search, or sets them free. A rule that is off cannot be fixed. */
export function withFixed(state: CalibrateState, rule: number, isFixed: boolean): CalibrateState {
  return change(state, rule, (old) => ({...old, isFixed: isFixed && old.isOn}));
}

/** Most rules the search may use, at least 1. */
export function withAtMost(state: CalibrateState, atMost: number): CalibrateState {
  return {...state, atMost: Math.min(state.rules.length, Math.max(1, Math.round(atMost) || 1))};
}

/** The card a search found under these settings. */
export function withFound(state: CalibrateState, points: ArrayLike<number>): CalibrateState {
  return {...state, rules: state.rules.map((old, j) => ({...old, points: points[j]}))};
}

/** Points by rule, in the cube's order. */
export const pointsOf = ({rules}: CalibrateState): Int32Array => Int32Array.from(rules, ({points}) => points);

/** Positions of the rules with points. */
export const rulesInUse = ({rules}: CalibrateState): number[] =>
  rules.flatMap(({points}, j) => (points !== 0 ? [j] : []));

/**
 * The same settings as the search takes them. Fixed and forced rules count: where there are more of them than `atMost`,
 * the limit follows them.
 */
export function limitsOf({rules, atMost}: CalibrateState): Limits {
  const needed = rules.filter(
    ({isOn, isFixed, points, min, max}) => isOn && (isFixed ? points !== 0 : min > 0 || max < 0),
  );
  return {
    atMost: Math.max(atMost, needed.length),
    min: rules.map(({isOn, min}) => (isOn ? min : 0)),
    max: rules.map(({isOn, max}) => (isOn ? max : 0)),
    fixed: rules.map(({isOn, isFixed, points}) => (isOn && isFixed ? points : null)),
  };
}

const within = (points: number, {min, max}: {min: number; max: number}): number =>
  Math.min(max, Math.max(min, Math.round(points) || 0));

function change(state: CalibrateState, rule: number, update: (old: RuleSetting) => RuleSetting): CalibrateState {
  return {...state, rules: state.rules.map((old, j) => (j === rule ? update(old) : old))};
}
