import type {Suggestion} from "../analysis/card/suggestion.ts";
import {distinct, sureOf, trusted} from "../analysis/drivers/believable.ts";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {count, percent, plural} from "../analysis/figures.ts";
import type {Findings, Interval} from "../analysis/findings.ts";
import type {JourneyReport} from "../analysis/funnel/journey.ts";
import type {LeakFlag} from "../analysis/leaks/flag.ts";
import type {RunRecord} from "../analysis/run.ts";
import type {Validation} from "../analysis/validation/validate.ts";
import {intervalText, list} from "./format.ts";
import {teamsAlone} from "./leaks.ts";

export {distinct, sureOf, trusted};

/** "We looked at 140 patterns; 19 stand out, of which about 2 may be luck." */
export function multiplicity({
  lookedAt,
  found,
  expectedFalse,
}: Pick<DriverReport, "lookedAt" | "found" | "expectedFalse">): string {
  const luck = expectedFalse < 1 ? "fewer than one of these" : `about ${count(expectedFalse)} of these`;
  return `We looked at ${plural(lookedAt, "pattern")}: ${count(found)} stand out (q < 0.05)${found > 0 ? `, and ${luck} may be luck` : ""}.`;
}

/** Quality of one contender of a validation. */
export const qualityOf = (validation: Validation | null, who: string) =>
  validation?.quality.find((entry) => entry.who === who)?.quality ?? null;

/** What must be said wherever the card is offered, if on leads it has not seen it is not shown to beat a coin; else empty. */
export const chanceText = (auc: Interval | null): string =>
  auc && auc.low <= 0.5
    ? `On leads it has not seen the suggested card does no better than chance (AUC ${intervalText(auc)}): do not use it.`
    : "";

/** What the suggested card is worth on leads it has not seen, what whole points cost, and how today's points fare. */
export function calibrateAnswer({card, refusal, outOfTime, grouped, roundingLoss, verdicts}: Suggestion): string[] {
  if (!card) return [`No points are suggested: ${refusal ?? "the reason is not known"}.`];
  const validation = outOfTime ?? grouped;
  const ours = qualityOf(validation, "suggested");
  const theirs = qualityOf(validation, "current");
  const changes = verdicts.filter(({verdict}) => verdict === "change").length;
  return [
    ours
      ? `On ${count(ours.n)} observations it had not seen (${count(ours.conversions)} converted), the suggested card of ${plural(card.rules.length, "rule")} has an AUC of ${intervalText(ours.auc)}${theirs ? `; today's rules have ${intervalText(theirs.auc)}` : ""}.${ours.auc.low <= 0.5 ? " That is no better than chance: do not use it." : ""}`
      : `The suggested card has ${plural(card.rules.length, "rule")}; there are too few observations to test it on leads it has not seen.`,
    `Whole points cost ${(100 * roundingLoss).toFixed(2)} % of log-loss against real-valued weights on the same rules.`,
    verdicts.length
      ? `Of today's ${plural(verdicts.length, "rule")}, the data contradict the points of ${count(changes)}.`
      : "",
  ];
}

/** Fields that no suggested rule uses: those that may know the outcome, and actions that stuck leads collect. */
function leftOutFields(leaks: readonly LeakFlag[]): {knowing: string[]; stuck: string[]} {
  const excluded = leaks.filter((leak) => leak.excluded);
  const isStuck = ({reason}: LeakFlag) => reason === "repeated on stuck leads";
  return {
    knowing: excluded.filter((leak) => !isStuck(leak)).map(({field}) => field),
    stuck: excluded.filter(isStuck).map(({field}) => field),
  };
}

/** What a reader must know before believing anything: leaks, whose actions they are, rejected and censored rows. */
export function warnings({
  leaks,
  load,
  observations,
  suggestion,
  journey,
}: Pick<Findings, "leaks" | "load" | "observations" | "suggestion"> & {
  journey: Pick<JourneyReport, "leadActions">;
}): string[] {
  const {knowing: excluded, stuck} = leftOutFields(leaks);
  const rejected = load.sources.reduce((sum, source) => sum + source.rejected, 0);
  const read = load.sources.reduce((sum, source) => sum + source.read - source.notSelected, 0);
  const all = observations.labelled + observations.censored;
  return [
    excluded.length
      ? `${plural(excluded.length, "field")} may know the outcome and ${excluded.length === 1 ? "is" : "are"} left out of suggested rules: ${list(excluded)}.`
      : "",
    stuck.length
      ? `${list(stuck)} ${stuck.length === 1 ? "is" : "are"} repeated on leads that are stuck, and left out of suggested rules too: more of it is not why they are lost.`
      : "",
    teamsAlone(leaks, journey),
    rejected > 0 ? `${plural(rejected, "row")} of ${count(read)} (${percent(rejected / read)}) could not be used.` : "",
    observations.censored > 0
      ? `${count(observations.censored)} of ${plural(all, "observation")} (${percent(observations.censored / all)}) are not followed long enough to know their outcome; they are counted, not taken for failures.`
      : "",
    ...suggestion.notes,
  ].filter(Boolean);
}

/** "One observation is every lead as of its entry into the stage; it converted if the lead was won within 120 days." */
export function observedHow({design, horizonDays, target, stages}: RunRecord): string {
  const goal = target === "won" ? "was won" : `reached ${stages.find(({id}) => id === target)?.name ?? target}`;
  const within = horizonDays ? ` within ${plural(horizonDays, "day")}` : "";
  const whom = {
    snapshot: "every lead that was undecided on fixed dates, as it was known then",
    entry: "every lead as of its entry into the stage",
    decision: "decided leads looking back from the decision",
    static: "every decided lead, its attributes as exported",
  }[design];
  return `One observation is ${whom}; it converted if the lead ${goal}${within}.`;
}

/** How much of the data is in use, and what stands in the way of believing it. */
export function dataAnswer({load, observations, leaks}: Pick<Findings, "load" | "observations" | "leaks">): string[] {
  const rejected = load.sources.reduce((sum, source) => sum + source.rejected, 0);
  const selected = load.sources.reduce((sum, source) => sum + source.read - source.notSelected, 0);
  const excluded = leftOutFields(leaks).knowing.length;
  return [
    `${plural(selected - rejected, "row")} from ${plural(load.sources.length, "source")} are in use; ${count(rejected)} (${percent(selected > 0 ? rejected / selected : 0)}) could not be used.`,
    observations.censored > 0
      ? `${plural(observations.labelled, "observation")} have a known outcome; ${count(observations.censored)} are not followed long enough and are left out of fits.`
      : `All ${plural(observations.labelled, "observation")} have a known outcome.`,
    excluded > 0
      ? `${plural(excluded, "field")} may know the outcome and ${excluded === 1 ? "is" : "are"} left out of suggested rules.`
      : "No field looks as if it knew the outcome.",
  ];
}
