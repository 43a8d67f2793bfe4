import type {NoteOf} from "./note.ts";

/** What there is too much of to look at all of it. */
export type LookedAtNote =
  /** Columns of one file that are not read; the first of them by name. */
  | NoteOf<"columns not read", {file: string; columns: number; read: number; named: string[]}>
  | NoteOf<
      "not looked at",
      {
        what: "columns" | "values" | "actions" | "topics";
        /** How many there are, and how many are looked at. */
        of: number;
        most: number;
        /** The commonest of those that are not, as `candidates.also` takes them; never what few leads have. */
        named: string[];
      }
    >
  /** More stages than are held equal one by one; `named`: those that have steps of their own. */
  | NoteOf<"stages in groups", {of: number; most: number; named: string[]}>
  /** What is looked at in single steps and groups of leads. */
  | NoteOf<"fewer in steps", {parts: {what: "columns" | "values" | "actions" | "topics"; of: number; most: number}[]}>
  /** Attributes that could part leads into groups, and how many do. */
  | NoteOf<"groups by few attributes", {of: number; named: string[]}>;
