import type {OutcomeNote} from "../../analysis/notes/outcomes.ts";
import type {Told} from "./told.ts";

/** What is said of outcomes and stages. */
export const outcomeWords: Told<OutcomeNote> = {};
