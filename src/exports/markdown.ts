import {signed} from "../analysis/figures.ts";
import type {Profile} from "../analysis/rules/profiles.ts";
import type {CardToExport, ExportedRule} from "./card.ts";
import {toolReport} from "./tool.ts";
import {basisText, cardName, heldText, intervalText, oneLine, ruleLine, subScore} from "./words.ts";

/** The card for people: points and rules with their evidence, how to use it, and what it cannot tell. */
export function cardMarkdown(card: CardToExport, profile: Profile | null = null): string {
  return `${[
    `# ${plain(cardName(card))}`,
    plain(basisText(card)),
    ...card.notes.map((note) => `**${plain(note)}**`),
    table(
      ["Points", "Rule", "Part", "95 % interval", "Converted where it holds"],
      card.rules.map((rule) => ruleCells(rule)),
    ),
    "## How to use it",
    "Add up the points of every rule that holds for a lead today; what it did counts only if it lies before now. The sum is its score: the higher, the sooner to call. *Fit* is who the lead is, *engagement* is what it did, how lately, and how far it came.",
    meaning(card),
    ...bandsText(card),
    ...(profile ? toolText(card, profile) : []),
    "## What it cannot tell",
    list([
      "Points come from what was observed, not from an experiment: they say which leads to call first, not what to make leads do.",
      "An interval that reaches over 0 means that the data do not settle the rule's direction.",
      `The probabilities hold for leads like those of this run${card.run.horizonDays === null ? "" : `, and for ${card.run.horizonDays} days`}; search for points again when campaigns, market or sales process change.`,
    ]),
  ].join("\n\n")}\n`;
}

const ruleCells = (rule: ExportedRule): string[] => [
  `**${signed(rule.points)}**`,
  plain(ruleLine(rule.rule)),
  subScore(rule.rule),
  intervalText(rule) || "–",
  heldText(rule.with),
];

/** The curve, not a table of chances: nobody here knows which of the scores that add up ever occurred. */
function meaning({intercept, slope}: CardToExport): string {
  const log = `${signedTo(-intercept, 3)} ${slope < 0 ? "+" : "−"} ${Math.abs(slope).toFixed(4)} × score`;
  return `Chance to convert = 1 / (1 + exp(${log})), for scores that occurred in the data.`;
}

const signedTo = (value: number, digits: number): string => value.toFixed(digits).replace("-", "−");

function bandsText({bands, bandsFrom, threshold}: CardToExport): string[] {
  const line = threshold === null ? [] : [`Call leads from a score of **${signed(threshold)}**.`];
  if (bands.length === 0) return line;
  const rows = bands.map(({name, from, rate}, i) => [
    plain(name),
    i === bands.length - 1 ? "below" : `from ${signed(from)}`,
    heldText(rate),
  ]);
  const how = bandsFrom === undefined ? [] : [plain(`How the bands fared: ${bandsFrom}.`)];
  return [...line, ...how, table(["Band", "Score", "Converted"], rows)];
}

function toolText(card: CardToExport, profile: Profile): string[] {
  const {name, note, limits, cannot, check, sources} = toolReport(card, profile);
  return [
    `## In ${plain(name)}`,
    plain(note),
    ...(limits.length ? [plain(`Its limits: ${limits.join("; ")}.`)] : []),
    ...(cannot.length ? ["Rules that it cannot run as they stand:", list(cannot.map(plain))] : []),
    ...(check.length ? ["Rules of which it is not known whether it can run them:", list(check.map(plain))] : []),
    ...(cannot.length || check.length ? [] : ["It can run every rule of the card."]),
    ...(sources.length ? [plain(`Taken from: ${sources.join("; ")}.`)] : []),
  ];
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Text that Markdown shows as it is. */
const plain = (text: string): string =>
  oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*[\]|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");
