import type {NoteOf} from "./note.ts";

type DealTable = "outcomes" | "stage_visits";

/** Outcomes and stages: words, several a lead, contradictions, stays. */
export type OutcomeNote =
  /** Words that were understood other than letter by letter; `others`: further ones, or ones of few rows. */
  | NoteOf<
      "words read",
      {table: DealTable; file: string; words: {word: string; meaning: string; n: number}[]; others: number}
    >
  /** Words of `values:` that no row has. */
  | NoteOf<"words unused", {table: DealTable; file: string; words: string[]}>
  /** Rows of a stage that the project does not list: rejected. */
  | NoteOf<"stages unknown", {file: string; words: {word: string; n: number}[]; rows: number; of: number}>
  /** No and false among nothing but yes and no, taken as lost. */
  | NoteOf<"no is lost", {file: string; rows: number; dated: number}>
  | NoteOf<
      "several outcomes",
      {
        setting: "any won" | "latest" | "first";
        /** Leads with more than one row that is won or lost (with `latest`: or open and dated). */
        leads: number;
        /** Of them: won and lost; won after a loss. */
        contradicting: number;
        wonAfterLost: number;
        /** Rows that do not count, how many of them are won, and what these were worth. */
        further: number;
        furtherWon: number;
        furtherAmount: number;
      }
    >
  /** Rows said to be lost by `lost_when`; `won`: those that are won all the same. */
  | NoteOf<"lost when", {column: string; rows: number; won: number}>
  /** Undecided leads taken as lost after a silence. */
  | NoteOf<"assumed lost", {days: number; leads: number}>
  | NoteOf<"none lost", {won: number; open: number}>
  /** Leads won or lost of whom nobody knows when, beside others of whom it is known. */
  | NoteOf<"decisions undated", {outcome: "won" | "lost"; leads: number; of: number}>
  | NoteOf<"visits undated", {visits: number; of: number}>
  /** A source whose rows all say the same, by `constants`, with some empty dates. */
  | NoteOf<
      "constant undated",
      {table: DealTable; file: string; column: string; meaning: string; rows: number; of: number}
    >
  /** `left_at` before `entered_at`: not used. */
  | NoteOf<"left before entering", {visits: number; of: number; first: string}>;
