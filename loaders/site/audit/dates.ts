const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const monthWords =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

/** First years of the eras, less one. */
const eras: Record<string, number> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  M: 1867,
  T: 1911,
  S: 1925,
  H: 1988,
  R: 2018,
};

type Parts = [year: number, month: number, day: number];

const shapes: [RegExp, (match: RegExpExecArray | RegExpMatchArray) => Parts[]][] = [
  [/(?<!\d)(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})(?!\d)/g, ([, y, , m, d]) => [[+y, +m, +d]]],
  [/(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日?/g, ([, y, m, d]) => [[+y, +m, +d]]],
  [/(?<![\d.])((?:19|20)\d{2})(\d{2})(\d{2})(?![\d.])/g, ([, y, m, d]) => [[+y, +m, +d]]],
  [
    /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/g,
    ([, a, , b, y]) => [
      [+y, +b, +a],
      [+y, +a, +b],
    ],
  ],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[-. ]?(?:of )?(${monthWords})\\.?,?[- ]?(\\d{4})(?!\\d)`, "gi"),
    ([, d, m, y]) => [[+y, monthOf(m), +d]],
  ],
  [
    new RegExp(`(?<![a-z])(${monthWords})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, "gi"),
    ([, m, d, y]) => [[+y, monthOf(m), +d]],
  ],
  [
    /(明治|大正|昭和|平成|令和)\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日/g,
    ([, era, y, m, d]) => [[eras[era] + (y === "元" ? 1 : +y), +m, +d]],
  ],
  [
    /(?<![a-z\d])([MTSHR])(\d{1,2})([./-])(\d{1,2})\3(\d{1,2})(?!\d)/g,
    ([, era, y, , m, d]) => [[eras[era] + +y, +m, +d]],
  ],
];

const monthOf = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** Days that a text names, in whatever way, as "1985-03-12"; both where day and month can be exchanged. */
export function daysIn(text: string): string[] {
  const found: string[] = [];
  if (!/\d/.test(text)) return found;
  for (const [shape, parts] of shapes) {
    for (const match of text.matchAll(shape)) for (const part of parts(match)) found.push(...dayOf(part));
  }
  return found;
}

function dayOf([year, month, day]: Parts): string[] {
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return [];
  return [`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`];
}

/** The day that a value is, and nothing but it or a time of it; null for anything else. */
export function dayOfValue(value: string): string | null {
  const text = value.normalize("NFKC").trim();
  if (text.length > 40) return null;
  const [day] = daysIn(text);
  if (day === undefined) return null;
  const rest = text.replace(/\d{1,2}:\d{2}(:\d{2})?(\.\d+)?|[+-]\d{2}:?\d{2}$|[TZ]|am|pm|UTC|JST/gi, "");
  return rest
    .replace(/[\d\s年月日元./,-]|st|nd|rd|th|明治|大正|昭和|平成|令和|[MTSHR]/g, "")
    .replace(new RegExp(monthWords, "gi"), "") === ""
    ? day
    : null;
}

/** Milliseconds or seconds since 1970 that are a whole day. */
export function dayOfNumber(value: number): string | null {
  const ms = Math.abs(value) >= 1e11 ? value : value * 1000;
  if (!Number.isInteger(value) || Math.abs(value) < 1e7 || ms % 3_600_000 !== 0 || Math.abs(ms) > 4.2e12) return null;
  return new Date(ms).toISOString().slice(0, 10);
}
