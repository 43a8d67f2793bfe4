import {count, percent, plural, rangeText} from "../analysis/figures.ts";
import type {HotReport} from "../analysis/hotLeads/hotLeads.ts";
import {chosenLeads, everyLead, type HotChoice, type HotOrder, openLeads} from "../analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../analysis/run.ts";
import {bandRange} from "./bands.ts";
import {list} from "./format.ts";
import {reasonTexts} from "./hotLead.ts";
import {scoreNumber} from "./threshold.ts";

type Run = Pick<RunRecord, "horizonDays" | "stage" | "stages" | "target" | "design">;

/** Whom to call, and why; or why nobody can be named. */
export function hotAnswer(report: HotReport, run: Run): string[] {
  const {refusal, scored, bands} = report;
  if (scored === 0)
    return [
      `There are no open leads${unscored(report, run) ? ` to score. ${unscored(report, run)}` : ": all are decided."}`,
    ];
  if (refusal !== null)
    return [`Nobody can be named yet: there is no card to score the ${plural(scored, "open lead")} with: ${refusal}.`];
  const [best] = bands;
  const within = run.horizonDays === null ? "" : ` within ${plural(run.horizonDays, "day")}`;
  const rate = `${percent(best.rate.value)} convert${within} (${rangeText(best.rate)}, n ${count(best.rate.n)})`;
  if (bands.length === 1)
    return [
      `The score does not tell the ${plural(scored, "open lead")} apart: of leads like all of them ${rate}. The list's order by score is no reason to call one before another.`,
      unscored(report, run),
    ];
  const [first] = chosenLeads(report, everyLead);
  const reasons = reasonTexts(first, report);
  return [
    `${count(openLeads(report, {stage: null, band: 0}))} of ${plural(scored, "open lead")} are in band ${best.name} (${bandRange(bands, 0)}), where ${rate}.${furthest(report)}`,
    `First on the list is ${first.id} with a score of ${scoreNumber(first.score)}${reasons.length ? `: ${list(reasons)}` : ""}.`,
    unscored(report, run),
  ];
}

/** The upper stage × high band: where to begin. */
function furthest({cells, bands, stages}: HotReport): string {
  if (stages.length < 2) return "";
  const top = cells.find(({open, band}) => open > 0 && band === 0);
  return top && top.stage !== null
    ? ` Begin with the ${count(top.open)} in ${stages[top.stage].name}, the furthest of band ${bands[0].name}.`
    : "";
}

/** Open leads that the card says nothing of. */
function unscored({notYet, reached}: HotReport, {stage, stages, target}: Run): string {
  const name = (id: string | null) => stages.find((one) => one.id === id)?.name ?? id;
  const parts = [
    notYet > 0 && `${plural(notYet, "open lead")} not yet in ${name(stage) ?? "sight"}, or without a date`,
    reached > 0 && `${plural(reached, "open lead")} already in ${name(target)}`,
  ].filter((part) => part !== false);
  return parts.length ? `Not scored, because the card was not learned from such leads: ${list(parts)}.` : "";
}

/** How many leads the choice leaves, and how many of them are listed. */
export function chosenText(report: HotReport, choice: HotChoice, shown: number): string {
  const open = openLeads(report, choice);
  const {stages, bands} = report;
  const where = [
    choice.stage !== null && ` in ${stages[choice.stage].name}`,
    choice.band !== null && ` in band ${bands[choice.band].name}`,
  ]
    .filter((part) => part !== false)
    .join("");
  if (choice.text.trim()) return `${plural(shown, "listed lead")}${where} with these words.`;
  return shown === open
    ? `${plural(open, "open lead")}${where}.`
    : `${count(shown)} of ${plural(open, "open lead")}${where} are listed: the highest scores of all, and the best of each stage and band.`;
}

export const orderNames: Record<HotOrder, string> = {
  hottest: "band, then stage",
  score: "score",
  stage: "furthest stage",
  rising: "fastest rising",
  waiting: "longest in stage",
  recent: "latest activity",
};

/** What a reader of the scores must know of how they came about. */
export function hotNotes({design}: Pick<RunRecord, "design">): string {
  if (design === "entry")
    return "The card was learned from leads as they entered the stage; for a lead that has been there long the chance is a guess.";
  if (design === "decision")
    return "The card looks back from decisions: it describes, and is not for telling who will convert.";
  if (design === "static")
    return "The export has no times: reasons are attributes only, and nothing can be said of momentum.";
  return "";
}

export const publishedNotice =
  "The project file asks for this page to be published (publish: hot_leads). It names leads and what they did: pass it on only to people who may know.";

export const localNotice =
  "This page is shown on this machine only. A published site leaves it out, with all its data, unless the project file says publish: {hot_leads: true}.";
