import type {Said} from "./passages.ts";

const local = String.raw`[\p{L}\p{N}._%+'-]+`;
const domain = String.raw`[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}`;
const at = String.raw`\s?[([{<*_-]\s?(?:at|a t|@|アット(?:マーク)?|あっと)\s?[)\]}>*_-]\s?`;
const dot = String.raw`\s?(?:\.|[([{<*_-]\s?(?:dot|d0t|ドット|点|\.)\s?[)\]}>*_-]|\sdot\s|ドット)\s?`;

/** Mail addresses: plain, with words for their signs, quoted, and at an address of figures. */
const mails = [
  new RegExp(`${local}@${domain}`, "u"),
  new RegExp(String.raw`"[^"\s@]{1,30}(?: [^"\s@]{1,30}){0,3}"@(?:${domain}|\[)`, "u"),
  new RegExp(String.raw`${local}@\[(?:ipv6:)?[\da-f.:]{3,}\]`, "iu"),
  new RegExp(String.raw`${local}@(?:\d{1,3}\.){3}\d{1,3}(?![\d.])`, "u"),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${local}${at}[\p{L}\p{N}-]+(?:${dot}[\p{L}\p{N}-]+)*${dot}\p{L}{2,}`, "iu"),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${local} at [\p{L}\p{N}-]+(?: dot [\p{L}\p{N}-]+)* dot \p{L}{2,}`, "iu"),
];
const spaced =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}._%+-]+ ?@ ?[\p{L}\p{N}-]+(?: ?\. ?[\p{L}\p{N}-]+)* ?\. ?(?:\p{L}{2,6})(?![\p{L}\p{N}(])/u;

const mayBeMail = /@|アット|あっと|[([{<*_\s-]at[)\]}>*_\s-]/i;

/** Letters around a sign of mail addresses that are looked at in code, which is long. */
const around = 80;

function mailIn(said: string, kind: Said["kind"]): string | null {
  if (!mayBeMail.test(said)) return null;
  // code is full of brackets and words
  if (kind === "text") return firstOf([...mails, spaced], said);
  for (let at = said.indexOf("@"); at >= 0; at = said.indexOf("@", at + 1)) {
    const found = firstOf(mails.slice(0, 3), said.slice(Math.max(0, at - around), at + around));
    if (found !== null) return found;
  }
  return null;
}

function firstOf(shapes: readonly RegExp[], text: string): string | null {
  for (const shape of shapes) {
    const found = shape.exec(text);
    if (found) return found[0].trim();
  }
  return null;
}

/** Signs that part a telephone number's groups. */
const sep = String.raw`(?: ?[-./·・] ?| |\) ?|\(| ?\()`;
const notPart = String.raw`(?![\d]|[.,]\d)`;
const begins = String.raw`(?<![\d]|\d[.,-])`;

/** Written in groups: Japanese from 0, international from + or 00, American by three, three and four, French by twos. */
const grouped: {shape: RegExp; is?: (number: string) => boolean}[] = [
  {
    shape: new RegExp(String.raw`${begins}\(?0\d{1,4}${sep}{1,2}\d{1,4}${sep}{1,2}\d{3,4}${notPart}`, "gu"),
    is: isNational,
  },
  {shape: new RegExp(String.raw`${begins}\(?0\d{2,4}${sep}{1,2}\d{6,8}${notPart}`, "gu"), is: isNational},
  {
    shape: new RegExp(
      String.raw`(?<!\d)\+ ?[1-9]\d{0,2}${sep}?(?:\(0\) ?)?(?:\d{1,5}${sep}{0,2}){2,6}${notPart}`,
      "gu",
    ),
    is: isInternational,
  },
  {shape: new RegExp(String.raw`(?<!\d)\+[1-9]\d{8,13}${notPart}`, "gu")},
  {
    shape: new RegExp(
      String.raw`${begins}(?:00|010[- ]?)(?:[1-9]\d{0,2})${sep}?(?:\(0\) ?)?(?:\d{1,5}${sep}{0,2}){2,5}${notPart}`,
      "gu",
    ),
    is: isInternational,
  },
  {
    shape: new RegExp(String.raw`${begins}81${sep}\d{1,4}${sep}\d{2,4}${sep}\d{4}${notPart}`, "gu"),
    is: (number) => /^8[1]0?\d{9,10}$/.test(digits(number)),
  },
  {shape: new RegExp(String.raw`${begins}(?:1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-./])\d{3}[-./]\d{4}${notPart}`, "gu")},
  {shape: new RegExp(String.raw`(?<!\d)1[-. ]\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}${notPart}`, "gu")},
  {
    shape: new RegExp(String.raw`${begins}0[1-9](?:([ .-])\d\d)(?:\1\d\d){3}${notPart}`, "gu"),
    is: (number) => !isCounting(number),
  },
];

/** A word that says what the figures after it are. */
const called =
  /(?:tel|phone|fax|mobile|cell|call|whatsapp|line id|電話|携帯|ファックス|でんわ|℡|☎|📞)(?:番号|\sno\.?|\snumber)?[^\p{L}\d]{0,4}((?:\d[^\p{L}\d]{0,2}){7,14}\d)/iu;

/** Ten or eleven figures from 0 in one piece, also beside letters. */
const bare = /(?<!\d|\d[.,]|[.])0[1-9]\d{8,9}(?!\d|[.,]\d)/gu;

const digits = (text: string): string => text.replace(/\D/g, "");

/** The first mail address and the first telephone number in a passage. */
export function contactsIn({readings, kind}: Said): {mail: string | null; phone: string | null} {
  let found: {mail: string | null; phone: string | null} = {mail: null, phone: null};
  if (kind === "neighbours") return found;
  for (const said of readings) {
    found = {
      mail: found.mail ?? mailIn(said, kind),
      phone: found.phone ?? (/\d[^\p{L}]*\d/u.test(said) ? phoneIn(evenSigns(said), kind) : null),
    };
  }
  return found;
}

/** Dashes and brackets of every width as plain ones. */
const evenSigns = (text: string): string =>
  text
    .replace(/(?<=[\d)] ?)[‐‑‒–—―−ー－](?= ?[\d(])/gu, "-")
    .replaceAll("／", "/")
    .replaceAll("．", ".");

function phoneIn(text: string, kind: Said["kind"]): string | null {
  if (kind === "code") return plainPhoneIn(text);
  for (const {shape, is} of grouped) {
    for (const match of text.matchAll(shape)) {
      const [number] = match;
      if ((is === undefined || is(number)) && !isOfCode(text, match.index, number.length)) return number.trim();
    }
  }
  const [, after] = called.exec(text) ?? [];
  if (after !== undefined && digits(after).length >= 8) return after.trim();
  if (kind !== "text") return null;
  for (const match of text.matchAll(bare)) if (!isOfCode(text, match.index, match[0].length)) return match[0];
  return null;
}

/** In code only what cannot be a sum of numbers: hyphens between groups, or a plus. */
function plainPhoneIn(text: string): string | null {
  const shapes = [
    /(?<![\p{L}\p{N}.,-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\p{L}\p{N}]|[-.,]\d)/gu,
    /(?<=["'`>: ])\+[1-9]\d{0,2}[-. ]\d{1,4}(?:[-. ]\d{2,4}){1,4}(?![\p{L}\p{N}]|[.,]\d)/gu,
    /(?<=["'`])\+?0[1-9]\d{8,9}(?=["'`])/gu,
  ];
  for (const [i, shape] of shapes.entries()) {
    for (const [number] of text.matchAll(shape))
      if (i > 0 ? digits(number).length >= 9 : isNational(number)) return number;
  }
  return null;
}

/** Part of a checksum, an amount, or a path. */
function isOfCode(text: string, from: number, length: number): boolean {
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, from - 40), from))?.[0] ?? "";
  const after = /^[\p{L}\p{N}]*/u.exec(text.slice(from + length, from + length + 40))?.[0] ?? "";
  const whole = before + text.slice(from, from + length) + after;
  return /^[\da-f]{16,}$/i.test(whole) && /[a-f]/i.test(whole);
}

function isNational(number: string): boolean {
  const figures = digits(number);
  const [first] = /0\d{1,4}/.exec(number) ?? [""];
  const isDate = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(number.trim());
  return (
    (figures.length === 10 || figures.length === 11) &&
    !figures.startsWith("00") &&
    first !== "" &&
    !isDate &&
    !isCounting(number)
  );
}

function isInternational(number: string): boolean {
  const figures = digits(number).replace(/^00/, "");
  return figures.length >= 9 && figures.length <= 15 && /\d[^\d]+\d/.test(number);
}

/** 01 02 03: figures that count. */
function isCounting(number: string): boolean {
  const groups = number.match(/\d+/g)?.map(Number) ?? [];
  const steps = groups.slice(1).map((value, i) => value - groups[i]);
  return groups.length > 2 && steps.every((step) => step === steps[0]);
}
