import type {Changes, Compared} from "../../src/analysis/changes/changes.ts";
import {count, signed} from "../../src/analysis/figures.ts";
import type {Interval} from "../../src/analysis/findings.ts";
import {ruleText} from "../../src/analysis/rules/rules.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import {intervalText, shareText} from "../../src/text/format.ts";
import {changeSentences, verdictText} from "../../src/text/overview/changes.ts";
import {columns} from "./columns.ts";

/** Most patterns listed of a kind: their near-copies follow. */
const mostListed = 12;

/** What changed, in sentences, then what stands behind them. */
export function diffText(changes: Changes, run: Pick<RunRecord, "stages" | "settings">): string {
  const sentences = changeSentences(changes, run).join("\n");
  if (changes.isSame) return sentences;
  const nameOf = (id: string) => run.stages.find((stage) => stage.id === id)?.name ?? id;
  const {data, settings, base, stages, auc, line: above, patterns, card} = changes;
  return [
    sentences,
    block("Files (rows read)", [
      ...data.inputs.map(({table, file, change, before, after}) => [
        table,
        file,
        change,
        rows(before),
        "→",
        rows(after),
      ]),
    ]),
    block(
      "Rows in use",
      data.tables.map(({table, before, after}) => [table, count(before), "→", count(after)]),
    ),
    block(
      "Settings and versions",
      settings.map(({setting, before, after}) => [setting, shortened(before, after).join(" → ")]),
    ),
    block(
      "Observations by period (n, converted)",
      data.periods.changed.map(({period, n, conversions}) => [
        period,
        `${count(n.before)}, ${count(conversions.before)}`,
        "→",
        `${count(n.after)}, ${count(conversions.after)}`,
      ]),
    ),
    block("Rates, with 95 % intervals", [
      line("base rate", base, shareText),
      ...stages.map((stage) => line(`${nameOf(stage.stage)}: goes on`, stage, shareText)),
      ...(auc ? [line("AUC of the suggested card", auc, intervalText)] : []),
      ...(above ? [line("above the line", above, (rate) => `score ${rate.score}: ${shareText(rate)}`)] : []),
    ]),
    block(`Odds ratios, of ${count(patterns.compared)} patterns in both runs`, [
      ...listed(patterns.beyond, "more than noise"),
      ...listed(
        patterns.newly.filter(({isBeyond}) => !isBeyond),
        "newly stands out",
      ),
      ...listed(
        patterns.noLonger.filter(({isBeyond}) => !isBeyond),
        "no longer does",
      ),
    ]),
    block(
      "Points of the suggested card",
      (card ?? []).map(({rule, before, after, weight}) => [
        ruleText(rule),
        points(before),
        "→",
        points(after),
        weight ? verdictText(weight) : "on one card only",
      ]),
    ),
    "Noise: the runs are taken for independent samples; where they share leads, changes are surer than said here.",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Longest value of a setting that is printed whole. */
const longest = 60;

/** Two values of a setting, each at most so long: what they share at the beginning is left out first. */
function shortened(before: string, after: string): string[] {
  const both = [before, after];
  if (both.every((text) => text.length <= longest)) return both;
  const differs = before.split("").findIndex((letter, i) => letter !== after[i]);
  const from = Math.max(0, (differs < 0 ? before.length : differs) - 20);
  return both.map((text) => {
    const rest = from === 0 ? text : `…${text.slice(from)}`;
    return rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest;
  });
}

function listed(all: Changes["patterns"]["beyond"], what: string): string[][] {
  const shown = all
    .slice(0, mostListed)
    .map(({rule, before, after}) => [ruleText(rule), intervalText(before, 2), "→", intervalText(after, 2), what]);
  const more = all.length - shown.length;
  return more > 0 ? [...shown, [`… ${count(more)} more`, "", "", "", what]] : shown;
}

const line = <T extends Interval>(name: string, compared: Compared<T>, text: (value: T) => string): string[] => [
  name,
  text(compared.before),
  "→",
  text(compared.after),
  verdictText(compared),
];

const rows = (n: number | null): string => (n === null ? "–" : count(n));

const points = (value: number | null): string => (value === null ? "–" : signed(value));

const block = (title: string, lines: readonly string[][]): string =>
  lines.length === 0 ? "" : `${title}\n${columns(lines.map(([first, ...rest]) => [`  ${first}`, ...rest]))}`;
