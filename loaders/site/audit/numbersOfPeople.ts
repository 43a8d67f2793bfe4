import type {Said} from "./passages.ts";

/** What a number of a person or of a machine is called in a fault. */
export interface PersonalNumber {
  what: string;
  value: string;
}

/**
 * Numbers that tell of a person by themselves, where a check digit or their shape makes chance unlikely: payment cards (Luhn), My
 * Number (check digit), addresses of machines on the internet, Japanese postcodes with their sign or their word. Only in texts.
 */
export function numbersOfPeople({readings, kind}: Said): PersonalNumber[] {
  if (kind !== "text") return [];
  return readings.flatMap((said) => {
    if (!/\d/.test(said) && !said.includes(":")) return [];
    return [
      ...cards(said).map((value) => ({what: "the number of a payment card", value})),
      ...myNumbers(said).map((value) => ({what: "a number with the check digit of a My Number", value})),
      ...addresses(said).map((value) => ({what: "an IP address", value})),
      ...postcodes(said).map((value) => ({what: "a postcode", value})),
    ];
  });
}

const ownNumber = (shape: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}.,-]|[\p{N}] )${shape}(?![\p{L}\p{N}]|[.,-]\p{N}| \p{N})`, "gu");

const cardShapes = [
  ownNumber(String.raw`\d{4}([ -])\d{4}\1\d{4}\1\d{4}`),
  ownNumber(String.raw`\d{4}([ -])\d{6}\1\d{5}`),
  ownNumber(String.raw`\d{14,16}`),
];
const brands =
  /^(4\d{12,15}|5[1-5]\d{14}|2(2[2-9]|[3-6]|7[01])\d{12,14}|3[47]\d{13}|3(0[0-5]|[689])\d{11,12}|35(2[89]|[3-8])\d{12,13}|6(011|5|4[4-9])\d{12,14}|62\d{14})$/;

function cards(text: string): string[] {
  return cardShapes
    .flatMap((shape) => text.match(shape) ?? [])
    .filter((number) => {
      const figures = number.replace(/\D/g, "");
      return brands.test(figures) && new Set(figures).size > 1 && luhn(figures);
    });
}

function luhn(figures: string): boolean {
  let sum = 0;
  for (let i = 0; i < figures.length; ++i) {
    const figure = Number(figures[figures.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += figure > 9 ? figure - 9 : figure;
  }
  return sum % 10 === 0;
}

const myNumberShapes = [ownNumber(String.raw`\d{4}([ -])\d{4}\1\d{4}`), ownNumber(String.raw`\d{12}`)];

function myNumbers(text: string): string[] {
  return myNumberShapes
    .flatMap((shape) => text.match(shape) ?? [])
    .filter((number) => {
      const figures = number.replace(/\D/g, "");
      const isTime = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.test(figures) && /^\d{12}$/.test(number);
      return !isTime && !/000000$/.test(figures) && new Set(figures).size > 2 && isMyNumber(figures);
    });
}

/** The twelfth figure follows from the others: Order 85 of the Ministry of Internal Affairs, 2014, article 5. */
function isMyNumber(figures: string): boolean {
  let sum = 0;
  for (let i = 1; i <= 11; ++i) sum += Number(figures[11 - i]) * (i <= 6 ? i + 1 : i - 5);
  const rest = sum % 11;
  return Number(figures[11]) === (rest <= 1 ? 0 : 11 - rest);
}

const octet = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const fourOctets = new RegExp(
  `(?<![\\p{L}\\p{N}./-]|[vV]\\.? ?|version )${octet}(?:\\.${octet}){3}(?![\\p{L}\\p{N}]|[.-]\\d)`,
  "gu",
);
const eightGroups =
  /(?<![\p{L}\p{N}:.])(?:[\da-f]{1,4}:){2,7}(?:[\da-f]{1,4}|:)(?::?[\da-f]{1,4})*(?![\p{L}\p{N}:])/giu;

function addresses(text: string): string[] {
  const four = (text.match(fourOctets) ?? []).filter((address) => !/^(0|127|255)\.|\.0\.0$/.test(address));
  const groups = (text.match(eightGroups) ?? []).filter((address) => {
    const parts = address.split(":");
    const isWhole = parts.length === 8 && !address.includes("::");
    const isShort = address.includes("::") && parts.filter(Boolean).length >= 3;
    return (isWhole || isShort) && /[\da-f]{3,4}/i.test(address);
  });
  return [...four, ...groups];
}

/** A bare 123-4567 is like a range of numbers. */
const postcode =
  /(?:〒\s?|(?:郵便番号|〶|zip(?: ?code)?|post(?:al)? ?code)[^\p{L}\p{N}]{0,3})(\d{3}[-‐‑–−ー－]?\d{4}|\d{5}(?:-\d{4})?)(?!\d)/giu;

const postcodes = (text: string): string[] => [...text.matchAll(postcode)].map(([whole]) => whole);
