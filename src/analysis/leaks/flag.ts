import {say} from "../../text/language.ts";
import type {Interval} from "../findings.ts";

/** Why a field is not to be believed, or to be read with care; `src/text/drivers/leaks.ts` says each in words. */
export const leakReasons = [
  "declared",
  "recorded after the decision",
  "repeated on stuck leads",
  "done by the seller",
  "exists only for decided leads",
  "missingness follows the outcome",
  "filled in as the deal goes on",
  "known only for winners",
  "state at export",
  "alone too good",
  "tells nearly all there is",
  "always converted",
] as const;
export type LeakReason = (typeof leakReasons)[number];

/** AUC of everything a card may use, on observations held out by lead, without the field and with it. */
export interface LeakEffect {
  without: Interval;
  with: Interval;
  /** Observations, one a lead, and how many of them converted. */
  n: number;
  conversions: number;
  text: string;
}

/** An attribute or action that may know the outcome, or says less than it seems to. */
export interface LeakFlag {
  field: string;
  kind: "attribute" | "action";
  reason: LeakReason;
  /** In words, with the figures. */
  why: string;
  /** The same, with the field before it and why the project file thinks otherwise after it. */
  text: string;
  /** Left out of suggested rules. False for what is only to be known, and where the project file overrules the flag. */
  excluded: boolean;
  /** What the project file says against the flag; null where it says nothing. */
  overruledBy: string | null;
  /** What the field would do to the card; null where too little is known to tell. */
  effect: LeakEffect | null;
  /**
   * Lines of the project file that overrule the flag, or (where it leaves nothing out) that keep the field off the card; null
   * for what the project file itself declares.
   */
  yaml: string | null;
}

/** What a test found, before the project file is asked. */
export type Suspicion = Pick<LeakFlag, "field" | "kind" | "reason" | "why">;

/** Reasons that tell something of a field without keeping it off the card. */
const information: ReadonlySet<LeakReason> = new Set([
  "done by the seller",
  "tells nearly all there is",
  "always converted",
]);

/** A flag that asks whether the field was known before the outcome, and leaves nothing out. */
export const isQuestion = ({reason, overruledBy}: Pick<LeakFlag, "reason" | "overruledBy">): boolean =>
  overruledBy === null && (reason === "tells nearly all there is" || reason === "always converted");

/** The flag of a suspicion, given why the project file trusts the field (if it does). */
export function flagOf(suspicion: Suspicion, trusted: string | undefined): LeakFlag {
  const {field, kind, reason, why} = suspicion;
  const against =
    trusted === undefined
      ? ""
      : say({en: `; overruled by the project file: ${trusted}`, ja: `（プロジェクトファイルで取り消し：${trusted}）`});
  return {
    ...suspicion,
    text: say({en: `${field}: ${why}${against}`, ja: `${field}：${why}${against}`}),
    excluded: trusted === undefined && !information.has(reason),
    overruledBy: trusted ?? null,
    effect: null,
    yaml: yamlOf(kind, field, reason),
  };
}

function yamlOf(kind: LeakFlag["kind"], field: string, reason: LeakReason): string | null {
  if (reason === "declared") return null;
  if (information.has(reason))
    return `points:\n  limits:\n    - {for: {${kind === "action" ? "activity" : "attribute"}: ${scalar(field)}}, use: never}`;
  const reasonWhy = say({en: "say here why the flag is wrong", ja: "この警告が誤りである理由をここに書く"});
  return `${kind}s:\n  ${scalar(field)}: {trusted: ${reasonWhy}}`;
}

/** A name as YAML reads it, inside braces too: quoted where it would be taken for something else. */
function scalar(name: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_ ./()-]*(?<!\s)$/u.test(name);
  return isPlain && !/^(true|false|null)$/i.test(name) ? name : JSON.stringify(name);
}
