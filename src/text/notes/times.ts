import type {TimeNote} from "../../analysis/notes/times.ts";
import type {Told} from "./told.ts";

/** What is said of dates and times. */
export const timeWords: Told<TimeNote> = {};
