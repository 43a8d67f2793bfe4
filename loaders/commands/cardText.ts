import type {Findings} from "../../src/analysis/findings.ts";
import {percent} from "../../src/analysis/headlines.ts";
import {columns} from "./columns.ts";

/** The suggested card with its evidence, and what the data say of the card in use, as plain text. */
export function cardText({run, observations, suggestion}: Findings): string {
  const {card, refusal, verdicts} = suggestion;
  const window = run.horizonDays === null ? "" : ` within ${run.horizonDays} days`;
  const base = observations.base;
  const head = `${run.title}: suggested card\n${base.n.toLocaleString("en")} observations, ${percent(base.value)} reach ${run.target}${window}; ${run.asOf === null ? "no dates" : `data to ${run.asOf.slice(0, 10)}`}, run ${run.id}`;
  if (!card) return `${head}\n\nNo card: ${refusal}`;
  const rows = card.rules.map(({points, interval, text, with: rate}) => [
    signed(points),
    interval ? `${signed(round(interval.low))} to ${signed(round(interval.high))}` : "cannot be told",
    text,
    `${percent(rate.value)} of ${rate.n.toLocaleString("en")}`,
  ]);
  const today = verdicts.map(({text, points, suggested, verdict}) => [
    signed(points),
    suggested ? `${signed(round(suggested.low))} to ${signed(round(suggested.high))}` : "",
    text,
    verdict === "change" && suggested
      ? `change to ${signed(clamp(Math.round(suggested.value), run.settings.points))}`
      : verdict,
  ]);
  return [
    head,
    columns([["points", "95 % interval", "rule", "converted"], ...rows]),
    `P = 1 / (1 + exp(−(${card.intercept.toFixed(3)} + ${card.slope.toFixed(4)} × score))); AUC ${card.auc.toFixed(3)} on these observations`,
    today.length ? `Today's card\n${columns([["points", "data say", "rule", "verdict"], ...today])}` : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const clamp = (points: number, {min, max}: {min: number; max: number}): number => Math.max(min, Math.min(max, points));

const round = (value: number): number => Math.round(value * 10) / 10;

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace("-", "−"));
