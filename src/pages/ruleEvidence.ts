import type {Interval, Suggestion} from "../analysis/findings.ts";
import type {CubeRule} from "../data/rules.ts";
import {percent, signed} from "../text/format.ts";

/** What a run says of a rule's points, in parts as short as they can be. */
export function evidenceOf({id, current}: CubeRule, suggestion: Suggestion): string[] {
  const {card, strength, verdicts, interchangeable, oftenInstead} = suggestion;
  const ours = card?.rules.find(({rule}) => rule.id === id);
  const often = oftenInstead.find(({rule}) => rule === id);
  const verdict = verdicts.find(({rule}) => rule === id);
  const others = interchangeable.filter(({rule}) => rule === id);
  const standsFor = interchangeable.filter(({other}) => other === id);
  const isDirection = strength === "direction only";
  return [
    ours
      ? `suggested ${signed(ours.points)}${isDirection ? " (direction only)" : range(ours.interval)}`
      : card
        ? "suggested 0"
        : "",
    ours && !ours.isSure ? "picked as one of the best of many, it may be luck" : "",
    ours && ours.kept !== null ? `kept in ${percent(ours.kept)} of redraws of the leads` : "",
    often ? `chosen in ${percent(often.kept)} of redraws of the leads` : "",
    current === null ? "" : `today ${signed(current)}${verdict ? `: ${verdictText(verdict)}` : ""}`,
    others.length ? `could as well be ${others.map(({otherText}) => `“${otherText}”`).join(" or ")}` : "",
    standsFor.length ? `could stand for ${standsFor.map(({text}) => `“${text}”`).join(" or ")}` : "",
  ].filter(Boolean);
}

export function verdictText({verdict, changeTo}: Suggestion["verdicts"][number]): string {
  if (verdict === "keep") return "keep";
  if (verdict === "too few") return "too few deals to say";
  return changeTo === null ? "change" : `change to ${signed(changeTo)}`;
}

/** " (2.1 to 5.3)"; what is not known is said. */
function range(interval: Interval | null): string {
  const isKnown =
    interval && Number.isFinite(interval.low ?? Number.NaN) && Number.isFinite(interval.high ?? Number.NaN);
  return isKnown ? ` (${signed(round(interval.low))} to ${signed(round(interval.high))})` : " (interval unknown)";
}

const round = (value: number): number => Math.round(value * 10) / 10;
