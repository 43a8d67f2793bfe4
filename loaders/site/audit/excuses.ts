import type {Excused} from "./report.ts";
import type {Sought} from "./search.ts";
import {isIdLike, isOwn} from "./shapes.ts";
import {canonical} from "./words.ts";

/** Forms that stand in texts that are nobody's secret: the program's own, values of groups, titles; and whole values of groups. */
export interface Common {
  program: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  named: ReadonlySet<string>;
  whole: ReadonlySet<string>;
}

/** Why a secret may stand on the site all the same; null where it may not. `inProgram`: only modules of the program say it. */
export function excuseOf(
  {secret, form}: Sought,
  {program, groups, named, whole}: Common,
  inProgram: boolean,
): Excused["why"] | null {
  const {letters} = form;
  if (program.has(letters) && !isIdLike(letters)) return "program";
  if (inProgram && program.has(numberOf(letters) ?? "")) return "program";
  if (secret.kind === "rare") {
    if (groups.has(letters)) return "group";
    if (named.has(letters)) return "title";
    return partsCommon(letters, {program, groups}) ? "group" : null;
  }
  // what a group's value only contains is no excuse, nor is one that nobody would choose by chance
  return !isOwn(secret.value) && whole.has(canonical(secret.value).trim()) ? "group" : null;
}

/** A rare value with small numbers in it, the rest of which is a common word: "12 months" is nobody's name. */
function partsCommon(letters: string, {program, groups}: Pick<Common, "program" | "groups">): boolean {
  const rest = restOf(letters);
  return rest !== null && (program.has(rest) || groups.has(rest));
}

/** The letters without small numbers; null where it has none, or nothing else. */
export function restOf(letters: string): string | null {
  const rest = letters.replace(/(?<!\p{N})\p{N}{1,3}(?!\p{N})/gu, "");
  return rest !== letters && /\p{L}{2}/u.test(rest) ? rest : null;
}

/** The number of what scripts say of a variable of one or two letters, whose name changes as they are made small: `l>180`, `t*86400000`. */
export const numberOf = (letters: string): string | null => /^[a-z]{1,2}([1-9]\d*)$/.exec(letters)?.[1] ?? null;
