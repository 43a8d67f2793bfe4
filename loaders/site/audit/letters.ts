/**
 * A text as secrets are looked for in it: its letters and figures alone, in small letters, whatever stood between them. What stood
 * there is kept beside, so that a finder can ask whether a word begins or ends.
 */
export interface Letters {
  text: string;
  /** A number for each letter and one for the end: what stood before it (`gap`), and 8 more for a capital. */
  before: Uint8Array;
}

/** What stands before a letter, from nothing to a line's end. `joiner`: one of `. _ -`; `near`: up to three signs. */
export const gap = {none: 0, joiner: 1, apostrophe: 2, near: 3, far: 4} as const;
const capital = 8;

export const gapAt = ({before}: Letters, i: number): number => before[i] & 7;
export const isCapital = ({before}: Letters, i: number): boolean => (before[i] & capital) > 0;

const plainAscii = /^\p{ASCII}*$/u;
const marks = /(?<=\p{Script=Latin})[\u0300-\u036f]+/gu;
const invisible = /[\p{Cf}\p{Mn}]/u;

/** Letters of the same kind in one form: full width, accents of Latin letters, katakana. */
function even(text: string): string {
  if (plainAscii.test(text)) return text;
  return text
    .normalize("NFKC")
    .normalize("NFD")
    .replace(marks, "")
    .normalize("NFC")
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
}

/** Kinds of signs by their code: 0 none yet, 1 letter or figure, 2 other, 3 invisible. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  if (kinds[code] === 0) {
    const sign = String.fromCharCode(code);
    kinds[code] = /[\p{L}\p{N}]/u.test(sign) ? 1 : invisible.test(sign) ? 3 : 2;
  }
  return kinds[code];
}

/** Rare signs of Han are letters; pictures are not. */
const isRareHan = (text: string, i: number): boolean => {
  const code = text.codePointAt(i) ?? 0;
  return code >= 0x20000 && code < 0x40000;
};

/** The letters and figures of a text. */
export function lettersOf(given: string): Letters {
  const text = even(given);
  const small = text.toLowerCase();
  const source = small.length === text.length ? small : text;
  const before = new Uint8Array(text.length + 1);
  const pieces: string[] = [];
  let n = 0;
  let from = -1;
  let signs = 0;
  let last = 0;
  let isLine = false;
  const open = () => (signs === 0 ? gap.none : isLine || signs > 3 ? gap.far : signs === 1 ? single(last) : gap.near);
  for (let i = 0; i < text.length; ++i) {
    const code = text.charCodeAt(i);
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    const kind = isSurrogate ? (code < 0xdc00 ? (isRareHan(text, i) ? 1 : 2) : from >= 0 ? 1 : 2) : kindOf(code);
    if (kind === 1) {
      if (from < 0) from = i;
      before[n++] = open() | (source.charCodeAt(i) !== code ? capital : 0);
      signs = 0;
      isLine = false;
    } else {
      if (from >= 0) pieces.push(source.slice(from, i));
      from = -1;
      if (kind === 2) {
        ++signs;
        last = code;
        isLine ||= code === 10;
      }
    }
  }
  if (from >= 0) pieces.push(source.slice(from));
  before[n] = n === 0 ? gap.none : signs === 0 ? gap.far : open();
  return {text: pieces.join(""), before: before.subarray(0, n + 1)};
}

function single(code: number): number {
  if (code === 46 || code === 45 || code === 95) return gap.joiner;
  return code === 39 || code === 0x2019 ? gap.apostrophe : gap.near;
}

const isFigure = (code: number): boolean => code >= 48 && code <= 57;
const isJapanese = (code: number): boolean => (code >= 0x3040 && code <= 0x30ff) || code === 0x3005 || isHan(code);
const isHan = (code: number): boolean => (code >= 0x3400 && code <= 0x9fff) || (code >= 0xd840 && code <= 0xdfff);

/** Whether a word begins or ends at a letter: a sign before it, a change of script or to figures, a capital after a small letter. */
export function isEdge(letters: Letters, i: number): boolean {
  const {text} = letters;
  if (i === 0 || i === text.length || gapAt(letters, i) !== gap.none) return true;
  const [a, b] = [text.charCodeAt(i - 1), text.charCodeAt(i)];
  if (isFigure(a) !== isFigure(b)) return true;
  if (isHan(a) !== isHan(b) || isJapanese(a) !== isJapanese(b)) return true;
  return isCapital(letters, i) && !isCapital(letters, i - 1);
}

/** Whether a figure stands on both sides without anything between them. */
export const partsNumber = (letters: Letters, i: number): boolean =>
  i > 0 &&
  i < letters.text.length &&
  gapAt(letters, i) === gap.none &&
  isFigure(letters.text.charCodeAt(i - 1)) &&
  isFigure(letters.text.charCodeAt(i));
