import type {Suggestion} from "../analysis/card/suggestion.ts";
import {percent, plural, signed} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {CubeRule} from "../data/rules.ts";

/**
 * What a run says of a rule's points, a line each: of the suggested points, of today's, of what could stand in for it. A redraw
 * draws the leads anew and searches a card.
 */
export function evidenceOf({id, current}: CubeRule, suggestion: Suggestion): string[] {
  const {card, strength, verdicts, interchangeable, oftenInstead} = suggestion;
  const ours = card?.rules.find(({rule}) => rule.id === id);
  const often = oftenInstead.find(({rule}) => rule === id);
  const verdict = verdicts.find(({rule}) => rule === id);
  const others = interchangeable.filter(({rule}) => rule === id).map(({otherText}) => otherText);
  const standsFor = interchangeable.filter(({other}) => other === id).map(({text}) => text);
  const ofSuggested = ours
    ? [
        `suggested ${signed(ours.points)}${strength === "direction only" ? " (direction only)" : range(ours.interval)}`,
        ours.kept === null ? "" : `kept in ${percent(ours.kept)} of redraws`,
        ours.isSure ? "" : "may be luck",
      ]
    : [card ? "suggested 0" : "", often ? `chosen in ${percent(often.kept)} of redraws` : ""];
  return [
    ofSuggested.filter(Boolean).join(" · "),
    current === null ? "" : `on today's card ${signed(current)}${verdict ? `: ${verdictText(verdict)}` : ""}`,
    others.length ? `could as well be ${oneOf(others)}` : "",
    standsFor.length ? `could stand for ${oneOf(standsFor)}` : "",
  ].filter(Boolean);
}

const oneOf = ([first, ...more]: readonly string[]): string =>
  `“${first}”${more.length ? ` or ${plural(more.length, "other rule")}` : ""}`;

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
