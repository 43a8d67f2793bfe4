import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {Blob as Bytes, Face} from "harfbuzzjs";
import type {Family} from "./brought.ts";

/**
 * The code points a font file has a glyph for, by its own table of them.
 * @throws Error where the file is no font, or one without letters
 */
function lettersIn(file: string): Set<number> {
  const letters = new Set(new Face(new Bytes(readFileSync(file))).collectUnicodes());
  if (letters.size === 0) throw new Error(`not a font: ${file}; take it out of its folder, or put it there anew`);
  return letters;
}

/** A family and those of the wanted code points that it is the first to have. */
export interface Use {
  family: Family;
  letters: Set<number>;
}

/**
 * Which family draws each letter: the first that has it. Spaces, controls and what only joins or varies letters draw nothing.
 *
 * @returns the families that are needed, in their order, and the code points that none of them has
 */
export function uses(text: string, families: readonly Family[]): {used: Use[]; missing: Set<number>} {
  const missing = new Set([...text].filter((letter) => !/[\p{White_Space}\p{Cc}\p{DI}]/u.test(letter)).map(codeOf));
  const used: Use[] = [];
  for (const family of families) {
    if (missing.size === 0) break;
    const has = lettersIn(family.faces[0].file);
    const letters = new Set([...missing].filter((code) => has.has(code)));
    for (const code of letters) missing.delete(code);
    if (letters.size > 0) used.push({family, letters});
  }
  return {used, missing};
}

const codeOf = (letter: string): number => letter.codePointAt(0) as number;

/**
 * Further families, a file each, of the folder that `HAKARI_FONTS` names, in the order of their names.
 * @throws Error where there is no such folder, or none of its files is a font
 */
export function ownFamilies(folder = process.env.HAKARI_FONTS): Family[] {
  if (!folder) return [];
  const at = resolve(folder);
  if (!existsSync(at)) throw new Error(`missing folder: ${at}, of HAKARI_FONTS; name one that holds fonts`);
  const files = readdirSync(at, {recursive: true, encoding: "utf8"}).filter((name) => /\.[ot]tf$/i.test(name));
  if (files.length === 0)
    throw new Error(`no font in ${at}, of HAKARI_FONTS; put files there whose names end with .ttf or .otf`);
  return files.sort().map((name) => ({faces: [{weight: 400, file: join(at, name)}]}));
}
