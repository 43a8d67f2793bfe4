import type {Limits} from "../../src/analysis/points/problem.ts";
import type {Cube} from "../../src/analysis/rules/cube.ts";
import {compileLimits, leaning, type RuleLimit} from "../../src/analysis/rules/limits.ts";
import {didYouMean} from "../project/faults.ts";

/** Options of `hakari points` that say what the card must obey. Lists are as typed: names of columns, separated by commas. */
export interface CardOptions {
  k: number;
  min: number;
  max: number;
  /** Default 1. */
  step?: number;
  plus?: readonly string[];
  minus?: readonly string[];
  force?: readonly string[];
  without?: readonly string[];
  /** `column=points` each. */
  fix?: readonly string[];
  /** Lowest and highest score. */
  total?: readonly [number, number];
  ladder?: readonly string[];
}

/** The options as limits on the columns of a table. Throws on columns that it does not have or that are asked for twice over. */
export function tableLimits(table: Cube, options: CardOptions): Limits {
  const {k, min, max, step = 1, total} = options;
  const {rules: names} = table;
  const limits: RuleLimit[] = [];
  const said = new Map<string, string>();
  const say = (option: string, name: string, limit: Omit<RuleLimit, "for">) => {
    const before = said.get(name);
    if (before && !(isShape(before) && option === "--force") && !(isShape(option) && before === "--force"))
      throw new Error(`${name} is named by ${before} and by ${option}; keep one of them`);
    said.set(name, before && isShape(before) ? before : option);
    limits.push({for: {rule: name}, ...limit});
  };
  for (const name of columnsOf(names, "--plus", options.plus)) say("--plus", name, {sign: "plus"});
  for (const name of columnsOf(names, "--minus", options.minus)) say("--minus", name, {sign: "minus"});
  for (const name of columnsOf(names, "--force", options.force)) say("--force", name, {use: "always"});
  for (const name of columnsOf(names, "--without", options.without)) say("--without", name, {use: "never"});
  for (const {name, points} of (options.fix ?? []).flatMap((text) => fixesOf(names, text)))
    say("--fix", name, {fixed: points});
  const compiled = compileLimits(
    names.map((id) => ({id, when: {attribute: id, is: ["yes"]}})),
    {
      atMost: k,
      min,
      max,
      step,
      total: total ? {min: total[0], max: total[1]} : {},
      ladders: "free",
      limits,
    },
    leaning(table),
  );
  const ladders = (options.ladder ?? []).map((text) => ({
    rules: columnsOf(names, "--ladder", [text]).map((name) => names.indexOf(name)),
    sameSign: true,
  }));
  const short = ladders.findIndex(({rules}) => rules.length < 2);
  if (short >= 0) throw new Error(`--ladder ${options.ladder?.[short]}: a ladder requires at least two columns`);
  return {...compiled, atMost: k, groups: [...(compiled.groups ?? []), ...ladders]};
}

const isShape = (option: string): boolean => option === "--plus" || option === "--minus";

/** Names of columns in lists as typed; a list that is itself a column's name, commas and all, is that column. */
function columnsOf(names: readonly string[], option: string, lists: readonly string[] = []): string[] {
  const named = lists.flatMap((list) =>
    names.includes(list)
      ? [list]
      : list
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== ""),
  );
  for (const name of named)
    if (!names.includes(name)) throw new Error(`unknown column in ${option}: ${name}${didYouMean(name, names)}`);
  return [...new Set(named)];
}

/** `column=points`, or several of them separated by commas; the last = divides, so that names may hold one. */
function fixesOf(names: readonly string[], text: string): {name: string; points: number}[] {
  const parts = names.includes(text.slice(0, text.lastIndexOf("="))) ? [text] : text.split(",");
  return parts.map((part) => {
    const at = part.lastIndexOf("=");
    const points = part.slice(at + 1).trim();
    if (at < 1 || !/^[+-]?\d+$/.test(points))
      throw new Error(`invalid --fix: ${part}; give column=points, as in demo=5`);
    const [name] = columnsOf(names, "--fix", [part.slice(0, at).trim()]);
    return {name, points: Number(points)};
  });
}
