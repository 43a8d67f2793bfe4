/** Signs that are words by themselves, since nothing stands between words written with them. */
const signs = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
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

/** Longer texts are resolved piece by piece: only what reads otherwise is read twice. */
const longText = 2000;

/**
 * The text as it stands, and as it reads once entities, percent signs, escapes of scripts and style sheets, and full-width letters
 * are resolved, and what is written in base64 or in hexadecimal figures.
 */
export function variants(text: string): string[] {
  const pieces = text.length > longText ? text.split(/[;{}\n]/) : [text];
  return [...new Set([text, ...pieces.flatMap(otherReadings), ...encodedIn(text)])];
}

/** The readings of a text in canonical form. */
export const readings = (text: string): string[] => [...new Set(variants(text).map(canonical))];

const base64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,}={0,2}(?![A-Za-z0-9+/=])/g;
const hexadecimal = /(?<![\da-zA-Z])(?:[2-7ef89abcd][\da-f]){5,}(?![\da-zA-Z])/gi;
const readable = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\s]*$/u;

/** What stands in a text encoded, where it can be read once decoded. */
function encodedIn(text: string): string[] {
  if (text.length < 8) return [];
  const found: string[] = [];
  for (const [token] of text.matchAll(base64)) {
    // words and names in code: what is encoded has figures, or letters of both sizes
    if (token.length > 20_000 || !/\d|[a-z][A-Z]|=$/.test(token)) continue;
    const decoded = decode(token, "base64");
    if (decoded !== null) found.push(decoded);
  }
  for (const [token] of text.matchAll(hexadecimal)) {
    const decoded = token.length % 2 === 0 ? decode(token, "hex") : null;
    if (decoded !== null) found.push(decoded);
  }
  return found;
}

function decode(token: string, encoding: "base64" | "hex"): string | null {
  const bytes = Buffer.from(token, encoding);
  if (bytes.length < 4) return null;
  // most tokens are none: the first bytes tell
  for (let i = 0; i < 4; ++i) if (bytes[i] < 32 && bytes[i] !== 10 && bytes[i] !== 9 && bytes[i] !== 13) return null;
  const decoded = bytes.toString("utf8");
  return !decoded.includes("\ufffd") && readable.test(decoded) ? decoded : null;
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
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  shy: "\u00ad",
  zwnj: "\u200c",
  zwj: "\u200d",
  middot: "·",
  comma: ",",
  lpar: "(",
  rpar: ")",
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
