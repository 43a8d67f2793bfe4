import type {Said} from "./passages.ts";
import {canonical, type Words, wordAt, wordsOf} from "./words.ts";

/** Something that must not be on the site. */
export interface Secret {
  /** As the data write it. */
  value: string;
  /** What it is: "the id of a lead", "a value of email, which is personal". */
  what: string;
  /** What to do, where that is not what is to be done with an id or a personal value. */
  remedy?: string;
}

/**
 * How a secret can be told from anything else. `phrase`: wherever its words stand, also within other text. `number`: its
 * figures are five or more and stand in a text or in quotation marks, not in a longer number. `whole`: too short for
 * more than a comparison with whole texts. `never`: like a count, a year or a letter, it cannot be told.
 */
type Telling = "phrase" | "number" | "whole" | "never";

export interface Core {
  /** From the first word to the last, canonical; all of it where it has no words. */
  text: string;
  words: Words;
  telling: Telling;
}

/** What a secret is looked for by. */
export function coreOf(value: string): Core {
  const text = canonical(value).trim();
  const all = wordsOf(text);
  const count = all.from.length;
  if (count === 0) return {text, words: all, telling: [...text].length > 1 ? "whole" : "never"};
  const core =
    all.from[0] === 0 && all.to[count - 1] === text.length ? text : text.slice(all.from[0], all.to[count - 1]);
  const words = core === text ? all : wordsOf(core);
  return {text: core, words, telling: tellingOf(core, count)};
}

function tellingOf(core: string, words: number): Telling {
  if (!/\p{L}/u.test(core)) {
    const figures = core.replace(/\P{N}/gu, "").length;
    return figures < 5 || isDated.test(core) ? "never" : "number";
  }
  if ([...core].length < 2) return "never";
  if (words > 1) return "phrase";
  return core.length < 4 || (core.length <= 8 && isHex.test(core)) ? "whole" : "phrase";
}

const isDated = /^\d{4}[-/.]\d{1,2}([-/.]\d{1,2}([ t]\d{1,2}:\d{2}.*)?)?$/;

/** Colours and the names of files look like this. */
const isHex = /^(?=.*\d)[\da-f]+$/;

/** A secret is looked for by its first words, so many at most. */
const firstWords = 6;

/** Finds secrets in passages: the words of all passages first, to sort out what cannot be there; then the rest, word by word. */
export class Search {
  readonly #words = new Set<string>();
  readonly #wholes = new Set<string>();
  #sought = new Map<string, Map<number, Map<string, string[]>>>();
  #tellings = new Map<string, Telling>();

  /** Takes in what the passages say. */
  learn(passages: Iterable<Said>): void {
    for (const {readings, kind} of passages) {
      for (const reading of readings) {
        const words = wordsOf(reading);
        for (let i = 0; i < words.from.length; ++i) this.#words.add(wordAt(words, i));
        if (kind === "text" && words.text.length < 400) this.#wholes.add(words.text.trim());
      }
    }
  }

  /** False where the secret cannot be in what was learned. */
  mayHold({text, words, telling}: Core): boolean {
    if (telling === "never") return false;
    if (words.from.length === 0) return this.#wholes.has(text);
    for (let i = 0; i < words.from.length; ++i) if (!this.#words.has(wordAt(words, i))) return false;
    return true;
  }

  /** Look for these, by their cores. */
  seek(cores: Iterable<Core>): void {
    this.#sought = new Map();
    this.#tellings = new Map();
    for (const {text, words, telling} of cores) {
      if (this.#tellings.has(text)) continue;
      this.#tellings.set(text, telling);
      if (words.from.length === 0) continue;
      const length = Math.min(words.from.length, firstWords);
      const lengths = this.#sought.get(wordAt(words, 0)) ?? new Map<number, Map<string, string[]>>();
      const grams = lengths.get(length) ?? new Map<string, string[]>();
      const gram = text.slice(0, words.to[length - 1]);
      grams.set(gram, [...(grams.get(gram) ?? []), text]);
      lengths.set(length, grams);
      this.#sought.set(wordAt(words, 0), lengths);
    }
  }

  /** False where nothing of what is sought can be in the text. */
  isWorthReading(text: string): boolean {
    if (this.#sought.size > 50) return true;
    const small = text.toLowerCase();
    return [...this.#sought.keys()].some((word) => small.includes(word));
  }

  /** The cores that a passage holds. `everywhere`: also where they could be something else. */
  *find({readings, kind}: Said, everywhere = false): Generator<string> {
    if (this.#sought.size === 0 && this.#tellings.size === 0) return;
    for (const reading of readings) {
      const words = wordsOf(reading);
      const whole = words.text.trim();
      if (kind === "text" && this.#tellings.get(whole) === "whole") yield whole;
      for (let i = 0; i < words.from.length; ++i) {
        const lengths = this.#sought.get(wordAt(words, i));
        if (!lengths) continue;
        for (const [length, grams] of lengths) {
          const end = words.to[i + length - 1];
          if (end === undefined) continue;
          for (const core of grams.get(words.text.slice(words.from[i], end)) ?? []) {
            const [from, to] = [words.from[i], words.from[i] + core.length];
            if (!words.text.startsWith(core, from) || !endsWord(words, i, to)) continue;
            if (everywhere || isTold(this.#tellings.get(core), kind, words.text, from, to)) yield core;
          }
        }
      }
    }
  }
}

/** A longer core than its first words ends where a word does. */
function endsWord({text, to}: Words, i: number, end: number): boolean {
  let j = i;
  while (j < to.length && to[j] < end) ++j;
  return to[j] === end || end === text.length;
}

function isTold(telling: Telling | undefined, kind: Said["kind"], text: string, from: number, to: number): boolean {
  const [before, after] = [text.slice(Math.max(0, from - 2), from), text.slice(to, to + 2)];
  if (telling === "phrase") return true;
  if (telling === "whole") return kind === "text" && isAlone(text, from, to);
  if (kind === "joined" || /\d[.,]$/.test(before) || /^[.,]\d/.test(after)) return false;
  return kind === "text" || (/["'`]$/.test(before) && /^["'`]/.test(after));
}

/** Nothing but signs around it. */
const isAlone = (text: string, from: number, to: number): boolean =>
  !/[\p{L}\p{N}]/u.test(text.slice(0, from)) && !/[\p{L}\p{N}]/u.test(text.slice(to));
