import type {GroupLimit, Limits} from "./problem.ts";
import {type Bounds, nearestToZero, Together} from "./together.ts";

/** The groups over the rules that can have points. Throws where the points that are fixed or forced in already break one. */
export function stateGroups(
  names: readonly string[],
  {groups = [], exclusive = []}: Limits,
  positions: readonly number[],
  bounds: Bounds,
): Together | null {
  const place = new Map(positions.map((at, j) => [at, j]));
  const placed = (rules: readonly number[]) => {
    const unknown = rules.find((at) => names[at] === undefined);
    if (unknown !== undefined) throw new Error(`unknown rule in a group: ${unknown}; the cube has ${names.length}`);
    return rules.flatMap((at) => place.get(at) ?? []);
  };
  const sets = exclusive.map(placed);
  const nearest = nearestToZero(bounds);
  const open = groups.map((group) => {
    const {atMost = 0, max = 0, min = 0} = group;
    const text = groupText(names, group);
    if (!(atMost >= 0)) throw new Error(`invalid number of rules among ${text}: ${atMost}; give at least 0`);
    if (!(max >= 0))
      throw new Error(
        `invalid cap of ${text}: ${max}; give at least 0, the score of a lead on which none of them holds`,
      );
    if (!(min <= 0))
      throw new Error(
        `invalid floor of ${text}: ${min}; give at most 0, the score of a lead on which none of them holds`,
      );
    const stated = {...group, rules: placed(group.rules)};
    if (Together.of([stated], sets, bounds)?.allows(nearest) === false)
      throw new Error(
        `limits that no card meets: ${groupLimits(group)} for ${text}, but fixed or forced in are ${forcedText(
          stated.rules.map((j) => ({name: names[positions[j]], points: nearest[j]})),
        )}; ease the limit or free some of these`,
      );
    return stated;
  });
  return Together.of(open, sets, bounds);
}

function groupText(names: readonly string[], {rules}: GroupLimit): string {
  if (rules.length === names.length) return "all rules together";
  const named = rules.slice(0, 3).map((j) => names[j]);
  return rules.length > 3 ? `${named.join(", ")} and ${rules.length - 3} more` : named.join(", ");
}

function groupLimits({atMost, max, min, sameSign}: GroupLimit): string {
  return [
    atMost === undefined ? [] : `at most ${atMost} rules`,
    max === undefined ? [] : `at most ${max} points together`,
    min === undefined ? [] : `at least ${min} points together`,
    sameSign ? "points of one sign" : [],
  ]
    .flat()
    .join(", ");
}

const forcedText = (rules: readonly {name: string; points: number}[]): string =>
  rules
    .filter(({points}) => points !== 0)
    .map(({name, points}) => `${name} (${points > 0 ? "+" : ""}${points})`)
    .join(", ");
