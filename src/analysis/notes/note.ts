import type {ActivityNote} from "./activity.ts";
import type {ColumnNote} from "./columns.ts";
import type {DesignNote} from "./design.ts";
import type {FileNote} from "./files.ts";
import type {LookedAtNote} from "./lookedAt.ts";
import type {NoRuleNote} from "./noRule.ts";
import type {NumberNote} from "./numbers.ts";
import type {OutcomeNote} from "./outcomes.ts";
import type {TimeNote} from "./times.ts";

/**
 * A thing that a load noticed in the data, as a kind and figures; the words are `noteText`'s. All notes together are the
 * plausibility report: `check` and `load` print it, the Data page shows it.
 */
export type Note =
  | FileNote
  | TimeNote
  | NumberNote
  | OutcomeNote
  | DesignNote
  | ColumnNote
  | NoRuleNote
  | ActivityNote
  | LookedAtNote;

/** A note of this kind, with its figures. */
export type NoteOf<Kind extends string, Figures = unknown> = {
  kind: Kind;
  /** `warning`: findings may mislead until somebody has looked; `told`: what was done, for the record. */
  level: "warning" | "told";
  /** Values of single leads, for the owner's terminal: taken off before a page sees the note. */
  local?: Record<string, string | number>;
} & Figures;
