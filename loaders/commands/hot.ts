import {count} from "../../src/analysis/figures.ts";
import type {HotLead, HotReport} from "../../src/analysis/hotLeads/hotLeads.ts";
import {chosenLeads, everyLead} from "../../src/analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../../src/analysis/run.ts";
import {hotLeadsCsv} from "../../src/exports/hotLeadsCsv.ts";
import {oneLine} from "../../src/exports/words.ts";
import {
  chanceTexts,
  latestTexts,
  momentumText,
  playTexts,
  reasonTexts,
  stageText,
  topicsText,
  unknownTexts,
} from "../../src/text/hotLead.ts";
import {Engine} from "../engine/duckdb.ts";
import {readHotLeads} from "../results/local.ts";
import {findingsOrLoad, warehousePath} from "../warehouse.ts";

/** `hakari hot`: whom to call, and why, without a browser. Loads the project first where it has not been loaded. */
export async function hot(options: {project: string; top: number; csv: boolean}): Promise<void> {
  const {run} = await findingsOrLoad(options.project);
  const report = await storedHotLeads(options.project);
  if (report.refusal !== null) throw new Error(`no hot leads: ${report.refusal}`);
  const leads = chosenLeads(report, everyLead).slice(0, options.top);
  if (options.csv) process.stdout.write(hotLeadsCsv(leads, report, run));
  else console.log(hotLeadsText(leads, report, run));
}

async function storedHotLeads(dir: string): Promise<HotReport> {
  const engine = await Engine.open(warehousePath(dir), {readOnly: true});
  try {
    return await readHotLeads(engine);
  } finally {
    engine.close();
  }
}

/** The leads with their reasons as plain text. Text of the data is put on one line each: it cannot steer a terminal. */
export function hotLeadsText(
  leads: readonly HotLead[],
  report: HotReport,
  {title, asOf, horizonDays}: RunRecord,
): string {
  const cut = asOf === null ? "" : `, data to ${asOf.slice(0, 10)}`;
  const head = `${title}: ${count(leads.length)} of ${count(report.scored)} open leads, highest band first${cut}`;
  if (report.scored === 0) return `${title}: no open leads${cut}`;
  return [head, ...leads.map((lead, i) => leadText(lead, i + 1, {report, horizonDays}))]
    .map((part) => part.trimEnd())
    .join("\n\n");
}

function leadText(
  lead: HotLead,
  place: number,
  {report, horizonDays}: {report: HotReport; horizonDays: number | null},
): string {
  const lines: [string, string][] = [
    ["why", reasonTexts(lead, report).join("; ") || "no rule of the card holds"],
    ["chance", chanceTexts(lead, report, horizonDays).join("; ")],
    ["stage", stageText(lead, report)],
    ["moves", momentumText(lead, report).join("; ")],
    ["last", latestTexts(lead).join("; ")],
    ["topics", topicsText(lead)],
    ["ask", unknownTexts(lead).join("; ")],
    ["play", playTexts(lead, report).join(" ")],
  ];
  const told = lines.flatMap(([what, text]) => (text ? [`    ${what.padEnd(7)}${oneLine(text)}`] : []));
  return [
    `${String(place).padStart(3)} ${oneLine(lead.id)}  score ${lead.score}, band ${report.bands[lead.band].name}`,
    ...told,
  ].join("\n");
}
