import type {NoteOf} from "./note.ts";

/** Columns and actions that no rule comes of. */
export type NoRuleNote =
  | NoteOf<"columns without a rule", {columns: {column: string; why: NoRule}[]}>
  | NoteOf<"actions without a rule", {named: string[]; others: number; least: number}>;

/** Why no value of a column is a rule. */
export type NoRule =
  | {kind: "personal"}
  | {kind: "known afterwards"}
  /** There are fewer leads than a rule must hold for. */
  | {kind: "few leads"; leads: number; least: number}
  /** Share of the leads without a value. */
  | {kind: "empty"; share: number}
  | {kind: "one value"}
  /** Fewer than so many leads have another value than the commonest. */
  | {kind: "nearly one value"; least: number}
  /** So many different values, none with so many leads. */
  | {kind: "rare values"; values: number; least: number};

/** What the leads have in a column. */
export interface ColumnFacts {
  column: string;
  type: "category" | "number";
  leads: number;
  filled: number;
  /** Different values. */
  values: number;
  /** Leads with the commonest value. */
  commonest: number;
}

/** Why a column can give no rule: a rule must hold for `least` leads, and must not for as many. Null where it can give one. */
export function whyNoRule({type, leads, filled, values, commonest}: ColumnFacts, least: number): NoRule | null {
  if (filled > 0 && leads < least) return {kind: "few leads", leads, least};
  if (filled === 0 || filled < least) return {kind: "empty", share: leads > 0 ? 1 - filled / leads : 1};
  if (leads - commonest < least) return values === 1 ? {kind: "one value"} : {kind: "nearly one value", least};
  return type === "category" && commonest < least ? {kind: "rare values", values, least} : null;
}
