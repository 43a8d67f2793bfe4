import {createRequire} from "node:module";
import {dirname, join} from "node:path";

/** A family of letters that is installed with Hakari: file by weight, and the slanted one where there is one. */
export interface Family {
  faces: readonly {weight: number; file: string; isItalic?: boolean}[];
}

/**
 * The fonts that letters are drawn with wherever Hakari starts a browser, so that a report looks the same on a machine without any.
 * Google's Noto, as files that a document can hold as they are (TrueType): others end as pictures of letters in it.
 */
export const latin = family("noto-sans", "NotoSans", [400, 500, 700], true);
export const japanese = family("noto-sans-jp", "NotoSansJP", [400, 500, 700]);
export const symbols = family("noto-sans-symbols-2", "NotoSansSymbols2", [400]);
export const emoji = family("noto-emoji", "NotoEmoji", [400]);

/** Families in the order in which they are asked for a letter: signs that two of them have are those of the page's language. */
export const familiesFor = (language: string): Family[] =>
  language === "ja" ? [japanese, latin, symbols, emoji] : [latin, japanese, symbols, emoji];

function family(name: string, prefix: string, weights: readonly number[], hasItalic = false): Family {
  const folder = dirname(createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}/package.json`));
  const face = (style: string) => join(folder, style, `${prefix}_${style}.ttf`);
  const names: Record<number, string> = {400: "400Regular", 500: "500Medium", 700: "700Bold"};
  const upright = weights.map((weight) => ({weight, file: face(names[weight])}));
  return {faces: hasItalic ? [...upright, {weight: 400, file: face("400Regular_Italic"), isItalic: true}] : upright};
}
