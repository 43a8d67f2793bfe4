import {say} from "../../text/language.ts";
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
    if (!(atMost >= 0))
      throw new Error(
        say({
          en: `invalid number of rules among ${text}: ${atMost}; give at least 0`,
          ja: `${text}のルール数の上限${atMost}は使えません。0以上にしてください`,
        }),
      );
    if (!(max >= 0))
      throw new Error(
        say({
          en: `invalid cap of ${text}: ${max}; give at least 0, the score of a lead on which none of them holds`,
          ja: `${text}の合計の上限${max}は使えません。どれも当てはまらないリードのスコアは0なので、0以上にしてください`,
        }),
      );
    if (!(min <= 0))
      throw new Error(
        say({
          en: `invalid floor of ${text}: ${min}; give at most 0, the score of a lead on which none of them holds`,
          ja: `${text}の合計の下限${min}は使えません。どれも当てはまらないリードのスコアは0なので、0以下にしてください`,
        }),
      );
    const stated = {...group, rules: placed(group.rules)};
    if (Together.of([stated], sets, bounds)?.allows(nearest) === false) {
      const forced = forcedText(stated.rules.map((j) => ({name: names[positions[j]], points: nearest[j]})));
      throw new Error(
        say({
          en: `limits that no card meets: ${groupLimits(group)} for ${text}, but fixed or forced in are ${forced}; ease the limit or free some of these`,
          ja: `制限を満たす配点表がありません。${text}の制限は「${groupLimits(group)}」ですが、${forced}が固定または必須です。制限を緩めるか、いくつかを外してください`,
        }),
      );
    }
    return stated;
  });
  return Together.of(open, sets, bounds);
}

function groupText(names: readonly string[], {rules}: GroupLimit): string {
  if (rules.length === names.length) return say({en: "all rules together", ja: "ルール全体"});
  const named = rules.slice(0, 3).map((j) => names[j]);
  const text = say({en: named.join(", "), ja: named.map((name) => `「${name}」`).join("")});
  return rules.length > 3
    ? say({en: `${text} and ${rules.length - 3} more`, ja: `${text}ほか${rules.length - 3}個`})
    : text;
}

function groupLimits({atMost, max, min, sameSign}: GroupLimit): string {
  return [
    atMost === undefined ? [] : say({en: `at most ${atMost} rules`, ja: `ルールは${atMost}個まで`}),
    max === undefined ? [] : say({en: `at most ${max} points together`, ja: `合計で${max}点以下`}),
    min === undefined ? [] : say({en: `at least ${min} points together`, ja: `合計で${min}点以上`}),
    sameSign ? say({en: "points of one sign", ja: "点数の正負をそろえる"}) : [],
  ]
    .flat()
    .join(say({en: ", ", ja: "、"}));
}

const forcedText = (rules: readonly {name: string; points: number}[]): string =>
  rules
    .filter(({points}) => points !== 0)
    .map(({name, points}) => {
      const sign = points > 0 ? "+" : "";
      return say({en: `${name} (${sign}${points})`, ja: `「${name}」（${sign}${points}）`});
    })
    .join(say({en: ", ", ja: "、"}));
