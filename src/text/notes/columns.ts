import type {ColumnNote} from "../../analysis/notes/columns.ts";
import type {Told} from "./told.ts";

/** What is said of columns. */
export const columnWords: Told<ColumnNote> = {};
