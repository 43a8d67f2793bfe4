/** Which of three numbers is the year, the month, the day. */
export const orders = ["dmy", "mdy", "ymd"] as const;
export type Order = (typeof orders)[number];

/** How one way of writing times is read. */
export interface TimeFormat {
  /** `cast`: ISO 8601, by the engine's own parser; `strptime`: by `pattern`; else a number, see `numberFormats`. */
  how: "cast" | "strptime" | NumberFormat;
  /** strptime pattern; for the others what an error message shows. */
  pattern: string;
  /** An instant by itself; otherwise local time of the project's zone. */
  hasOffset: boolean;
  isDateOnly: boolean;
}

/**
 * Times as one number, by their word in a project file: seconds, milliseconds, microseconds, nanoseconds since 1970 (`scale` of
 * them a second), or days since 1899-12-30 as spreadsheets keep them, in local time.
 */
export const numberFormats = {
  epoch: {scale: 1, digits: 10},
  epoch_ms: {scale: 1e3, digits: 13},
  epoch_us: {scale: 1e6, digits: 16},
  epoch_ns: {scale: 1e9, digits: 19},
  excel: {scale: 1 / 86_400, digits: 5},
} as const;
export type NumberFormat = keyof typeof numberFormats;
export const isNumberFormat = (word: string): word is NumberFormat => Object.hasOwn(numberFormats, word);

/** Words that a project file may give in place of a strptime pattern. */
export const formatWords: readonly string[] = ["iso", ...Object.keys(numberFormats)];

/** Ways to read a shape: one by number order where orders differ, else the only one. */
export type Readings = Partial<Record<Order, TimeFormat>>;

/** The SQL that turns a text into its shape: every digit a 0. */
export const shapeSql = (text: string): string => `translate(${text}, '0123456789', '0000000000')`;

const timePart =
  /^(?<sep>T|t|\s+)?(?<clock>0{1,2}:00(?<seconds>:00(?<fraction>\.0{1,9})?)?(?<half>\s?[AaPp][Mm])?|0{1,2}時0{1,2}分(?<jaSeconds>0{1,2}秒)?)(?<zone>\s?(?:Z|UTC|[+-]00(?::?00)?))?$/;

/** All ways in which texts of this shape (digits as 0) can be read as a time; empty where none is known. */
export function readShape(shape: string): Readings {
  const [whole] = shape.split(".");
  if (/^0+(\.0+)?$/.test(shape)) {
    for (const word of ["epoch", "epoch_ms", "epoch_us", "epoch_ns"] as const)
      if (whole.length === numberFormats[word].digits) return one(numberFormat(word));
  }
  if (/^0{14}$/.test(shape)) return one(strptime("%Y%m%d%H%M%S", false));
  if (/^0{12}$/.test(shape)) return one(strptime("%Y%m%d%H%M", false));
  const split = datePatterns(shape);
  if (!split) return {};
  if (split.rest === "") return readingsOf(split, "", null);
  const time = timePart.exec(split.rest)?.groups;
  return time ? readingsOf(split, clockPattern(time, split.rest), time) : {};
}

interface DatePart {
  patterns: Partial<Record<Order, string>>;
  isIso: boolean;
  rest: string;
}

function readingsOf(date: DatePart, clock: string, time: Record<string, string | undefined> | null): Readings {
  const hasOffset = Boolean(time?.zone);
  const isPlainZone = !hasOffset || (Boolean(time?.seconds) && !/^\s/.test(time?.zone ?? ""));
  const canCast = date.isIso && !time?.half && !time?.clock?.includes("時") && isPlainZone;
  const isDateOnly = time === null;
  const make = (pattern: string): TimeFormat => ({
    how: canCast && !/UTC/.test(time?.zone ?? "") ? "cast" : "strptime",
    pattern: pattern + clock,
    hasOffset,
    isDateOnly,
  });
  return Object.fromEntries(Object.entries(date.patterns).map(([order, pattern]) => [order, make(pattern)]));
}

