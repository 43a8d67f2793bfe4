import type {Passage} from "./contents.ts";
import {dayOfNumber, daysIn} from "./dates.ts";

/** Where a number stands on the site. */
export interface Spot {
  /** File and place in it. */
  at: string;
  /** What stands with it, and may say what it is: the key, or the text around. */
  label: string;
  /** It is written out as a number of its own, as ids and telephone numbers are, not as an amount or a count. */
  isPlain: boolean;
  /** Put together from groups of figures that signs part, as telephone numbers are. */
  isJoined?: true;
  /** `label` is a key or the name of a column. */
  isKey?: true;
}

/** A number of page data: of JSON, or of a column. */
export interface Figure {
  place: string;
  /** Its key, or its column. */
  name: string;
  value: number;
}

const token = /\d(?:\d|[^\d\p{L}\n]{1,2}(?=\d))*/gu;
const separators = /^[-‐‑‒–—―−ー./()·・ +]{1,2}$/;

/** Spots of one number that are kept. */
const kept = 12;

/** Numbers and dates of a site by what they are, however they are written; made once, asked for each secret of figures. */
export class Figures {
  readonly #runs = new Map<string, Spot[]>();
  readonly #endings = new Map<string, Spot[]>();
  readonly #values = new Map<number, Spot[]>();
  readonly #days = new Map<string, Spot[]>();

