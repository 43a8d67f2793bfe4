import type {NoteOf} from "./note.ts";

/** What files were like: encodings, lines that are no records, formats. `lines` are the first few, from 1. */
export type FileNote =
  | NoteOf<"encoding", {file: string; encoding: string}>
  /** Lines of a UTF-8 file that are not UTF-8: they become rejects. */
  | NoteOf<"broken_lines", {file: string; n: number; lines: number[]}>
  /** Lines that cannot be read in the encoding that the source names. */
  | NoteOf<"garbled_lines", {file: string; encoding: string; n: number; lines: number[]}>
  | NoteOf<"zero_bytes", {file: string; n: number}>
  /** Lines that are no records of the table: the owner sees the first. */
  | NoteOf<
      "left_out",
      {file: string; what: "title" | "header" | "total" | "footer" | "empty"; n: number; lines: number[]}
    >
  /** Rows that stay and whose id reads like a total. */
  | NoteOf<"maybe_total", {file: string; n: number; lines: number[]}>
  | NoteOf<"named_twice", {file: string; name: string; as: string}>
  /** The bytes are of another format than the name. */
  | NoteOf<"misnamed", {file: string; format: string}>
  | NoteOf<"empty_file", {file: string}>
  /** Files outside the project folder, which nobody but the project file has named: the owner sees which. */
  | NoteOf<"outside", {n: number}>
  /** The sheet that was read, of several. */
  | NoteOf<"sheet", {file: string; sheet: string; others: number}>
  /** Numbers of more digits than a spreadsheet keeps. */
  | NoteOf<"long_numbers", {file: string; n: number; lines: number[]}>
  /** Timestamps without a zone that were read as instants in UTC. */
  | NoteOf<"int96", {file: string; columns: string[]}>
  /** Ids that a spreadsheet turned into powers of ten. */
  | NoteOf<"power_ids", {files: string; table: string; column: string; n: number; distinct: number}>
  /** Ids that were written as 1.0 and are read as 1. */
  | NoteOf<"decimal_ids", {files: string; table: string; column: string}>
  /** A query gives rows without `source_file`: they are counted for the files together. */
  | NoteOf<"counted_together", {table: string; files: number}>;
