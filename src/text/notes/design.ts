import type {DesignNote} from "../../analysis/notes/design.ts";
import type {Told} from "./told.ts";

/** What is said of the observation design. */
export const designWords: Told<DesignNote> = {};
