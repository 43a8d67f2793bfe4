/** Last words of a column's name that say its numbers name things. */
const codeWords = new Set(
  "id ids code codes cd key type types class segment no num nr number zip zipcode postcode postal phone tel fax mobile".split(
    " ",
  ),
);
const codeEndings = /(番号|コード|区分|種別|分類|記号|ナンバー|id|電話|ファックス|携帯)$/i;

/** Names of which even many different numbers are codes. */
const idWords = /^(ids?|codes?|cd|key|no|num|nr|number|zip|zipcode|postcode|postal|phone|tel|fax|mobile)$/;
const idEndings = /(番号|コード|記号|ナンバー|id|電話|ファックス|携帯)$/i;

/** What is known of a column of whole numbers, by its leads. */
export interface WholeNumbers {
  filled: number;
  distinct: number;
  /** Digits of the shortest and of the longest. */
  shortest: number;
  longest: number;
}

/** Words of a column's name: camelCase, snake_case and full-width letters taken apart. */
const wordsOf = (name: string): string[] =>
  name
    .normalize("NFKC")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/\(.*?\)$/, "")
    .toLowerCase()
    .split(/[\s_\-./:]+/)
    .filter(Boolean);

/** Whether a column may hold codes by its name. */
export function isNamedCode(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? "";
  return codeWords.has(last) || (/[^\p{ASCII}]/u.test(last) && codeEndings.test(last));
}

/** Codes have at most so many different values, unless nearly every lead has its own, or all are of one length. */
const fewCodes = 12;
const ownShare = 0.9;
const shortestCode = 4;
/** Digits of what must be an id, whatever its name: 13 of a company number, 10 or 11 of a telephone. */
const idDigits = 10;

/**
 * Whether whole numbers are codes, which are categories: few of them under a name such as `segment` or `区分`; under one such as
 * `zip` or `番号` also numbers of one length of 4 digits or more, and numbers that hardly two leads share; under any name ids of 10
 * digits or more. Null for numbers.
 */
export function codeReason(name: string, {filled, distinct, shortest, longest}: WholeNumbers): "name" | "ids" | null {
  if (filled === 0) return null;
  const isOwn = filled >= 20 && distinct >= ownShare * filled;
  const isOneLength = shortest === longest;
  if (isOneLength && shortest >= idDigits && isOwn) return "ids";
  if (!isNamedCode(name)) return null;
  if (distinct <= fewCodes) return "name";
  const last = wordsOf(name).at(-1) ?? "";
  const namesIds = idWords.test(last) || idEndings.test(last);
  return namesIds && (isOwn || (isOneLength && shortest >= shortestCode)) ? "name" : null;
}
