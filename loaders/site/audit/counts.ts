import type {Cell} from "./contents.ts";

const people =
  "leads?|customers?|clients?|contacts?|prospects?|people|persons?|members?|users?|companies|company|accounts?|deals?|cases?|winners?|buyers?";
/** Of winners page data tell by the cause for which none of them is seen: no group of leads. */
const groups = people.replace("|winners?|buyers?", "");
const peopleJa = "リード|顧客|お客様|見込み客|見込客|会員|企業|取引先|商談|受注|失注|対象者|該当者";
const counter = "件|名|人|社";

/** Counts of a group whatever else stands beside them, by their names in page data. */
export const isCount = (name: string): boolean => /^n(_\w+)?$/.test(name);

const named = new RegExp(
  `^(?:(?:n|num|no|number|count|total|sum)[ _-]?(?:of[ _-]?)?)?(?:${groups})(?:[ _-]?(?:count|n|number|total|won|lost|open))?$|^(?:n|count|cnt|freq|frequency|headcount|size_of_group)$|^(?:won|lost|open)[ _-](?:${people})$|^(?:${peopleJa})?(?:の)?(?:${counter})?数$|^(?:${peopleJa})$`,
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

const number = "(\\d[\\d,]*)(?![.\\d%])";
const unit = "(?<![\\p{L}\\p{N}.,–—~～+−-])";

/** Ways in which a text tells how many a group has. The first of them that is small tells of few. */
const ways: RegExp[] = [
  /(?<![\p{L}\p{N}])n(?:\s?[=＝:：]\s?|\s)(\d[\d,]*)(?![.\d])/giu,
  new RegExp(
    `${unit}\\d[\\d,]*\\s(?:out\\s)?of\\s(?:the\\s|these\\s|only\\s|all\\s)?${number}(?:\\s[\\p{Ll}-]+){0,2}\\s(?:${people})(?![\\p{L}\\p{N}])`,
    "giu",
  ),
  new RegExp(`${unit}${number}\\s(?:[\\p{Ll}-]+\\s)?(?:${people})(?![\\p{L}\\p{N}])`, "giu"),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${people})\\s?[:=：＝(（]\\s?${number}(?!\\s?(?:st|nd|rd|th|days?|weeks?|months?|hours?|h|%)(?![\\p{L}]))`,
    "giu",
  ),
  new RegExp(`(?:${peopleJa})(?:数)?\\s?(?:は|が|[:=：＝(（])?\\s?${number}\\s?(?:${counter})`, "gu"),
  new RegExp(`${unit}${number}\\s?(?:${counter})の(?:${peopleJa})`, "gu"),
  new RegExp(`${unit}${number}\\s?(?:${counter})中\\s?\\d`, "gu"),
  new RegExp(`${unit}${number}\\s?(?:${counter})のうち\\s?\\d`, "gu"),
];

/** Small counts that a text tells: "31 % (28–34 %, n 1,204)", "2 of 3 leads", "1 lead won", 3件中2件. */
export function countsIn(text: string, place: string): Cell[] {
  if (!/\d/.test(text)) return [];
  const plain = /[^\x00-\x7f]/.test(text) ? text.normalize("NFKC") : text;
  return ways.flatMap((way) =>
    [...plain.matchAll(way)].map((match) => ({place, n: Number(match[1].replaceAll(",", ""))})),
  );
}
