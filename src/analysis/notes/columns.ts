import type {NoteOf} from "./note.ts";

/** Dates and codes among attributes, spellings, what was cleaned. */
export type ColumnNote = DateNote | CodeNote | SpellingNote | CleanNote;

/** Texts out of which `clean:` cut something: `rows` that changed, to so many different `values`. */
type CleanNote = NoteOf<"cleaned", {table: string; column: string; rows: number; values: number}>;

/** Dates among attributes: `days`, before (below zero) or after `created_at`; `after`: leads whose date lies after. */
type DateNote =
  | NoteOf<"dates as days", {column: string; rows: number; after: number; unread: number}>
  | NoteOf<"dates without a beginning", {column: string}>
  /** Two ways to read them. `local`: the question with an example. */
  | NoteOf<"undecided dates", {column: string; file: string}>;

/** Numbers that were taken as names of things. */
type CodeNote = NoteOf<"codes", {column: string; distinct: number; why: "name" | "leading zeros" | "ids"}>;

/** One value in several spellings; `joined`: of attributes, those that enough leads have. `local`: the spellings. */
type SpellingNote = NoteOf<
  "spellings",
  {column: string; values: number; spellings: number; joined: {value: string; rows: number}[]}
>;
