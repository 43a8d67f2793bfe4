import type {Cell} from "./contents.ts";

const people =
  "leads?|customers?|clients?|contacts?|prospects?|people|persons?|members?|users?|companies|company|accounts?|deals?|cases?|winners?|buyers?";

/** As a column is called that counts them: not in the singular, as stages are called; nor winners, which are told by cause. */
const counted =
  "leads|customers|clients|contacts|prospects|people|persons|members|users|companies|accounts|deals|cases";
const ofOne = "lead|customer|client|contact|prospect|person|member|user|account|deal|case";
const peopleJa = "リード|顧客|お客様|見込み客|見込客|会員|企業|取引先|対象者|該当者";
const endsJa = "受注|失注|成約|転換";
const counter = "(?:件|名|人|社)(?!の価値|ずつ|あたり|当たり|につき|ごと)";

/** Counts of a group whatever else stands beside them, by their names in page data. */
export const isCount = (name: string): boolean => /^n(_\w+)?$/.test(name);

const named = new RegExp(
  [
    `^(?:(?:n|num|no|number|count|total|sum)[ _-]?(?:of[ _-]?)?)?(?:${counted})(?:[ _-]?(?:count|n|number|total|won|lost|open))?$`,
    `^(?:${ofOne})[ _-]?(?:count|n|number|total)s?$`,
    "^(?:n|count|cnt|freq|frequency|headcount)$",
    `^(?:won|lost|open)[ _-](?:${counted})$`,
    `^(?:${peopleJa})?の?[件名人社]?数$`,
  ].join("|"),
  "i",
);

/** Counts where a group is named beside them: a column of leads, of 件数. Not whole words of other things: `size`, `total`. */
export const isNamedCount = (name: string): boolean => {
  const text = name
    .normalize("NFKC")
    .trim()
    .replace(/([\p{Ll}])(?=\p{Lu})/gu, "$1_");
  return named.test(text) || /^(?:n_)?(?:leads|count)_\w+$|^\w+_(?:leads|count)$/i.test(text);
};

/** A whole number, and no rate of a time or a range. */
const number = "(\\d[\\d,]*)(?![.\\d%]|\\s?[–—~～%]|\\s?-\\s?\\d)";
const begins = "(?<![\\p{L}\\p{N}.,–—~～+−-])";
const ends = "(?![\\p{L}\\p{N}])(?!\\s(?:there now|a (?:day|week|month|quarter|year)|per\\s))";
const shape = (text: string): RegExp => new RegExp(text, "giu");

/** Ways in which a text tells how many a group has. */
const ways: RegExp[] = [
  /(?<![\p{L}\p{N}])n(?:\s?[=＝:：]\s?|\s)(\d[\d,]*)(?![.\d])/giu,
  shape(
    `${begins}\\d[\\d,]*\\s(?:out\\s)?of\\s(?:the\\s|these\\s|only\\s|all\\s)?${number}(?:\\s[\\p{Ll}-]+){0,2}\\s(?:${people})${ends}`,
  ),
  shape(`${begins}${number}\\s(?:[\\p{Ll}-]+\\s)?(?:${people})${ends}`),
  shape(
    `(?<![\\p{L}\\p{N}])(?:${people})\\s?[:=：＝]\\s?${number}(?!\\s?(?:st|nd|rd|th|days?|weeks?|months?|hours?|h|a)(?![\\p{L}]))`,
  ),
  shape(`(?<![\\p{L}\\p{N}])(?:${people})\\s?\\(\\s?${number}\\s?\\)`),
  shape(`(?:${peopleJa}|${endsJa})(?:数)?(?:は|が|[:=：＝(（])\\s?${number}\\s?${counter}`),
  shape(`(?:${endsJa})(?:数)?\\s?${number}\\s?${counter}`),
  shape(`(?:${peopleJa})(?:数)?\\s?(?!1\\s?${counter})${number}\\s?${counter}`),
  shape(`(?:${peopleJa})\\s?${number}\\s?${counter}(?:が|は|のみ|だけ|、)?(?:${endsJa})`),
  shape(`${begins}(?!1\\s?${counter})${number}\\s?${counter}の(?:${peopleJa})`),
  shape(`${begins}${number}\\s?${counter}の(?:${peopleJa})(?:が|は|のみ|だけ|、)?(?:${endsJa})`),
  shape(`${begins}${number}\\s?${counter}(?:が|を|のみ|だけ)?(?:${endsJa})`),
  shape(`${begins}${number}\\s?${counter}(?:中|のうち)、?\\s?\\d`),
];

/** Small counts that a text tells: "31 % (28–34 %, n 1,204)", "2 of 3 leads", "1 lead won", 3件中2件. */
export function countsIn(text: string, place: string): Cell[] {
  if (!/\p{Nd}/u.test(text)) return [];
  const plain = /\P{ASCII}/u.test(text) ? text.normalize("NFKC") : text;
  return ways.flatMap((way) =>
    [...plain.matchAll(way)].map((match) => ({place, n: Number(match[1].replaceAll(",", ""))})),
  );
}
