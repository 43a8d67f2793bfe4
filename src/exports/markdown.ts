import {signed} from "../analysis/figures.ts";
import type {Profile} from "../analysis/rules/profiles.ts";
import {heldChances} from "../text/calibrate/heldChances.ts";
import {say} from "../text/language.ts";
import type {CardToExport, ExportedRule} from "./card.ts";
import {limitsText, sourcesText, toolReport} from "./tool.ts";
import {basisText, cardName, heldText, intervalText, oneLine, ruleLine, subScoreText} from "./words.ts";

/** The card for people: points and rules with their evidence, how to use it, and what it cannot tell. */
export function cardMarkdown(card: CardToExport, profile: Profile | null = null): string {
  return `${[
    `# ${plain(cardName(card))}`,
    plain(basisText(card)),
    ...card.notes.map((note) => `**${plain(note)}**`),
    table(
      say({
        en: ["Points", "Rule", "Part", "95 % interval", "Converted where it holds"],
        ja: ["点数", "ルール", "区分", "95%信頼区間", "当てはまる場合の転換率"],
      }),
      card.rules.map((rule) => ruleCells(rule)),
    ),
    say({en: "## How to use it", ja: "## 使い方"}),
    say({
      en: "Add up the points of every rule that holds for a lead today; what it did counts only if it lies before now. The sum is its score: the higher, the sooner to call. *Fit* is who the lead is, *engagement* is what it did, how lately, and how far it came.",
      ja: "今日の時点でリードに当てはまるルールの点数をすべて足します。行動は今より前のものだけを数えます。合計がスコアで、高いほど先に連絡します。区分の「属性」はどんなリードか、「行動」は何をいつ行い、どのフェーズまで進んだかを表します。",
    }),
    meaning(card),
    ...bandsText(card),
    ...(profile ? toolText(card, profile) : []),
    say({en: "## What it cannot tell", ja: "## この配点表では分からないこと"}),
    list(caveats(card.run.horizonDays)),
  ].join("\n\n")}\n`;
}

const caveats = (days: number | null): string[] =>
  say({
    en: [
      "Points come from what was observed, not from an experiment: they say which leads to call first, not what to make leads do.",
      "An interval that reaches over 0 means that the data do not settle the rule's direction.",
      `The probabilities hold for leads like those of this run${days === null ? "" : `, and for ${days} days`}; search for points again when campaigns, market or sales process change.`,
    ],
    ja: [
      "点数は実験ではなく観測から求めたものです。先に連絡すべきリードは分かりますが、リードに何をさせれば転換するかは分かりません。",
      "区間が0をまたぐルールは、加点すべきか減点すべきかをデータから決められません。",
      `確率は、この実行のデータと似たリード${days === null ? "" : `の${days}日以内の転換`}についてのものです。キャンペーン、市場、営業の進め方が変わったら、点数を求め直してください。`,
    ],
  });

const ruleCells = (rule: ExportedRule): string[] => [
  `**${signed(rule.points)}**`,
  plain(ruleLine(rule.rule)),
  subScoreText(rule.rule),
  intervalText(rule) || "–",
  heldText(rule.with),
];

/** The curve, not a table of chances: nobody here knows which of the scores that add up ever occurred. */
function meaning({intercept, slope, within}: CardToExport): string {
  const log = `${signedTo(-intercept, 3)} ${slope < 0 ? "+" : "−"} ${Math.abs(slope).toFixed(4)} × ${say({en: "score", ja: "スコア"})}`;
  return say({
    en: `Chance to convert = 1 / (1 + exp(${log})), for scores that occurred in the data${heldChances(within) ? `; ${heldChances(within)}` : ""}.`,
    ja: `転換の確率 = 1 / (1 + exp(${log}))（データに実際にあったスコアの範囲で有効）。${heldChances(within)}`,
  });
}

const signedTo = (value: number, digits: number): string => value.toFixed(digits).replace("-", "−");

function bandsText({bands, bandsFrom, threshold}: CardToExport): string[] {
  const line = threshold === null ? [] : [callText(signed(threshold))];
  if (bands.length === 0) return line;
  const rows = bands.map(({name, from, rate}, i) => [
    plain(name),
    i === bands.length - 1
      ? say({en: "below", ja: "それ未満"})
      : say({en: `from ${signed(from)}`, ja: `${signed(from)}以上`}),
    heldText(rate),
  ]);
  const how = bandsFrom === undefined ? [] : [plain(bandsFromText(bandsFrom))];
  return [...line, ...how, table(say({en: ["Band", "Score", "Converted"], ja: ["ランク", "スコア", "転換率"]}), rows)];
}

const callText = (from: string): string =>
  say({en: `Call leads from a score of **${from}**.`, ja: `スコア**${from}**以上のリードに連絡します。`});

const bandsFromText = (how: string): string =>
  say({en: `How the bands fared: ${how}.`, ja: `ランク別の実績：${how}。`});

function toolText(card: CardToExport, profile: Profile): string[] {
  const {name, note, limits, cannot, check, sources} = toolReport(card, profile);
  const said = say({
    en: {
      cannot: "Rules that it cannot run as they stand:",
      check: "Rules of which it is not known whether it can run them:",
      every: "It can run every rule of the card.",
    },
    ja: {
      cannot: "このままでは実行できないルール：",
      check: "実行できるか不明なルール：",
      every: "配点表のすべてのルールを実行できます。",
    },
  });
  return [
    say({en: `## In ${plain(name)}`, ja: `## ${plain(name)}で使う場合`}),
    plain(note),
    ...(limits.length ? [plain(limitsText(limits))] : []),
    ...(cannot.length ? [said.cannot, list(cannot.map(plain))] : []),
    ...(check.length ? [said.check, list(check.map(plain))] : []),
    ...(cannot.length || check.length ? [] : [said.every]),
    ...(sources.length ? [plain(say({en: `${sourcesText(sources)}.`, ja: `${sourcesText(sources)}。`}))] : []),
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
