import type {DesignReport} from "../observing/report.ts";
import type {NoteOf} from "./note.ts";

/** Whom the observation design sees. */
export type DesignNote =
  /** `target`: won, or a stage in people's words. */
  | NoteOf<"design", {report: DesignReport; target: string}>
  /** Nothing can be compared. */
  | NoteOf<"nothing to compare", {report: DesignReport; target: string}>
  /** Winners decided at the instant they came. */
  | NoteOf<"winners at once", {winners: number; of: number}>
  /** Lost leads without a date, which snapshots take for undecided until the data's end. */
  | NoteOf<"losses without a date", {leads: number; of: number}>;
