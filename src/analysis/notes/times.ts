import type {NoteOf} from "./note.ts";

/** What was done about dates that cannot be where they stand, and about columns of times. */
export type TimeNote = OddDates | LateRows | FarAsOf | ApartRows;

/**
 * Dates years away from all others, or marks for none: as if the cell were empty, or, for an activity, the row a reject. `place` is
 * where the first stands, `date` what it says.
 */
export type OddDates = NoteOf<
  "odd dates",
  {
    table: string;
    column: string;
    rows: number;
    of: number;
    became: "missing" | "reject" | "no end";
    place: string;
    local?: {date: string};
  }
>;

/** Rows dated after as-of, which are not used; `because` says who chose as-of. */
export type LateRows = NoteOf<
  "rows after as-of",
  {asOf: string; rows: number; because: "project file" | "stray" | "planned"; local?: {last: string}}
>;

/** The data's end rests on a few rows after so many days without any. */
export type ApartRows = NoteOf<"as-of apart", {asOf: string; rows: number; days: number}>;

/** The project file's as-of lies long after the last dated row: leads look silent for so long. */
export type FarAsOf = NoteOf<"as-of after the data", {asOf: string; days: number; local?: {last: string}}>;
