import type {HotLead, HotReport} from "./hotLeads.ts";

/** Orders a reader can choose; within each the hottest comes first, as the report has them. */
export const hotOrders = ["hottest", "score", "stage", "rising", "waiting", "recent"] as const;
/** What the list is sorted by. */
export type HotOrder = (typeof hotOrders)[number];

/** Which of the leads to list, and in what order. */
export interface HotChoice {
  /** Position of the stage; `none`: leads that entered none yet; null for all. */
  stage: number | "none" | null;
  /** Position of the band; null for all. */
  band: number | null;
  /** Words that must all occur in what is said of the lead. */
  text: string;
  order: HotOrder;
}

/** All leads, the hottest first. */
export const everyLead: HotChoice = {stage: null, band: null, text: "", order: "hottest"};

/** The leads listed that a choice leaves, in its order. Words are looked for in what `said` gives of a lead. */
export function chosenLeads(
  report: HotReport,
  {stage, band, text, order}: HotChoice,
  said: (lead: HotLead) => string = ({id}) => id,
): HotLead[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = report.leads.filter(
    (lead) =>
      isIn(stage, lead) &&
      (band === null || lead.band === band) &&
      (words.length === 0 || holdsAll(said(lead).toLowerCase(), words)),
  );
  const value = values[order];
  return kept.sort((a, b) => value(b) - value(a));
}

/** Open leads in the stages and bands chosen, listed or not. */
export const openLeads = ({cells}: HotReport, {stage, band}: Pick<HotChoice, "stage" | "band">): number =>
  cells
    .filter((cell) => isIn(stage, cell) && (band === null || cell.band === band))
    .reduce((sum, {open}) => sum + open, 0);

const isIn = (chosen: HotChoice["stage"], {stage}: {stage: number | null}): boolean =>
  chosen === null || stage === (chosen === "none" ? null : chosen);

const holdsAll = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));

/** What an order goes by, the highest first; leads of which it is not known come last. The hottest stay first where it is equal. */
const values: Record<HotOrder, (lead: HotLead) => number> = {
  hottest: () => 0,
  score: ({score}) => score,
  stage: ({stage}) => stage ?? -1,
  rising: ({score, before}) => (before === null ? -1e9 : score - before),
  waiting: ({daysInStage}) => daysInStage ?? -1,
  recent: ({latest}) => (latest[0] ? -latest[0].days : -1e9),
};