function clockPattern(
  {sep, clock, seconds, fraction, half, jaSeconds, zone}: Record<string, string | undefined>,
  rest: string,
) {
  const gap = sep ? (/\s/.test(sep) ? " " : sep) : "";
  const hour = half ? "%I" : "%H";
  const body = clock?.includes("時")
    ? `%H時%M分${jaSeconds ? "%S秒" : ""}`
    : `${hour}:%M${seconds ? `:%S${fraction ? ".%f" : ""}` : ""}${half ? (half.startsWith(" ") ? " %p" : "%p") : ""}`;
  const space = zone && /\s/.test(zone[0]) && rest ? " " : "";
  return `${gap}${body}${zone ? `${space}${/UTC/.test(zone) ? "UTC" : "%z"}` : ""}`;
}

function datePatterns(shape: string): DatePart | null {
  const numbers = /^(0{1,4})([-/.])(0{1,2})\2(0{1,4})(?!0)/.exec(shape);
  if (numbers) return numberPatterns(numbers, shape.slice(numbers[0].length));
  const packed = /^0{8}(?!0)/.exec(shape);
  if (packed) {
    const patterns = {ymd: "%Y%m%d", dmy: "%d%m%Y", mdy: "%m%d%Y"};
    return {patterns, isIso: false, rest: shape.slice(8)};
  }
  const japanese = /^0000年0{1,2}月0{1,2}日/.exec(shape);
  if (japanese) return {patterns: {ymd: "%Y年%m月%d日"}, isIso: false, rest: shape.slice(japanese[0].length)};
  return namedMonth(shape);
}

function numberPatterns([, first, sep, , last]: RegExpExecArray, rest: string): DatePart | null {
  const join = (...parts: string[]) => parts.join(sep);
  if (first.length === 4 && last.length <= 2) {
    return {patterns: {ymd: join("%Y", "%m", "%d")}, isIso: sep !== ".", rest};
  }
  if (first.length > 2 || last.length === 3) return null;
  const year = last.length === 4 ? "%Y" : "%y";
  const patterns: DatePart["patterns"] = {dmy: join("%d", "%m", year)};
  if (sep !== ".") patterns.mdy = join("%m", "%d", year);
  if (year === "%y") patterns.ymd = join("%y", "%m", "%d");
  return {patterns, isIso: false, rest};
}

const months = "January February March April May June July August September October November December"
  .toLowerCase()
  .split(" ");

/** Whether strptime knows the name: English, whole or its first three letters. */
const isMonth = (name: string) => {
  const word = name.toLowerCase();
  return months.includes(word) || (word.length === 3 && months.some((month) => month.startsWith(word)));
};

function namedMonth(shape: string): DatePart | null {
  const dayFirst = /^0{1,2}([- ])([A-Za-z]{3,9})\1(0{4}|0{2})(?!0)/.exec(shape);
  if (dayFirst && isMonth(dayFirst[2])) {
    const [all, sep, month, year] = dayFirst;
    const pattern = ["%d", month.length === 3 ? "%b" : "%B", year.length === 4 ? "%Y" : "%y"].join(sep);
    return {patterns: {dmy: pattern}, isIso: false, rest: shape.slice(all.length)};
  }
  const monthFirst = /^([A-Za-z]{3,9}) 0{1,2}, 0{4}/.exec(shape);
  if (!monthFirst || !isMonth(monthFirst[1])) return null;
  const pattern = `${monthFirst[1].length === 3 ? "%b" : "%B"} %d, %Y`;
  return {patterns: {mdy: pattern}, isIso: false, rest: shape.slice(monthFirst[0].length)};
}

const numberFormat = (how: NumberFormat): TimeFormat => ({
  how,
  pattern: how,
  hasOffset: how !== "excel",
  isDateOnly: false,
});

/** The format that a project file gives: a strptime pattern, or one of `formatWords`. */
export function givenFormat(pattern: string): TimeFormat {
  if (isNumberFormat(pattern)) return numberFormat(pattern);
  if (pattern === "iso") return {how: "cast", pattern, hasOffset: false, isDateOnly: false};
  return strptime(pattern, /%z/i.test(pattern));
}

const strptime = (pattern: string, hasOffset: boolean): TimeFormat => ({
  how: "strptime",
  pattern,
  hasOffset,
  isDateOnly: !/%[HIMSfgnsTXcp]/.test(pattern),
});

const one = (format: TimeFormat): Readings => ({ymd: format});

/** SQL condition: the text is a date of zeros, which means none: 0000-00-00 00:00:00. */
export const isZeroDate = (text: string): string =>
  `regexp_matches(${text}, '^(0000[-/.]?00[-/.]?00|00[-/.]00[-/.]0000)($|[ T])')`;
