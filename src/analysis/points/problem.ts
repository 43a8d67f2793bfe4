import {say} from "../../text/language.ts";
import type {Cube} from "../rules/cube.ts";
import {type Cells, collapse} from "./cells.ts";
import {stateGroups} from "./groups.ts";
import type {Bounds, Together} from "./together.ts";

/** What a card must obey. Every bound is honoured exactly. */
export interface Limits {
  /** Most rules with points other than 0. */
  atMost: number;
  /** Fewest points of every rule, or of each. 0 with `max` 0 switches a rule off; above 0 forces it in. */
  min: number | readonly number[];
  /** Most points of every rule, or of each. */
  max: number | readonly number[];
  /** Points that are given; null where they are to be found. They replace the rule's bounds. */
  fixed?: readonly (number | null)[];
  /** Points are multiples of this; fixed points need not be. Default 1. */
  step?: number;
  /** Rules that obey something together. A group of all rules limits the card's total. */
  groups?: readonly GroupLimit[];
  /**
   * Sets of rules of which at most one holds for any lead (values of one attribute): in a group's `min` and `max` they count
   * once, by their extreme.
   */
  exclusive?: readonly (readonly number[])[];
}

/** What some rules, by position in the cube, must obey together. */
export interface GroupLimit {
  rules: readonly number[];
  /** Rules of the group with points other than 0, at most. */
  atMost?: number;
  /** Most that a lead can get from the group: the sum of its plus points. */
  max?: number;
  /** Least that a lead can get from the group: the sum of its minus points. */
  min?: number;
  /** A ladder: all points of the group have one sign, so that more never counts less. */
  sameSign?: boolean;
}

/** The search's own view: rules that can have points, sorted by name so that their order in the cube changes nothing. */
export interface Problem extends Bounds {
  readonly cells: Cells;
  /** Position in the cube of each rule. */
  readonly positions: readonly number[];
  readonly ruleCount: number;
  readonly atMost: number;
  /** Rules whose bounds leave out 0. */
  readonly forced: readonly number[];
  /** What the groups leave open; null where bounds and `atMost` say it all. */
  readonly together: Together | null;
}

/**
 * Reads the limits, refusing those that no card meets, in the reader's language where a page can ask for them, and collapses the
 * cube to the rules that can have points.
 */
export function statePoints(cube: Cube, limits: Limits): Problem {
  const step = limits.step ?? 1;
  if (!Number.isInteger(step) || step < 1) throw new Error(`invalid step: ${step}; give a whole number of at least 1`);
  const {atMost} = limits;
  if (!Number.isInteger(atMost) || atMost < 0)
    throw new Error(`invalid number of rules: ${atMost}; give a whole number of at least 0`);
  const bounds = cube.rules.map((name, j) => ruleBounds(name, j, limits, step));
  const positions = [...cube.rules.keys()]
    .filter((j) => bounds[j].low !== 0 || bounds[j].high !== 0)
    .sort((a, b) => (cube.rules[a] < cube.rules[b] ? -1 : cube.rules[a] > cube.rules[b] ? 1 : a - b));
  if (positions.length === 0 && cube.rules.some((_, j) => boundsOf(limits, j).some((p) => p !== 0)))
    throw new Error(
      say({
        en: `invalid step: ${step} is beyond the points of every rule; lower the step or widen the points`,
        ja: `刻みの${step}点は、どのルールの点数の範囲よりも大きすぎます。刻みを小さくするか、点数の範囲を広げてください`,
      }),
    );
  const low = Int32Array.from(positions, (j) => bounds[j].low);
  const high = Int32Array.from(positions, (j) => bounds[j].high);
  const forced = positions.flatMap((_, j) => (low[j] > 0 || high[j] < 0 ? [j] : []));
  if (forced.length > atMost)
    throw new Error(
      say({
        en: `too many rules are fixed or forced in: ${forced.length}; allow at least so many rules, or free some of them`,
        ja: `固定または必須のルールが${forced.length}個あり、多すぎます。ルール数の上限をそれ以上にするか、いくつかを外してください`,
      }),
    );
  const together = stateGroups(cube.rules, limits, positions, {low, high, step});
  return {
    cells: collapse(cube, positions),
    positions,
    ruleCount: cube.rules.length,
    low,
    high,
    step,
    atMost,
    forced,
    together,
  };
}

/** Fewest and most points of the rule at a position of the cube, as stated. */
function boundsOf({min, max, fixed}: Limits, j: number): [low: number, high: number] {
  const given = fixed?.[j] ?? null;
  return [given ?? (typeof min === "number" ? min : min[j]), given ?? (typeof max === "number" ? max : max[j])];
}

/** A rule's bounds, drawn in to multiples of the step unless its points are fixed. */
function ruleBounds(name: string, j: number, limits: Limits, step: number): {low: number; high: number} {
  const [least, most] = boundsOf(limits, j);
  if (!Number.isInteger(least) || !Number.isInteger(most))
    throw new Error(`invalid points of ${name}: ${least} to ${most}; give whole numbers`);
  if (least > most)
    throw new Error(
      say({
        en: `invalid points of ${name}: ${least} to ${most}; give the smaller one first`,
        ja: `「${name}」の点数の範囲（${least}から${most}まで）が逆です。小さいほうを先にしてください`,
      }),
    );
  if (limits.fixed?.[j] !== undefined && limits.fixed[j] !== null) return {low: least, high: most};
  const low = step * Math.ceil(least / step) + 0;
  const high = step * Math.floor(most / step) + 0;
  if (low > high)
    throw new Error(
      say({
        en: `invalid points of ${name}: no multiple of ${step} between ${least} and ${most}; lower the step or widen the points`,
        ja: `「${name}」の点数の範囲（${least}から${most}まで）に${step}の倍数がありません。刻みを小さくするか、点数の範囲を広げてください`,
      }),
    );
  return {low, high};
}

/** A card on the problem's rules in the order of the cube's rules. */
export function toCube(
  {positions, ruleCount}: Problem,
  rules: readonly number[],
  points: ArrayLike<number>,
): Int32Array {
  const card = new Int32Array(ruleCount);
  rules.forEach((j, t) => {
    card[positions[j]] = points[t];
  });
  return card;
}
