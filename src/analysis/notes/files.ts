import type {NoteOf} from "./note.ts";

/** What files were like: encodings, lines that are no records, formats. */
export type FileNote = NoteOf<"encoding", {file: string; encoding: string}>;
