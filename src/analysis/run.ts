import type {Language} from "../text/language.ts";
import type {Absence, Rate} from "./findings.ts";
import type {HorizonSource} from "./funnel/horizon.ts";
import type {Note} from "./notes/note.ts";
import type {SnapshotStep} from "./observing/coverage.ts";
import type {DesignReport} from "./observing/report.ts";
import type {PointLimits} from "./rules/limits.ts";

/** What made the findings: project, data, versions and settings. */
export interface RunRecord {
  /** First 12 hex digits of a hash over inputs, project file and versions: equal runs have equal ids. */
  id: string;
  project: string;
  title: string;
  /** Of the interface and of every sentence in the findings. */
  language: Language;
  timezone: string;
  currency: string | null;
  /** The data's end; null without times. */
  asOf: string | null;
  /** First and last dated row; null without times. */
  period: {from: string; to: string} | null;
  design: "snapshot" | "entry" | "decision" | "static";
  /** Activities in use; absent in runs kept by earlier versions. */
  activities?: number;
  /** Between snapshots; null for other designs. */
  every: SnapshotStep | null;
  /** From the entry to as-of; null for other designs than entry. */
  delayDays: number | null;
  /** Whom the design sees beside the others, and why it was taken; null in runs kept by earlier versions. */
  coverage: DesignReport | null;
  /** Stage id whose leads (or beyond) are observed; null without stages. */
  stage: string | null;
  /** Stage that leads without a recorded entry stand in, null for none; absent in runs kept by earlier versions, where it is `stage`. */
  beginsIn?: string | null;
  target: string;
  horizonDays: number | null;
  horizonFrom: HorizonSource | null;
  stages: {id: string; name: string; wants: string | null; play: string | null}[];
  settings: {
    windowsDays: number[];
    minSupport: number;
    /** What is asked of a card. */
    points: PointLimits;
    /** Id of the scoring tool that will run the card (`profiles`), whose limits are among `points`; null without one. */
    tool: string | null;
    minCell: number;
  };
  versions: Record<string, string>;
  absences: Absence[];
}

/** Why a row could not be used; the words are `rejectText`'s. */
export type RejectReason =
  | "no id"
  | "no activity"
  | "unparseable time"
  | "odd date"
  | "unknown stage"
  | "decided before created"
  | "malformed line"
  | "duplicate"
  | "orphan";

/** What was read, kept and rejected. */
export interface LoadReport {
  sources: SourceReport[];
  tables: {table: string; rows: number}[];
  outcomes: {outcome: "won" | "lost" | "open"; leads: number; amount: number | null}[];
  /** `example`: where the first stands, as `leads.csv:25`; the rows themselves are in the table `rejects`. */
  rejects: {table: string; reason: RejectReason; rows: number; example: string}[];
  columns: ColumnReport[];
  /** Rows a month by table, for the timeline. */
  timeline: {table: string; month: string; rows: number}[];
  /** Texts that look like placeholders for missing and are not declared. */
  placeholders: {column: string; value: string; rows: number}[];
  /** What else was noticed: warnings first. */
  notes: Note[];
}

/** One file that was read. */
export interface SourceReport {
  table: string;
  /** Relative to the project folder, or the last path segment of a file elsewhere. */
  file: string;
  bytes: number;
  sha256: string;
  read: number;
  loaded: number;
  /** Rows that `where` left out. */
  notSelected: number;
  rejected: number;
}

/** One attribute of the leads. */
export interface ColumnReport {
  column: string;
  type: "category" | "number";
  distinct: number;
  missing: Rate;
  /** Share missing among leads by outcome. */
  missingByOutcome: {outcome: "won" | "lost" | "open"; rate: Rate}[];
}

/** How many observations there are, and what was left out. */
export interface ObservationReport {
  /** Observations with a label. */
  labelled: number;
  conversions: number;
  leads: number;
  /** Follow-up shorter than the horizon: label unknown, left out of fits. */
  censored: number;
  base: Rate;
  /** What else was left out, with the reason in words. */
  excluded: {reason: string; n: number}[];
  periods: {period: string; n: number; conversions: number; censored: number}[];
  /** Share converted by days since the clock started (cumulative incidence), from which the horizon is read. */
  timeToConversion: {days: number; share: number}[];
}
