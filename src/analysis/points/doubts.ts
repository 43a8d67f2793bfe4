import {type Deals, tooFewDeals, whatFewCarry} from "../card/fewDeals.ts";
import type {Cube} from "../rules/cube.ts";

/** A reason not to take the points of a table at their word. */
export type Doubt =
  | {kind: "few"; text: string}
  | {kind: "constant"; rule: string; isYes: boolean}
  | {kind: "same" | "opposite"; rule: string; as: string}
  | {kind: "one outcome"; rule: string; holds: boolean; n: number; isConverted: boolean}
  | {kind: "knows the outcome"; rule: string; auc: number; isOpposite: boolean};

/** A column that alone tells the outcome so well is not known before it. */
const tooGoodAuc = 0.95;
/** Rows of the other outcome that were to be expected where there is none. */
const expected = 10;

/**
 * What a reader of points must know of the rows and columns they come from: too few conversions; columns that never change; columns
 * that are the same as an earlier one on all rows, or its opposite; columns that know the outcome (AUC of one alone over 0.95, or
 * one outcome on all rows where it holds or does not).
 */
export function tableDoubts(cube: Cube, rulesAsked: number): Doubt[] {
  const n = cube.n.reduce((sum, one) => sum + one, 0);
  const converted = cube.conversions.reduce((sum, one) => sum + one, 0);
  const deals = {converted, rest: n - converted};
  const varying = cube.rules.flatMap((_, j) => (held(cube, j).n === 0 || held(cube, j).n === n ? [] : [j]));
  return [
    ...few(deals, rulesAsked),
    ...cube.rules.flatMap((rule, j): Doubt[] =>
      varying.includes(j) ? [] : [{kind: "constant", rule, isYes: held(cube, j).n > 0}],
    ),
    ...copies(cube, varying),
    ...varying.flatMap((j) => knowing(cube, j, deals) ?? oneSided(cube, j, deals)),
  ];
}

function few(deals: Deals, rulesAsked: number): Doubt[] {
  const text = tooFewDeals(deals, true) ?? whatFewCarry(deals, rulesAsked);
  return text === null ? [] : [{kind: "few", text}];
}

/** Rows, and conversions among them, on which a rule holds. */
function held({holds, n, conversions}: Cube, j: number): {n: number; converted: number} {
  let [rows, converted] = [0, 0];
  for (const r of holds[j]) {
    rows += n[r];
    converted += conversions[r];
  }
  return {n: rows, converted};
}

/** Each column with the first one before it that it repeats or turns round. */
function copies({rules, holds, n}: Cube, varying: readonly number[]): Doubt[] {
  const firstWith = new Map<string, number>();
  return varying.flatMap((j): Doubt[] => {
    const [own, turned] = signatures(holds[j], n.length);
    const same = firstWith.get(own);
    const opposite = firstWith.get(turned);
    if (same !== undefined) return [{kind: "same", rule: rules[j], as: rules[same]}];
    if (opposite !== undefined) return [{kind: "opposite", rule: rules[j], as: rules[opposite]}];
    firstWith.set(own, j);
    return [];
  });
}

/** The rows on which a rule holds, and on which it does not, each as a text that no other set of rows has. */
function signatures(rows: ArrayLike<number>, of: number): [string, string] {
  const words = new Uint16Array(Math.ceil(of / 16));
  for (let i = 0; i < rows.length; ++i) words[rows[i] >> 4] |= 1 << (rows[i] & 15);
  const turned = words.map((word) => ~word);
  if (of % 16 > 0) turned[words.length - 1] &= (1 << (of % 16)) - 1;
  const text = (codes: Uint16Array) => {
    let parts = "";
    for (let from = 0; from < codes.length; from += 4096)
      parts += String.fromCharCode(...codes.subarray(from, from + 4096));
    return parts;
  };
  return [text(words), text(turned)];
}

function knowing(cube: Cube, j: number, {converted, rest}: Deals): Doubt[] | null {
  if (converted === 0 || rest === 0) return null;
  const on = held(cube, j);
  const auc = (1 + on.converted / converted - (on.n - on.converted) / rest) / 2;
  const better = Math.max(auc, 1 - auc);
  return better > tooGoodAuc
    ? [{kind: "knows the outcome", rule: cube.rules[j], auc: better, isOpposite: auc < 0.5}]
    : null;
}

/** Where a rule holds, or where it does not, all rows have one outcome, and ten of the other were to be expected. */
function oneSided(cube: Cube, j: number, {converted, rest}: Deals): Doubt[] {
  const on = held(cube, j);
  const off = {n: converted + rest - on.n, converted: converted - on.converted};
  const share = converted / (converted + rest);
  return [
    {...on, holds: true},
    {...off, holds: false},
  ].flatMap((side): Doubt[] => {
    const isConverted = side.converted === side.n;
    if ((!isConverted && side.converted > 0) || side.n * (isConverted ? 1 - share : share) < expected) return [];
    return [{kind: "one outcome", rule: cube.rules[j], holds: side.holds, n: side.n, isConverted}];
  });
}
