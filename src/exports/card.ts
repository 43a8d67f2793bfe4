import type {Card} from "../analysis/card/suggestion.ts";
import type {Findings, Interval, Rate} from "../analysis/findings.ts";
import type {Rule} from "../analysis/rules/rules.ts";
import type {RunRecord} from "../analysis/run.ts";
import type {Band} from "../analysis/threshold/bands.ts";
import {isByDefault, lineOf, startLine} from "../analysis/threshold/lineState.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
import {say} from "../text/language.ts";

/** All that an export says: a card, what it rests on, and of which run it is. Holds no lead. */
export interface CardToExport {
  /** `edited`: points somebody set on the Calibrate page. */
  which: "suggested" | "current" | "edited";
  run: Pick<
    RunRecord,
    | "id"
    | "title"
    | "project"
    | "asOf"
    | "timezone"
    | "design"
    | "stage"
    | "beginsIn"
    | "target"
    | "horizonDays"
    | "stages"
  >;
  /** Observations and conversions behind the card, whatever their score. */
  base: Rate;
  /** Rules with points other than 0, in the order in which they should be read. */
  rules: readonly ExportedRule[];
  /** P = 1 / (1 + exp(−(intercept + slope · score))). */
  intercept: number;
  slope: number;
  /** Log-odds beyond which no chance is told; absent where there are none. */
  within?: Card["within"];
  auc: number;
  /** The score from which a lead is called hot; null where nobody drew the line. */
  threshold: number | null;
  /** Highest first; each from its score up to the next; empty where nobody made bands. */
  bands: readonly Pick<Band, "name" | "from" | "rate">[];
  /** What the bands were measured on: "trained on …, tested on …"; absent without bands. */
  bandsFrom?: string;
  /** What a reader must know before trusting the points, as sentences; empty for most. */
  notes: readonly string[];
}

export interface ExportedRule {
  rule: Rule;
  points: number;
  /** Evidence for the points, in points of this card; null where there is none, as for points that were edited. */
  interval: Interval | null;
  /** Whether its direction is more than luck, having been picked from many; absent where nobody judged. */
  isSure?: boolean;
  /** Observations on which it holds; null where these are fewer than may be shown. */
  with: Rate | null;
}

/** Which cards a project has to export without anybody editing one. */
export const exportableCards = ["suggested", "current"] as const;
export type ExportableCard = (typeof exportableCards)[number];

/**
 * The suggested card of a run, or the one in use today.
 * @throws where the run has no such card, with the reason
 */
export function cardToExport(
  {run, observations, suggestion, threshold}: Pick<Findings, "run" | "observations" | "suggestion" | "threshold">,
  which: ExportableCard,
): CardToExport {
  const card = which === "suggested" ? suggestion.card : suggestion.current;
  if (card) {
    const line = which === "suggested" && threshold ? drawn(threshold) : {};
    return {...asExport(card, which, run, observations.base), ...line, notes: cautions(card, which, suggestion)};
  }
  throw new Error(
    which === "suggested"
      ? `no card to export: ${suggestion.refusal ?? "none was suggested"}`
      : "no card to export: the project file has no rules; add the ones you use today under rules:",
  );
}

/** A card with its figures as exports take it; rules at 0 points are left out, since they say nothing. */
export function asExport(
  {
    rules,
    intercept,
    slope,
    within,
    auc,
  }: Pick<Card, "intercept" | "slope" | "within" | "auc"> & {rules: readonly ExportedRule[]},
  which: CardToExport["which"],
  run: CardToExport["run"],
  base: Rate,
): CardToExport {
  const given = rules
    .filter(({points}) => points !== 0)
    .map(({rule, points, interval, isSure, with: held}) => ({
      rule,
      points,
      interval,
      ...(isSure === undefined ? {} : {isSure}),
      with: held,
    }));
  const {id, title, project, asOf, timezone, design, stage, beginsIn, target, horizonDays, stages} = run;
  const named = {id, title, project, asOf, timezone, design, stage, beginsIn, target, horizonDays, stages};
  return {
    which,
    run: named,
    base,
    rules: given,
    intercept,
    slope,
    ...(within ? {within} : {}),
    auc,
    threshold: null,
    bands: [],
    notes: [],
  };
}

const cautions = ({slope}: Card, which: ExportableCard, {strengthText}: Findings["suggestion"]): string[] => [
  ...(which === "suggested" && strengthText ? [strengthText] : []),
  ...(slope > 0
    ? []
    : [
        say({
          en: "On these observations a higher score does not go with more conversions.",
          ja: "この観測では、スコアが高くても転換が多いわけではありません。",
        }),
      ]),
];

/** Bands, and the line that the project file asks for; none where it asks for none. */
function drawn(report: ThresholdReport): Pick<CardToExport, "threshold" | "bands" | "bandsFrom"> {
  const line = isByDefault(report) ? null : lineOf(report.thresholds, startLine(report)).threshold;
  const bands = report.bands.map(({name, from, rate}) => ({name, from, rate}));
  return {threshold: line?.score ?? null, bands, bandsFrom: report.measured.how};
}
