import type {Note} from "../../analysis/notes/note.ts";
import {activityWords} from "./activity.ts";
import {columnWords} from "./columns.ts";
import {designWords} from "./design.ts";
import {fileWords} from "./files.ts";
import {lookedAtWords} from "./lookedAt.ts";
import {noRuleWords} from "./noRule.ts";
import {numberWords} from "./numbers.ts";
import {outcomeWords} from "./outcomes.ts";
import {timeWords} from "./times.ts";
import type {Told} from "./told.ts";

const words: Told<Note> = {
  ...fileWords,
  ...timeWords,
  ...numberWords,
  ...outcomeWords,
  ...designWords,
  ...columnWords,
  ...noRuleWords,
  ...activityWords,
  ...lookedAtWords,
};

/** A note in one sentence, in the reader's language; with its `local` values only where the note still has them. */
export const noteText = (note: Note): string => (words[note.kind] as (note: Note) => string)(note);
