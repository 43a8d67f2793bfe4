import {count, percent, plural, rateText} from "../analysis/figures.ts";
import type {JourneyAction, JourneyReport, JourneyStage} from "../analysis/funnel/journey.ts";
import type {RunRecord} from "../analysis/run.ts";
import {list} from "./format.ts";
import {briefly} from "./funnel.ts";

/** At which stages something that leads do goes with moving on, and at which nothing does. */
export function journeyText({stages, leadActions}: JourneyReport): string {
  const seen = stages.filter(({step}) => step !== null && step.lookedAt > 0);
  if (leadActions === 0)
    return "No actions of the leads themselves are recorded, so that what moves them on cannot be told.";
  if (seen.length === 0) return "Too few leads were seen in any one stage to say what those who moved on did.";
  const gaps = seen.filter(({isGap}) => isGap).map(({name}) => name);
  const tooFew = seen.filter(({isTooFew, step}) => isTooFew && step?.did.length === 0).map(({name}) => name);
  const unsaid = tooFew.length > 0 ? ` At ${list(tooFew)} too few leads were seen to tell.` : "";
  const works = seen.filter(({step}) => (step?.did.length ?? 0) > 0).length;
  const active = seen.filter(isActivityAll).map(({name}) => name);
  const only = active.length > 0 ? ` At ${list(active)} being active does, and no single action beyond that.` : "";
  const first = `At ${count(works)} of ${plural(seen.length, "stage")} something particular that leads do goes with moving on.${only}${unsaid}`;
  if (gaps.length === 0) return first;
  return `${first} At ${list(gaps)} nothing does: look there for what the leads want to know and do not find.`;
}

/** "614 there now · of those settled 57 % (55–59 %, n 2,425) went on · half need 33 days (29–36)". */
export function stageFacts({stock, passThrough, median, next}: JourneyStage): string {
  const need = median?.value == null ? "" : ` · half of them within ${briefly(median.value)}`;
  const went = passThrough.n > 0 ? ` · ${rateText(passThrough)} of the settled ${wentOn(next)}` : "";
  return `${plural(stock, "lead")} there now${went}${need}`;
}

const wentOn = (next: string): string => (next === "won" ? "were won" : `went on to ${next}`);

/** What goes with leaving the stage upwards: "moving on to Meeting", "winning". */
export const movingOn = ({next}: JourneyStage): string => (next === "won" ? "winning" : `moving on to ${next}`);

/** What is told where no pattern is: that too few were seen, or that nothing is beyond chance. */
export function nothingText({isTooFew, step}: JourneyStage): string {
  if (!step) return "Too few leads were seen in this stage.";
  if (!isTooFew) return "Nothing beyond chance.";
  return `Too few to tell: ${count(step.base.conversions)} of ${plural(step.base.n, "observation")} moved on.`;
}

/** The same of what goes with moving on, which may be no more than that leads are active. */
export const nothingDidText = (stage: JourneyStage): string =>
  isActivityAll(stage)
    ? "Being active at all; no single action beyond that, or too few leads to tell."
    : nothingText(stage);

const isActivityAll = ({isTooFew, step}: JourneyStage): boolean =>
  !isTooFew && step !== null && step.isActivityTelling && step.did.length === 0;

/** Heads of a card's parts. */
export const labels = {
  wants: "They want to know",
  play: "Our play",
  did: (step: string) => `Goes with ${step}`,
  against: "Goes with staying or being lost",
  gap: "Gap.",
} as const;

/** What the cards' patterns are, below all of them. */
export const toldHow =
  "Told are patterns of at least 50 observations, beyond chance (q < 0.05) without a reason not to believe them, about what leads do themselves, that hold among equally active leads too (by how often they did anything in a month, and how long ago last; Mantel–Haenszel, q < 0.05): who has gone quiet does nothing, good or bad. Near-copies are told once. They go along with moving on and need not cause it.";

/** "trial in the last 7 days: 31 % (25–38 %, n 204) moved on with it, 12 % (11–13 %, n 4,100) without". */
export const actionLine = ({text, with: withIt, without}: JourneyAction): string =>
  `${text}: ${rateText(withIt)} moved on, ${rateText(without)} of the rest`;

/** That nothing leads do here goes with moving on, with what was looked at; null where something does, or it cannot be told. */
export function gapText({isGap, step, wants}: JourneyStage): string | null {
  if (!isGap || !step) return null;
  const n = `${plural(step.lookedAt, "pattern")} of what leads do looked at, over ${plural(step.base.n, "observation")} of ${plural(step.leads, "lead")}`;
  return wants === null
    ? `Nothing that leads do at this stage goes with moving on (${n}).`
    : `Nothing that leads do at this stage goes with moving on (${n}): it may be that there is no content for what they want to know here.`;
}

/** What the step was judged by. */
export function basisText({step}: JourneyStage, {horizonDays}: Pick<RunRecord, "horizonDays">): string {
  if (!step) return "";
  const within = horizonDays === null ? "" : ` within ${plural(horizonDays, "day")}`;
  const censored = step.censored > 0 ? `, ${count(step.censored)} not followed long enough left out` : "";
  return `${plural(step.base.n, "observation")} of ${plural(step.leads, "lead")} in this stage, ${percent(step.base.value)} moved on${within}${censored}; ${plural(step.lookedAt, "pattern")} looked at.`;
}

/** Where a stage lacks words in the project file. */
export const missingWords = (key: "wants" | "play", {stage}: JourneyStage): string =>
  `Not stated. Add \`${key}:\` to the stage ${stage} in project.yaml.`;
