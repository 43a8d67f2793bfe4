import type {CardRule, Suggestion} from "../../src/analysis/card/suggestion.ts";
import {count, percent, signed} from "../../src/analysis/figures.ts";
import type {Findings, Interval} from "../../src/analysis/findings.ts";
import {columns} from "./columns.ts";

/** Lines of a list that are printed; the rest is on the pages. */
const longest = 8;

/** The suggested card with its evidence, and what the data say of the card in use, as plain text. */
export function cardText({run, observations, suggestion}: Findings): string {
  const {card, refusal} = suggestion;
  const window = run.horizonDays === null ? "" : ` within ${run.horizonDays} days`;
  const base = observations.base;
  const head = `${run.title}: suggested card\n${count(base.n)} observations, ${percent(base.value)} reach ${run.target}${window}; ${run.asOf === null ? "no dates" : `data to ${run.asOf.slice(0, 10)}`}, run ${run.id}`;
  if (!card) return `${head}\n\nNo card: ${refusal}`;
  return [
    head,
    suggestion.strengthText ?? "",
    suggestion.strength === "direction only" ? directions(card.rules) : points(card.rules),
    `P = 1 / (1 + exp(−(${card.intercept.toFixed(3)} + ${card.slope.toFixed(4)} × score))); AUC ${card.auc.toFixed(3)} on these observations`,
    legend(suggestion),
    list(
      "Often chosen instead",
      suggestion.oftenInstead.map((instead) => insteadText(instead, suggestion.strength)),
    ),
    list(
      "Rules that stand for each other",
      suggestion.interchangeable.map(({sentence}) => sentence),
    ),
    today(suggestion),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function points(rules: readonly CardRule[]): string {
  const rows = rules.map(({points, interval, isSure, kept, text, with: rate}) => [
    signed(points),
    intervalText(interval),
    isSure ? "sure" : "may be luck",
    keptText(kept),
    text,
    `${percent(rate.value)} of ${count(rate.n)}`,
  ]);
  return columns([["points", "95 % interval", "direction", "kept", "rule", "converted"], ...rows]);
}

function directions(rules: readonly CardRule[]): string {
  const rows = rules.map(({points, isSure, kept, text, with: rate}) => [
    points > 0 ? "+" : "−",
    isSure ? "sure" : "may be luck",
    keptText(kept),
    text,
    `${percent(rate.value)} of ${count(rate.n)}`,
  ]);
  return columns([["sign", "direction", "kept", "rule", "converted"], ...rows]);
}

function legend({resamples}: Suggestion): string {
  const sure =
    "Sure: although they were picked as the best of many, no more than one in twenty of such rules is expected to be luck.";
  return resamples === 0
    ? sure
    : `${sure}\nKept: in how many of ${resamples} resamples of the leads, each searched anew, the best card has the rule.`;
}

const insteadText = (
  {text, kept, points, insteadOf}: Suggestion["oftenInstead"][number],
  strength: Suggestion["strength"],
): string =>
  `${text}: in ${keptText(kept)} of the resamples, with ${strength === "points" ? signed(round(points)) : points > 0 ? "a plus" : "a minus"}${insteadOf ? `, mostly instead of ${insteadOf}` : ""}`;

function today({verdicts}: Suggestion): string {
  const rows = verdicts.map(({text, points, suggested, verdict, changeTo, why}) => [
    signed(points),
    intervalText(suggested),
    text,
    verdict === "change"
      ? changeTo === null
        ? `change: ${why}`
        : `change to ${signed(changeTo)}`
      : verdict === "keep"
        ? "keep"
        : `too few to say: ${why}`,
  ]);
  return rows.length ? `Today's card\n${columns([["points", "data say", "rule", "verdict"], ...rows])}` : "";
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const more = lines.length > longest ? [`and ${lines.length - longest} more, on the Calibrate page`] : [];
  return [title, ...[...lines.slice(0, longest), ...more].map((line) => `  ${line}`)].join("\n");
}

const intervalText = (interval: Interval | null): string =>
  interval ? `${signed(round(interval.low))} to ${signed(round(interval.high))}` : "cannot be told";

const keptText = (kept: number | null): string => (kept === null ? "–" : `${Math.round(100 * kept)} %`);

const round = (value: number): number => Math.round(value * 10) / 10;
