import {literal} from "../../engine/duckdb.ts";

/** Full-width forms of ASCII and the blanks of other scripts, and what stands for them. */
const wide = Array.from({length: 94}, (_, i) => String.fromCharCode(0xff01 + i)).join("");
const narrow = Array.from({length: 94}, (_, i) => String.fromCharCode(0x21 + i)).join("");
const blanks = "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t";

/** SQL of a text with full-width letters, digits and signs as ASCII, and every kind of blank as a plain one. */
export const asciiSql = (text: string): string =>
  `translate(${text}, ${literal(wide + blanks)}, ${literal(narrow + " ".repeat(blanks.length))})`;

/** Signs that numbers are written with, and what stands for them: minus signs and △ (below zero), apostrophes, the yen sign of Shift_JIS. */
const signs: [string, string][] = [
  ["−‐‑–—﹣△▲▵", "-"],
  ["’‘ʼ´`", "'"],
  ["\\￥", "¥"],
  ["￡", "£"],
  ["￦", "₩"],
  ["￠", "¢"],
  ["﹪٪", "%"],
];
const signsSql = (text: string): string =>
  `translate(${text}, ${literal(signs.map(([from]) => from).join(""))}, ${literal(signs.map(([from, to]) => to.repeat(from.length)).join(""))})`;

/** Currencies that have no parts: 1.200 of them are a thousand and two hundred. */
const whole = "¥|円|JPY|yen|₩|KRW|₫|VND|CLP|HUF|Ft|IDR|Rp|ISK|PYG|UGX";
const parted =
  "US\\$|A\\$|C\\$|NZ\\$|HK\\$|NT\\$|S\\$|R\\$|\\$|€|£|₹|₽|฿|₺|₴|₪|₦|₱|元|USD|EUR|GBP|CHF|CNY|RMB|AUD|CAD|NZD|SEK|NOK|DKK|INR|BRL|MXN|SGD|HKD|TWD|THB|PLN|CZK|ZAR|TRY|RUB|AED|SAR|ILS|MYR|PHP|euros?|dollars?|kr\\.?|zł|Kč|Fr\\.|Rs\\.?";
const currency = `(?i:${whole}|${parted})`;

/** What a number is multiplied by, by the word behind it. */
const scales: Record<string, number> = {
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  億: 1e8,
  k: 1e3,
  K: 1e3,
  thousand: 1e3,
  M: 1e6,
  mn: 1e6,
  mio: 1e6,
  "mio.": 1e6,
  million: 1e6,
  B: 1e9,
  bn: 1e9,
  billion: 1e9,
};
const scale = `十万|百万|千万|千|万|億|k|K|thousand|mn|[Mm]io\\.?|million|M|bn|billion|B`;

/** Words for what is counted: they say nothing against a number, as long as a column has one of them. */
const unit =
  "人|名|社|件|回|点|歳|才|個|台|本|枚|日間|時間|分間|分|秒|年間|年|[かヶヵカケ]月|店舗|拠点|(?i:employees?|people|persons?|users?|seats?|licen[cs]es?|days?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|seconds?|secs?|points?|pts?)";

const head = `(?:[-+(\\s]|${currency})*`;
const core = "\\d+(?:[.,' ]\\d+)*(?:[eE][-+]?\\d+)?|[.,]\\d+(?:[eE][-+]?\\d+)?";
const tail = `(?:[-)%\\s]|[.,]-|${currency})*`;
const whole_ = `^(${head})(${core})\\s*(${scale})?(${tail})(${unit})?(${tail})$`;

const end = "(?:[eE][-+]?\\d+)?$";
const dotDecimal = `^(?:[1-9]\\d{0,2}(?:,\\d{3})+|[1-9]\\d?(?:,\\d{2})+,\\d{3}|[1-9]\\d{0,2}(?: \\d{3})+|\\d+)?(?:\\.\\d+)?${end}`;
const commaDecimal = `^(?:[1-9]\\d{0,2}(?:\\.\\d{3})+|[1-9]\\d{0,2}(?: \\d{3})+|\\d+)?(?:,\\d+)?${end}`;
const blankGroups = `^(?:[1-9]\\d{0,2}(?: \\d{3})+|\\d+)?(?:,\\d+)?${end}`;

/**
 * SQL that takes texts apart as numbers. `from` yields `text` (unique), `n` (its rows) and `first_row`; of each come, too:
 *
 * - `core`: its digits with the marks among them, apostrophes as blanks; empty where the text is no number
 * - `as_dot`, `as_comma`, `as_blank`: its number where the decimal mark is a dot, a comma, or a comma with blanks (and no dots)
 *   between thousands; NULL where the text cannot be read so
 * - `is_percent`, `is_scaled` (12万, 5k), `currency`, `unit` (empty without), `is_whole` (of a currency without parts)
 *
 * A number may be below zero by one sign before or behind it, by △, or by brackets.
 */
export function numberPartsSql(from: string): string {
  const negatives = "length(regexp_replace(p.head || ' ' || regexp_replace(tail, '[.,]-', '', 'g'), '[^-(]', '', 'g'))";
  const read = (pattern: string, number: string) =>
    `case when is_number and regexp_full_match(core, ${literal(pattern)}) then try_cast(${number} as double) * factor end`;
  const factors = Object.entries(scales).map(([word, factor]) => `when ${literal(word)} then ${factor}`);
  return `with
given as (${from}),
matched as (
  select *, regexp_extract(${signsSql(asciiSql("text"))}, ${literal(whole_)}, ['head', 'core', 'scale', 'mid', 'unit', 'last']) as p from given
),
parted as (select *, p.mid || p.last as tail, translate(p.core, '''', ' ') as core from matched),
signed as (
  select *, ${negatives} as negatives, contains(p.head, '(') as opens, contains(tail, ')') as closes, contains(p.head, '+') as is_plus,
    regexp_extract(p.head || ' ' || tail, ${literal(currency)}) as currency
  from parted
),
scaled as (
  select *, core <> '' and negatives <= 1 and opens = closes and not (is_plus and negatives > 0) as is_number,
    case when negatives > 0 then -1 else 1 end * case p.scale ${factors.join(" ")} else 1 end as factor
  from signed
)
select text, n, first_row, core, currency, p.unit as unit, contains(tail, '%') as is_percent, p.scale <> '' as is_scaled,
  regexp_full_match(currency, ${literal(`(?i:${whole})`)}) as is_whole,
  ${read(dotDecimal, "replace(replace(core, ',', ''), ' ', '')")} as as_dot,
  ${read(commaDecimal, "replace(replace(replace(core, '.', ''), ' ', ''), ',', '.')")} as as_comma,
  ${read(blankGroups, "replace(replace(core, ' ', ''), ',', '.')")} as as_blank
from scaled`;
}
