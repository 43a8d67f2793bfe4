import {lettersOf} from "./letters.ts";

/** One way in which a secret can be written, and how it is told from chance. */
export interface Form {
  /** Letters and figures alone, as `lettersOf` gives them. */
  letters: string;
  /** Where signs may stand within it, by letter; null: anywhere, but not a whole line's end. */
  joints: readonly number[] | null;
  /** Where even lines may end, or more than three signs stand, as in the value itself. */
  lines?: readonly number[];
  /** `word`: it begins and ends where words do; `figures`: also within a longer word, but in no longer number. */
  edges: "word" | "figures";
  /**
   * `capital`: begins with one; `initial`: a letter, a sign, a name; `text`: not in code; `whole`: nothing else in the passage;
   * `title`: what people are called by may follow.
   */
  needs?: "capital" | "initial" | "text" | "whole" | "surname";
  /** Where the second part of an initial's form begins. */
  joint?: number;
}

const isJapanese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u;

/** Colours and the names of files look like this. */
const isHex = /^(?=.*\d)[\da-f]{1,8}$/;

/** The value as it is written, whatever signs part it. Empty for what figures alone make, and for what is too short to be told. */
export function plainForms(value: string): Form[] {
  const {text, before} = lettersOf(value);
  const figures = text.replace(/\P{N}/gu, "").length;
  if (figures === text.length || text.length < 2) return [];
  const joints = jointsIn(before, text.length);
  if (isJapanese.test(text))
    return text.length < 2 ? [] : [{letters: text, joints: null, edges: text.length < 3 ? "word" : "figures"}];
  if (text.length < 4 || (isHex.test(text) && text.length < 8))
    return [{letters: text, joints: [], edges: "word", needs: "whole"}];
  if (isHex.test(text)) return [{letters: text, joints: [], edges: "word", needs: "text"}];
  if (figures > 0) {
    const isTelling = text.length >= 6 && figures >= 3;
    return [{letters: text, joints: null, lines: joints, edges: isTelling ? "figures" : "word"}];
  }
  return [{letters: text, joints, edges: text.length >= 8 ? "figures" : "word"}];
}

/** Where signs stand between the letters of the value itself. */
function jointsIn(before: Uint8Array, length: number): number[] {
  const joints: number[] = [];
  for (let i = 1; i < length; ++i) if ((before[i] & 7) !== 0) joints.push(i);
  return joints;
}

/** Letters of a long text that are looked for: its beginning. */
const longest = 40;

/** The forms of a text that is not a name: an address, a note, a word. */
export function textForms(value: string): Form[] {
  const [form] = plainForms(value);
  if (!form) return [];
  if (form.letters.length <= longest) return [form];
  const lines = form.lines ?? form.joints ?? [];
  return [{letters: form.letters.slice(0, longest), joints: null, lines, edges: "figures"}];
}

const generic = /^(info|sales|support|contact|office|mail|admin|hello|service|marketing|noreply|no-reply)\d{0,2}$/i;

/** The forms of a mail address: with words for its signs, and what stands before the sign where that tells of one person. */
export function mailForms(value: string): Form[] {
  const [local, domain] = value.split("@");
  if (!domain) return textForms(value);
  const spelled = [
    value,
    `${local}at${domain}`,
    `${local}at${domain.replaceAll(".", "dot")}`,
    `${local}＠${domain.replaceAll(".", "dot")}`,
  ];
  const forms: Form[] = spelled.map((text) => ({letters: lettersOf(text).text, joints: null, edges: "word" as const}));
  const {text, before} = lettersOf(local);
  const isTelling = text.length >= 6 && !generic.test(local) && /\d{3}|\p{L}[._+-]\p{L}/u.test(local);
  return isTelling ? [...forms, {letters: text, joints: jointsIn(before, text.length), edges: "word"}] : forms;
}

export interface Name {
  /** Whole, in every order, and with an initial. */
  forms: Form[];
  /** What may be the family's name, which others may have, too. */
  surnames: Form[];
}