  /** Takes in a text; of code only what stands in quotation marks, and numbers that are written in it where `withLiterals`. */
  learnText(
    file: string,
    {place, kind}: Pick<Passage, "place" | "kind">,
    reading: string,
    withLiterals: boolean,
  ): void {
    if (!/\d{2}|\d[^\p{L}]{1,2}\d/u.test(reading)) return;
    const text = plainWidth(reading);
    if (kind === "joined") return;
    if (kind === "code") {
      const quoted = withLiterals ? /["'`]([^"'`\n]{4,60})["'`]/g : /["'`](\d{5,})["'`]/g;
      for (const [, inside] of text.matchAll(quoted)) this.#learnNumbers(`${file}: ${place}`, inside, inside);
      if (withLiterals)
        for (const [, key, literal] of text.matchAll(
          /(?:["']?([\p{L}_][\p{L}\p{N}_]*)["']?\s*[:=]\s*|(?<=[[,(]\s*))(\d{4,16})(?![\w.])/gu,
        ))
          this.learnNumber(file, {place, name: key ?? "", value: Number(literal)});
      return;
    }
    this.#learnNumbers(`${file}: ${place}`, text, text.length > 300 ? "" : `${place} ${text}`);
  }

  learnNumber(file: string, {place, name, value}: Figure): void {
    const spot: Spot = {at: `${file}: ${place}`, label: name, isPlain: false, isKey: true};
    add(this.#values, value, spot);
    const day = dayOfNumber(value);
    if (day) add(this.#days, day, spot);
    if (value >= 1e8) add(this.#endings, String(value).slice(-9), spot);
  }

  #learnNumbers(at: string, text: string, label: string): void {
    for (const day of daysIn(text)) add(this.#days, day, {at, label, isPlain: true});
    for (const [, day, minute] of text.matchAll(/(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/g))
      add(this.#days, `${day} ${minute}`, {at, label, isPlain: true});
    for (const match of text.matchAll(token)) {
      const [whole] = match;
      if (whole.length < 4 || isOfHash(text, match.index, whole.length)) continue;
      const label_ = label || text.slice(Math.max(0, match.index - 40), match.index + whole.length + 20);
      const parts = whole.split(/(\D+)/);
      this.#learnParts(
        {at, label: label_, isPlain: true},
        parts,
        text.slice(match.index + whole.length, match.index + whole.length + 8),
      );
    }
  }

  /** `parts`: figures, and what parts them, in turn. */
  #learnParts(spot: Spot, parts: readonly string[], after: string): void {
    const amount = {...spot, isPlain: false};
    const runs = parts.filter((_, i) => i % 2 === 0);
    for (let i = 0; i < runs.length; ++i) {
      const isPart = /^[.,]$/.test(parts[2 * i - 1] ?? "") || /^[.,]$/.test(parts[2 * i + 1] ?? "");
      if (!isPart && runs[i].length >= 4) this.#learnRun(spot, runs[i]);
      let joined = runs[i];
      for (let k = i + 1; k < Math.min(runs.length, i + 8) && separators.test(parts[2 * k - 1]); ++k) {
        joined += runs[k];
        if (joined.length > 20) break;
        if (joined.length >= 6) this.#learnRun({...spot, isJoined: true}, joined);
      }
    }
    const written = parts.join("");
    if (/^\d{1,3}([,.' ’])\d{3}(\1\d{3})*([.,]\d{1,2})?$/.test(written))
      add(this.#values, Number(written.replace(/[.,]\d{1,2}$/, "").replace(/\D/g, "")), amount);
    const unit = /^\s?(万|億|千|k\b|m\b|million|thousand)/i.exec(after)?.[1].toLowerCase();
    if (unit && /^\d+(\.\d+)?$/.test(written.replaceAll(",", "")))
      add(this.#values, Math.round(Number(written.replaceAll(",", "")) * (units[unit] ?? 1)), amount);
    if (/^\d+\.\d{1,2}$/.test(written) && Number(written) >= 1000)
      add(this.#values, Math.floor(Number(written)), amount);
  }

  #learnRun(spot: Spot, figures: string): void {
    add(this.#runs, figures, spot);
    const bare = figures.replace(/^0+/, "");
    if (bare.length >= 5 && bare.length < figures.length) add(this.#runs, bare, spot);
    if (figures.length >= 9) add(this.#endings, figures.slice(-9), spot);
    if (figures.length < 16 && !figures.startsWith("0") && !spot.isJoined) add(this.#values, Number(figures), spot);
  }

  /** Figures exactly so, zeros before them included. */
  run = (figures: string): readonly Spot[] => this.#runs.get(figures) ?? [];
  /** A number of nine figures or more by its last nine: with a country's prefix, or without. */
  ending = (figures: string): readonly Spot[] => this.#endings.get(figures.slice(-9)) ?? [];
  /** An amount, with or without signs between thousands. */
  value = (value: number): readonly Spot[] => this.#values.get(value) ?? [];
  /** "1985-03-12", in any way of writing it; "1985-03-12 14:05" with its time. */
  day = (day: string): readonly Spot[] => this.#days.get(day) ?? [];

  /** How many different days of the site lie between two. */
  countDays(from: string, to: string): number {
    let n = 0;
    for (const day of this.#days.keys()) if (day.length === 10 && day >= from && day <= to) ++n;
    return n;
  }

  /** How many different numbers of the site lie in a range, and are multiples of a step. */
  countBetween(least: number, most: number, step = 1): number {
    let n = 0;
    for (const value of this.#values.keys()) if (value >= least && value <= most && value % step === 0) ++n;
    return n;
  }
}

const units: Record<string, number> = {万: 1e4, 億: 1e8, 千: 1e3, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6};

const plainWidth = (text: string): string => (/\P{ASCII}/u.test(text) ? text.normalize("NFKC") : text);

/** Within letters and figures of which checksums are made. */
function isOfHash(text: string, from: number, length: number): boolean {
  const around = text.slice(Math.max(0, from - 16), from + length + 16);
  return /[\da-f]{16,}/i.test(around) && /[a-f]/i.test(/[\da-f]{16,}/i.exec(around)?.[0] ?? "");
}

function add<K>(map: Map<K, Spot[]>, key: K, spot: Spot): void {
  const spots = map.get(key);
  if (!spots) map.set(key, [spot]);
  else if (spots.length < kept) spots.push(spot);
}
