import type {Interval, Rate} from "../analysis/findings.ts";
import type {Profile} from "../analysis/rules/profiles.ts";
import {type Condition, type RuleFamily, ruleFamily} from "../analysis/rules/rules.ts";
import type {CardToExport} from "./card.ts";
import {type ToolReport, toolReport} from "./tool.ts";
import {ruleLine, subScore} from "./words.ts";

/** The card as JSON for programs. A lead's score is the sum of the points of the rules that hold. */
export interface CardFile {
  kind: "hakari card";
  /** Of this shape: raised when a key changes its meaning or goes. */
  version: 1;
  which: CardToExport["which"];
  run: CardToExport["run"];
  /** Observations and conversions behind the card. */
  base: Rate;
  rules: {
    id: string;
    text: string;
    family: RuleFamily;
    subScore: "fit" | "engagement";
    /** As a project file writes it. */
    when: Condition;
    /** Absent: in any stage. */
    in_stage?: readonly string[];
    points: number;
    /** 95 %, in points; null where there is none; a bound without an end is null. */
    interval: Interval | null;
    /** Absent: not judged. False: its direction may be luck. */
    isSure?: boolean;
    /** Of the observations on which it holds; null where they are too few to be shown. */
    with: Rate | null;
  }[];
  /** P = 1 / (1 + exp(−(intercept + slope · score))). */
  intercept: number;
  slope: number;
  /** The exponent is held between these log-odds; absent where it is not. */
  within?: {least: number; most: number};
  auc: number;
  threshold: number | null;
  bands: CardToExport["bands"];
  /** What the bands were measured on; absent without bands. */
  bandsFrom?: string;
  notes: readonly string[];
  /** The tool that the card was written for, with the rules that it cannot run as they stand; null without one. */
  tool: ToolReport | null;
}

export function cardJson(card: CardToExport, profile: Profile | null = null): string {
  const {which, run, base, intercept, slope, within, auc, threshold, bands, bandsFrom, notes} = card;
  const rules = card.rules.map(({rule, points, interval, isSure, with: held}): CardFile["rules"][number] => ({
    id: rule.id,
    text: ruleLine(rule),
    family: ruleFamily(rule),
    subScore: subScore(rule),
    when: rule.when,
    in_stage: rule.in_stage,
    points,
    interval,
    isSure,
    with: held,
  }));
  const file: CardFile = {
    kind: "hakari card",
    version: 1,
    which,
    run,
    base,
    rules,
    intercept,
    slope,
    ...(within ? {within} : {}),
    auc,
    threshold,
    bands,
    bandsFrom,
    notes,
    tool: profile && toolReport(card, profile),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
