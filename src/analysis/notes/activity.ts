import type {NoteOf} from "./note.ts";

/** Activities that do not meet the leads. */
export type ActivityNote =
  | NoteOf<
      "winners without activity",
      {
        winners: number;
        /** Of these, without any activity. */
        without: number;
        /** Leads that are lost or open, and how many of them have no activity. */
        rest: number;
        restWithout: number;
      }
    >
  | NoteOf<
      "rows of unknown leads",
      {
        table: string;
        n: number;
        /** Rows that the table's sources gave. */
        of: number;
        /** The first of them, as file:line. */
        example: string;
      }
    >;
