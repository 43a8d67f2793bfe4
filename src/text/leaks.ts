import {count, plural} from "../analysis/figures.ts";
import type {JourneyReport} from "../analysis/funnel/journey.ts";
import type {LeakFlag, LeakReason} from "../analysis/leaks/flag.ts";
import {decimals} from "./format.ts";

/** What each reason means to a reader, and what to do about it. */
export const leakWords: Record<LeakReason, {title: string; act: string}> = {
  declared: {
    title: "Declared in the project file",
    act: "To use the field all the same, take its known_after out of the project file.",
  },
  "recorded after the decision": {
    title: "Recorded after the decision",
    act: "An action that follows the decision cannot announce it. Ask whether it is ever recorded before.",
  },
  "repeated on stuck leads": {
    title: "Repeated because leads are stuck",
    act: "Give no minus points for it and do not do less of it. Look at what these leads are stuck on.",
  },
  "done by the seller": {
    title: "Done by the team, not by the lead",
    act: "What the team decided to do is no sign of what the lead wants: points for it reward the team's own choice. Rules may use it, because it is counted before the day looked at and so knows no outcome.",
  },
  "exists only for decided leads": {
    title: "There only once a lead is decided",
    act: "A card cannot count on it: the leads you score are not decided. Keep it for reports.",
  },
  "missingness follows the outcome": {
    title: "Filled in along with the outcome",
    act: "Ask who fills it in and when. If that is at the first contact, overrule the flag.",
  },
  "filled in as the deal goes on": {
    title: "Filled in as the deal goes on",
    act: "Leads that got far have it because they got far. If it is known at the start, overrule the flag; else have the source keep its history.",
  },
  "known only for winners": {
    title: "Known only for winners",
    act: "An owner, queue or number that leads are given once they are won. Use who had the lead before, if the source knows.",
  },
  "state at export": {
    title: "The state at the time of the export",
    act: "Use the dated activities instead: they tell what was last on any day.",
  },
  "alone too good": {
    title: "Too good to be true",
    act: "Ask when it is filled in. What is known beforehand hardly ever tells so much.",
  },
};

/** Said where all that is recorded, and may be believed, is the team's work; else empty. */
export const teamsAlone = (leaks: readonly LeakFlag[], {leadActions}: Pick<JourneyReport, "leadActions">): string =>
  leadActions === 0 && leaks.some(({reason}) => reason === "done by the seller")
    ? "These actions are the team's own, none is the lead's: they tell how far a lead has come with you, not what it wants."
    : "";

/** Whether suggested rules may use the field, and by whose word. */
export function leakState({excluded, overruledBy}: LeakFlag): string {
  if (excluded) return "left out of suggested rules";
  return overruledBy === null ? "may be used" : `allowed by the project file: ${overruledBy}`;
}

/** What the lines of the project file do. */
export function overruleWords({excluded, overruledBy}: LeakFlag): string {
  if (excluded) return "Wrong? Lines that overrule the flag";
  return overruledBy === null ? "Lines that keep it off the card" : "The lines that overrule the flag";
}

/** "0.74 → 0.97": the AUC of what a card may use, without the field and with it. */
export const effectBriefly = ({effect}: LeakFlag): string =>
  effect === null ? "–" : `${decimals(effect.without.value, 2)} → ${decimals(effect.with.value, 2)}`;

/** How many there are, how many of them are left out, and what their effects were measured on. */
export function leaksOpening(leaks: readonly LeakFlag[]): string {
  if (leaks.length === 0) return "No field or action looks as if it knew the outcome.";
  const out = leaks.filter(({excluded}) => excluded).length;
  const rest = leaks.length - out;
  const measured = leaks.find(({effect}) => effect !== null)?.effect;
  return [
    `${plural(leaks.length, "field or action has", "fields and actions have")} a warning: ${plural(out, "is", "are")} left out of suggested rules${rest > 0 ? `, ${count(rest)} may be used` : ""}.`,
    measured
      ? `What each would do to a card is measured on ${plural(measured.n, "lead")}, each held out in turn, of which ${count(measured.conversions)} converted.`
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}
