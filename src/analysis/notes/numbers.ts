import type {NoteOf} from "./note.ts";

/** A column of a source's files, and how many of its rows are spoken of. */
interface InColumn {
  file: string;
  column: string;
  rows: number;
}

/** How numbers are written, and what stood among them. */
export type NumberNote =
  /** Commas or dots whose meaning other values, or practice, decided; `read`: as which notation. */
  | NoteOf<"number notation", InColumn & {mark: "," | "."; read: "1,234.5" | "1.234,5"; isByPractice: boolean}>
  /** `rows` numbers in which comma and dot mean the opposite of what they mean in the others. */
  | NoteOf<"mixed notation", InColumn>
  /** A few numbers that two notations read differently: left without a value. */
  | NoteOf<"undecided numbers", InColumn & {place: string}>
  /** Per cents, of `of` numbers. */
  | NoteOf<"per cent", InColumn & {of: number}>
  /** With a multiplier: 12万 is 120,000. */
  | NoteOf<"multiplied", InColumn>
  /** Numbers of several units, which stay texts. */
  | NoteOf<"several units", InColumn & {units: string[]}>
  | NoteOf<"several currencies", InColumn & {currencies: string[]}>
  | NoteOf<"negative amounts", InColumn>
  /** Amounts that are no numbers: the outcome stays, without an amount. `local`: the first of them. */
  | NoteOf<"unread amounts", InColumn & {of: number; place: string}>
  /** Texts in a column of numbers, which became missing; `attribute`: its name in the project. `local`: the first of them. */
  | NoteOf<"texts among numbers", InColumn & {attribute: string; of: number; place: string}>
  /** Many numbers, but too few of them for a column of numbers. */
  | NoteOf<"numbers among texts", InColumn & {attribute: string; of: number}>
  /** Numbers at the edge of a column, far from the rest, of the kind that stands for "not known". `local`: those that few leads have. */
  | NoteOf<"codes for missing", {column: string; codes: {code: number; leads: number}[]; others: number}>;
