import type {NumberNote} from "../../analysis/notes/numbers.ts";
import type {Told} from "./told.ts";

/** What is said of numbers. */
export const numberWords: Told<NumberNote> = {};
