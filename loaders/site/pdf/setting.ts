import {readFileSync} from "node:fs";
import subsetFont from "subset-font";
import {familiesFor} from "../fonts/brought.ts";
import {ownFamilies, uses} from "../fonts/letters.ts";
import type {Printed} from "./printed.ts";

/** How a report is set: a style sheet, and the fonts it asks for by their addresses. */
export interface Setting {
  css: string;
  fonts: Map<string, Buffer>;
}

/** Under which addresses of the report's host its fonts are. */
const folder = "/_paper/";

/** What a browser may put into a text by itself: figures of lists, hyphens, signs of what was cut. */
const always = "0123456789.-‐…•/";

/**
 * Fonts for texts of a report: of each only the letters that occur, so that a document's letters are copied as what they are (a font
 * draws 日 and the radical ⽇ with one glyph) and fonts are small.
 *
 * @param foot what stands at the foot of every sheet
 * @throws Error with the letters that no font has, where they stand, and what can be done
 */
export async function settingOf(texts: readonly Printed[], foot: string, language: string): Promise<Setting> {
  const all = texts.map(({text}) => text).join("") + foot + always;
  const brought = familiesFor(language);
  const {missing} = uses(all, brought);
  const families = missing.size === 0 ? brought : [...brought, ...ownFamilies()];
  const {used, missing: lacking} = uses(all, families);
  if (lacking.size > 0) throw new Error(lackText(lacking, [...texts, {page: "", text: foot}]));
  const fonts = new Map<string, Buffer>();
  const rules: string[] = [];
  for (const [i, {family, letters}] of used.entries()) {
    for (const [j, face] of family.faces.entries()) {
      const address = `${folder}${i}-${j}.ttf`;
      fonts.set(address, await subset(face.file, letters));
      const style = face.isItalic ? "italic" : "normal";
      rules.push(
        `@font-face {font-family: "paper-${i}"; font-weight: ${face.weight}; font-style: ${style}; src: url("${address}")}`,
      );
    }
  }
  const names = used.map((_, i) => `"paper-${i}"`).join(", ");
  return {
    css: [...rules, `*, ::before, ::after, ::marker {font-family: ${names} !important}`, footCss(foot, names)].join(
      "\n",
    ),
    fonts,
  };
}

const subset = (file: string, letters: Set<number>): Promise<Buffer> =>
  subsetFont(readFileSync(file), String.fromCodePoint(...letters), {targetFormat: "truetype"});

/** The sheet's margins, with the report's name and the sheet's number in the lower one. */
const footCss = (foot: string, names: string): string => {
  const look = `font: 8px ${names}; color: #555; white-space: nowrap`;
  return `@page {
    @bottom-left {content: ${cssText(foot)}; ${look}}
    @bottom-right {content: counter(page) "/" counter(pages); ${look}}}`;
};

const cssText = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `)}"`;

/** At most this many letters are told with their places. */
const atMost = 10;

function lackText(lacking: ReadonlySet<number>, texts: readonly Printed[]): string {
  const told = [...lacking].slice(0, atMost).map((code) => {
    const letter = String.fromCodePoint(code);
    const {page, text} = texts.find((one) => one.text.includes(letter)) as Printed;
    const number = code.toString(16).toUpperCase().padStart(4, "0");
    return `no glyph for ${letter} (U+${number}): ${page ? `page ${page}` : "cover"}, in "${around(text, letter)}"`;
  });
  const more = lacking.size > atMost ? [`and for ${lacking.size - atMost} more letters`] : [];
  const remedy = `write ${lacking.size === 1 ? "it" : "them"} otherwise in the data (query on the source can), name a folder of fonts in HAKARI_FONTS, or leave out --pdf`;
  return `${[...told, ...more].join("\n")}; ${remedy}`;
}

/** The letter with what stands before and behind it, in one line. */
function around(text: string, letter: string): string {
  const letters = [...text.replace(/\s+/g, " ")];
  const at = letters.indexOf(letter);
  return letters
    .slice(Math.max(0, at - 20), at + 20)
    .join("")
    .trim();
}
