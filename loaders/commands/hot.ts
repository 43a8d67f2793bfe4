import type {Suggestion} from "../../src/analysis/card/suggestion.ts";
import {count} from "../../src/analysis/figures.ts";
import type {HotLead, HotReport} from "../../src/analysis/hotLeads/hotLeads.ts";
import {chosenLeads, everyLead} from "../../src/analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import {hotLeadsCsv} from "../../src/exports/hotLeadsCsv.ts";
import {oneLine} from "../../src/exports/words.ts";
import {chanceText, qualityOf} from "../../src/text/answers.ts";
import {date} from "../../src/text/format.ts";
import {
  chanceTexts,
  latestTexts,
  momentumText,
  playTexts,
  reasonTexts,
  stageText,
  topicsText,
  unknownTexts,
} from "../../src/text/hotLeads/hotLead.ts";
import {say} from "../../src/text/language.ts";
import {askWarehouse} from "../openWarehouse.ts";
import {readHotLeads} from "../results/local.ts";
import {findingsOrLoad} from "../warehouse.ts";

/** `hakari hot`: whom to call, and why, without a browser. Loads the project first where it has not been loaded. */
export async function hot(options: {project: string; top: number; csv: boolean}): Promise<void> {
  const {run, suggestion} = await findingsOrLoad(options.project);
  const report = await askWarehouse(options.project, readHotLeads);
  if (report.refusal !== null) throw new Error(`no hot leads: ${report.refusal}`);
  const leads = chosenLeads(report, everyLead).slice(0, options.top);
  if (options.csv) process.stdout.write(hotLeadsCsv(leads, report, run));
  else console.log([hotLeadsText(leads, report, run), ...doubts(suggestion)].join("\n\n"));
}

/** What the list rests on, where that is little. */
function doubts({outOfTime, grouped, strengthText}: Suggestion): string[] {
  const unseen = qualityOf(outOfTime ?? grouped, "suggested");
  return [chanceText(unseen?.auc ?? null), strengthText ?? ""].filter((text) => text !== "");
}

/** The leads with their reasons as plain text. Text of the data is put on one line each: it cannot steer a terminal. */
function hotLeadsText(
  leads: readonly HotLead[],
  report: HotReport,
  {title, asOf, timezone, horizonDays}: RunRecord,
): string {
  const to = asOf === null ? null : date(asOf, timezone);
  const cut = to === null ? "" : say({en: `, data to ${to}`, ja: `（${to}までのデータ）`});
  if (report.scored === 0) return say({en: `${title}: no open leads${cut}`, ja: `${title}：未決のリードなし${cut}`});
  const [n, all] = [count(leads.length), count(report.scored)];
  const head = say({
    en: `${title}: ${n} of ${all} open leads, highest chance first${cut}`,
    ja: `${title}：未決のリード${all}件のうち${n}件、確率の高い順${cut}`,
  });
  return [head, ...leads.map((lead, i) => leadText(lead, i + 1, {report, horizonDays}))]
    .map((part) => part.trimEnd())
    .join("\n\n");
}

function leadText(
  lead: HotLead,
  place: number,
  {report, horizonDays}: {report: HotReport; horizonDays: number | null},
): string {
  const names = lineNames();
  const all = (texts: readonly string[]) => texts.join(say({en: "; ", ja: "；"}));
  const lines: [string, string][] = [
    [names.why, all(reasonTexts(lead, report)) || names.noRule],
    [names.chance, all(chanceTexts(lead, report, horizonDays))],
    [names.stage, stageText(lead, report)],
    [names.moves, all(momentumText(lead, report))],
    [names.last, all(latestTexts(lead))],
    [names.topics, topicsText(lead)],
    [names.ask, all(unknownTexts(lead))],
    [names.play, playTexts(lead, report).join(say({en: " ", ja: "／"}))],
  ];
  const told = lines.flatMap(([what, text]) =>
    text ? [`    ${say({en: what.padEnd(7), ja: `${what}：`})}${oneLine(text)}`] : [],
  );
  const band = report.bands[lead.band].name;
  const scored = say({en: `score ${lead.score}, band ${band}`, ja: `スコア${lead.score}、ランク${band}`});
  return [`${String(place).padStart(3)} ${oneLine(lead.id)}  ${scored}`, ...told].join("\n");
}

const lineNames = () =>
  say({
    en: {
      why: "why",
      noRule: "no rule of the card holds",
      chance: "chance",
      stage: "stage",
      moves: "moves",
      last: "last",
      topics: "topics",
      ask: "ask",
      play: "play",
    },
    ja: {
      why: "理由",
      noRule: "当てはまるルールなし",
      chance: "確率",
      stage: "フェーズ",
      moves: "動き",
      last: "最近",
      topics: "話題",
      ask: "聞くこと",
      play: "打ち手",
    },
  });
