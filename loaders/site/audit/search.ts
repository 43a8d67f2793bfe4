import AhoCorasick from "modern-ahocorasick";
import type {Form} from "./forms.ts";
import {Grams} from "./grams.ts";
import {gap, gapAt, isCapital, isEdge, type Letters, partsNumber} from "./letters.ts";
import type {Searched} from "./passages.ts";

/** Something that must not be on the site. */
export interface Secret {
  /** As the data write it. */
  value: string;
  /** `id` of a lead, `personal` value, or one that few leads have. */
  kind: "id" | "personal" | "rare";
  /** Attribute; `lead_id` for ids. */
  column: string;
  /** What it is: "the id of a lead", "a value of email, which is personal". */
  what: string;
  /** What to do, where that is not what is to be done with an id or a personal value. */
  remedy?: string;
}

export interface Sought {
  secret: Secret;
  form: Form;
}

/** Ids of letters and a padded number that the site writes out, by `unpadded`. */
export interface Padded {
  key: string;
  /** As it is written. */
  text: string;
  place: string;
}

/**
 * Finds secrets in passages, in one pass over all of them whatever the number of secrets: first the letters of all passages are
 * learned, which sorts out what cannot be there; what is left is looked for by one automaton.
 */
export class Search {
  readonly #grams = new Grams();
  readonly #sought = new Map<string, Sought[]>();
  #automaton: AhoCorasick<unknown> | null = null;

  /** Takes in what a passage says. */
  learn({letters}: Searched): void {
    for (const {text} of letters) this.#grams.learn(text);
  }

  /** Look for this one, if it can be in what was learned. */
  seek(one: Sought): boolean {
    const {letters} = one.form;
    if (!this.#grams.mayHold(letters)) return false;
    const key = narrow(letters);
    const same = this.#sought.get(key);
    if (!same) this.#sought.set(key, [one]);
    else if (same.length < sameForms) same.push(one);
    this.#automaton = null;
    return true;
  }

  /** What a passage holds. `everywhere`: also where it could be something else. */
  *find({letters, kind}: Searched, everywhere = false): Generator<Sought> {
    if (this.#sought.size === 0) return;
    this.#automaton ??= new AhoCorasick([...this.#sought.keys()]);
    for (const one of letters) {
      for (const {pattern, start, end} of this.#automaton.search(narrow(one.text))) {
        for (const sought of this.#sought.get(pattern) ?? []) {
          if (!one.text.startsWith(sought.form.letters, start)) continue;
          if (isThere(sought.form, one, {start, end}, everywhere ? "text" : kind, everywhere)) yield sought;
        }
      }
    }
  }
}

/** Signs of ASCII that no letters have: others are told by one of them, so that the automaton passes over a text without parting it into graphemes, which takes forty times as long. What it finds is compared. */
const spare = [..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

const narrow = (letters: string): string =>
  letters.replace(/[\u0080-\uffff]/g, (sign) => spare[sign.charCodeAt(0) % spare.length]);

/** Secrets of one form that are kept: the first of them is told. */
const sameForms = 8;

interface Range {
  start: number;
  end: number;
}

function isThere(
  form: Form,
  letters: Letters,
  {start, end}: Range,
  kind: Searched["kind"],
  everywhere: boolean,
): boolean {
  if (
    form.edges === "word"
      ? !isEdge(letters, start) || !isEdge(letters, end)
      : partsNumber(letters, start) || partsNumber(letters, end)
  )
    return false;
  for (let i = start + 1; i < end; ++i) {
    const there = gapAt(letters, i);
    if (there === gap.none) continue;
    const isOpen = form.joints?.includes(i - start) ?? (there !== gap.far || form.lines?.includes(i - start));
    if (!isOpen) return false;
  }
  const isWhole = start === 0 && end === letters.text.length;
  if (form.needs === undefined || everywhere) return true;
  if (form.needs === "whole") return isWhole && kind === "text";
  if (form.needs === "text") return kind === "text";
  if (form.needs === "capital")
    return isCapital(letters, start) || (kind === "text" && (isWhole || form.letters.length >= uncommon));
  if (form.needs === "surname") return isAddressed(letters, {start, end});
  return isInitial(form, letters, start, kind);
}

/** Letters from which a family's name in small letters is hardly another word. */
const uncommon = 8;

const han = /\p{Script=Han}/u;

/** What may follow a Japanese name. */
const titles = /^[様氏殿君さち先社部課]/u;

function isAddressed(letters: Letters, {start, end}: Range): boolean {
  const {text} = letters;
  if (start > 0 && gapAt(letters, start) === gap.none && han.test(text[start - 1])) return false;
  return end === text.length || gapAt(letters, end) !== gap.none || !han.test(text[end]) || titles.test(text[end]);
}

/** A letter and a name, both with capitals, or with a sign between: "T. Yamada", "t.yamada", and no "'s name". */
function isInitial(form: Form, letters: Letters, start: number, kind: Searched["kind"]): boolean {
  const {joint = 0} = form;
  const there = gapAt(letters, start + joint);
  if (there === gap.far || there === gap.apostrophe) return false;
  if (there === gap.none) return kind === "text" && form.letters.length > uncommon;
  if (start > 0 && gapAt(letters, start) === gap.apostrophe) return false;
  if (isCapital(letters, start) && isCapital(letters, start + joint)) return kind !== "code";
  return kind === "text" && (there === gap.joiner || form.letters.length > uncommon);
}