const isWord = /^\p{L}[\p{L}\p{M}'’-]*\.?$/u;

/** A person's name in its orders; null for what is none. */
export function nameForms(value: string): Name | null {
  const text = value.normalize("NFKC").trim();
  const isTurned = /^[^,]+,[^,]+$/.test(text);
  const words = text.split(/[\s・,、_＿=]+/u).filter(Boolean);
  if (words.length === 0 || words.length > 4 || !words.every((word) => isWord.test(word) || isJapanese.test(word)))
    return null;
  if (words.every((word) => isJapanese.test(word))) return japaneseName(words);
  if (words.length < 2) return null;
  const inOrder = isTurned ? [...words.slice(1), words[0]] : words;
  return latinName(inOrder.map((word) => lettersOf(word).text).filter(Boolean));
}

function latinName(words: readonly string[]): Name | null {
  if (words.length < 2) return null;
  const [first, last] = [words[0], words[words.length - 1]];
  const orders = [words, [last, ...words.slice(0, -1)], [first, last], [last, first]];
  const forms: Form[] = orders.map((order) => ({
    letters: order.join(""),
    joints: jointsOf(order),
    edges: "word" as const,
    ...(order.join("").length < 5 ? {needs: "text" as const} : {}),
  }));
  for (const [given, family] of [
    [first, last],
    [last, first],
  ]) {
    if (family.length < 3) continue;
    forms.push({letters: given[0] + family, joints: [1], joint: 1, edges: "word", needs: "initial"});
    forms.push({
      letters: family + given[0],
      joints: [family.length],
      joint: family.length,
      edges: "word",
      needs: "initial",
    });
  }
  const surnames: Form[] = last.length < 4 ? [] : [{letters: last, joints: [], edges: "word", needs: "capital"}];
  return {forms, surnames};
}

function japaneseName(words: readonly string[]): Name | null {
  const letters = words.map((word) => lettersOf(word).text);
  const whole = letters.join("");
  if (whole.length < 3 || whole.length > 12) return null;
  const turned =
    words.length > 1
      ? [[...letters.slice(1), letters[0]]]
      : Array.from({length: whole.length <= 6 ? whole.length - 1 : 0}, (_, i) => [
          whole.slice(i + 1),
          whole.slice(0, i + 1),
        ]);
  const forms = [letters, ...turned].map((order): Form => {
    const joined = order.join("");
    return {letters: joined, joints: null, edges: joined.length < 4 && words.length === 1 ? "word" : "figures"};
  });
  const isHan = /^\p{Script=Han}+$/u.test(words[0]);
  const family = words.length > 1 ? letters[0] : whole.slice(0, 2);
  const surnames: Form[] =
    family.length < 2 || (words.length === 1 && !isHan)
      ? []
      : [{letters: family, joints: [], edges: "figures", needs: "surname"}];
  return {forms: dedupe(forms), surnames};
}

function jointsOf(words: readonly string[]): number[] {
  const joints: number[] = [];
  let at = 0;
  for (const word of words.slice(0, -1)) {
    at += word.length;
    joints.push(at);
  }
  return joints;
}

const dedupe = (forms: readonly Form[]): Form[] => [...new Map(forms.map((form) => [form.letters, form])).values()];

/** An id of letters and a number, whatever zeros pad it: "l12" for L0000012 and LEAD-0012; null for any other. */
export function unpadded(value: string): {key: string; prefix: string; figures: string} | null {
  const match = /^([^\p{L}\p{N}]*)(\p{L}{1,10})[^\p{L}\p{N}]{0,2}(\d{2,})$/u.exec(value.normalize("NFKC").trim());
  if (!match) return null;
  const bare = match[3].replace(/^0+/, "");
  return bare.length < 2 ? null : {key: match[2].toLowerCase() + bare, prefix: match[2], figures: match[3]};
}
