/** Signs that are words by themselves, since nothing stands between words written with them. */
const signs = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const word = new RegExp(String.raw`[${signs}]|[[\p{L}\p{M}\p{N}]--[${signs}]]+`, "gv");
const gapBetweenSigns = new RegExp(String.raw`(?<=[${signs}])\s+(?=[${signs}])`, "gv");
const hidden = /[\p{Cf}\p{Cc}]/gu;

/** The text as it is compared: in small letters, white space as one space and none between Japanese signs, nothing invisible. */
export function canonical(text: string): string {
  const small = (plainAscii.test(text) ? text : text.normalize("NFC")).toLowerCase();
  if (plainAscii.test(small)) return oneSpaced(small);
  return oneSpaced(small.replace(hidden, (sign) => (/\s/.test(sign) ? " " : ""))).replace(gapBetweenSigns, "");
}

const plainAscii = /^[\x20-\x7e\n]*$/;
const oneSpaced = (text: string): string => (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, " ") : text);

/** Where the words of a canonical text begin and end. */
export interface Words {
  text: string;
  from: number[];
  to: number[];
}

/** The words of a canonical text: runs of letters and figures, of Japanese signs each by itself. */
export function wordsOf(text: string): Words {
  const words: Words = {text, from: [], to: []};
  for (const match of text.matchAll(word)) {
    words.from.push(match.index);
    words.to.push(match.index + match[0].length);
  }
  return words;
}

/** The i-th word, from 0. */
export const wordAt = ({text, from, to}: Words, i: number): string => text.slice(from[i], to[i]);

/** Longer texts are resolved piece by piece: only what reads otherwise is read twice. */
const longText = 2000;

/**
 * The text in canonical form, and as it reads once entities, percent signs, escapes of scripts and style sheets, and full-width
 * letters are resolved.
 */
export function readings(text: string): string[] {
  const pieces = text.length > longText ? text.split(/[;{}\n]/) : [text];
  const resolved = pieces.flatMap((piece) => otherReadings(piece).map(canonical));
  return [...new Set([canonical(text), ...resolved])];
}

const mayReadOtherwise = /[&%\\\u0080-\uFFFF]/;

function otherReadings(text: string): string[] {
  if (!mayReadOtherwise.test(text)) return [];
  let resolved = text;
  for (let round = 0; round < 3; ++round) {
    const next = resolve(resolved);
    if (next === resolved) break;
    resolved = next;
  }
  return [resolved, resolved.normalize("NFKC")].filter((reading) => reading !== text);
}

const resolve = (text: string): string => unescaped(fromPercent(fromEntities(text)));

const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hyphen: "-",
  lowbar: "_",
  commat: "@",
  period: ".",
  num: "#",
  plus: "+",
  sol: "/",
  colon: ":",
};

/** The text that markup writes with entities. */
export const fromEntities = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));?/gi, (whole, decimal, hex, name) =>
        name ? (named[name] ?? whole) : signOf(decimal ? Number(decimal) : Number.parseInt(hex, 16), whole),
      )
    : text;

const fromPercent = (text: string): string =>
  text.includes("%")
    ? text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
        try {
          return decodeURIComponent(run);
        } catch {
          return run;
        }
      })
    : text;

/** `\u004c`, `\u{4c}`, `\x4c` of scripts, `\4c ` and `\00004c` of style sheets. */
const unescaped = (text: string): string =>
  text.includes("\\")
    ? text.replace(
        /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|([\da-f]{2,6}) ?)/gi,
        (whole, long, four, two, css) => signOf(Number.parseInt(long ?? four ?? two ?? css, 16), whole),
      )
    : text;

const signOf = (number: number, otherwise: string): string =>
  number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : otherwise;
