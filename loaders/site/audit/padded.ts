import type {Passage} from "./contents.ts";
import {unpadded} from "./forms.ts";

/** A word of letters and figures by itself, with a sign or two between: L0012, lead-12. */
const token = /(?<![\p{L}\p{N}.])(\p{L}{1,10})([-_#: ]{0,2})(\d{2,12})(?![\p{L}\p{N}]|[.,]\d|%)/gu;

/** What a text writes as ids with a number are written, whatever zeros pad it. In code that is anything. */
export function paddedIn(kind: Passage["kind"], reading: string): {key: string; text: string}[] {
  if (kind === "code" || kind === "neighbours" || !/\p{L}[-_#: ]{0,2}\d\d/u.test(reading)) return [];
  return [...reading.normalize("NFKC").matchAll(token)].flatMap(([text, letters, sign, figures]) => {
    const key = unpadded(letters + figures)?.key;
    // "of 120", "Jan 25", "day 90": a word and a number
    const isWritten =
      sign === "" ? letters.length > 1 || letters === letters.toUpperCase() : sign !== " " && sign !== ": ";
    const isId =
      isWritten &&
      (figures.startsWith("0") || figures.length >= 2) &&
      !/^(q|h|p|d|w|t|fy|top|utf|sha|md|iso)$/i.test(letters);
    return key === undefined || !(isId || (sign === " " && figures.startsWith("0") && figures.length >= 3))
      ? []
      : [{key, text}];
  });
}
