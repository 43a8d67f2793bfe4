import {tableFromIPC} from "@uwdata/flechette";
import {html} from "htl";
import type {RateOf, RuleBehind} from "../analysis/drivers/leadsBehind.ts";
import type {Rate} from "../analysis/findings.ts";
import type {RunRecord} from "../analysis/run.ts";
import {rates} from "../charts/rates.ts";
import {liveFigure, type Reading} from "../components/figure.ts";
import {absent} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {csvText} from "../exports/csvText.ts";
import {date, month} from "../text/format.ts";
import {behindText, listedText, listsAreLocal, ruleLabel} from "../text/leadsBehind.ts";
import {selection} from "./choice.ts";
import {download} from "./download.ts";

/** Page data of "Who are they". */
export interface WhoAreThey {
  run: RunRecord;
  rules: RuleBehind[];
  base: Rate;
  /** The lists of leads are part of the site. */
  showsLeads: boolean;
}

/** One observation on which a rule holds. */
interface LeadBehind {
  id: string;
  asOf: string | null;
  stage: number | null;
  isConverted: boolean;
}

/** Rows of the list that are shown; the file has all. */
const mostShown = 50;

const byStageReading: Reading = {
  shows: "The observations on which the pattern holds, by the stage the lead stood in, and how many of each converted.",
  read: "Each dot is a rate with its 95 % interval; the dashed line is the rate of all observations. The numbers are those of the patterns' table and of the card.",
  act: "Where the rate differs much from stage to stage, the pattern means something else there: look at the leads before you give points for it.",
};

const byPeriodReading: Reading = {
  shows: "The same observations by the period they are of.",
  read: "From top to bottom time goes on. Rates whose lines overlap need not differ.",
  act: "Where the rate falls from period to period, the pattern is wearing out: look again next quarter.",
};

/**
 * Whom a pattern holds for: counts by stage and period, and where leads may be shown the newest of them by name.
 *
 * @param load fetches `data/leadsBehind.arrow`; called when the list is opened
 */
export function whoAreThey({run, rules, base, showsLeads}: WhoAreThey, load: () => Promise<ArrayBuffer>): HTMLElement {
  const [first] = rules;
  if (!first) return absent("No rule holds on enough observations to say whom.");
  const said = html`<p role="status"></p>`;
  const draw = (bins: readonly RateOf[], groups: string) =>
    rates(
      bins.map((bin) => ({...bin, label: month(bin.label)})),
      {groups, rate: "converted", base: base.value},
    );
  const byStage =
    run.stages.length && first.byStage.length
      ? liveFigure(draw(first.byStage, "stage"), "By stage", byStageReading)
      : null;
  const byPeriod = rules.some(({byPeriod: all}) => all.length > 1)
    ? liveFigure(draw(first.byPeriod, "period"), "By period", byPeriodReading)
    : null;
  const list = showsLeads ? leadList(run, load) : null;
  const show = (rule: RuleBehind) => {
    said.textContent = behindText(rule, run);
    byStage?.update(draw(rule.byStage, "stage"));
    byPeriod?.update(draw(rule.byPeriod, "period"));
    list?.show(rule);
  };
  show(first);
  const options = rules.map((rule) => ({value: String(rule.position), label: ruleLabel(rule)}));
  const choose = (value: string) => show(rules.find(({position}) => String(position) === value) ?? first);
  return html`<div>${selection("Pattern", options, choose)}${said}${byStage?.element ?? ""}${byPeriod?.element ?? ""}${list?.element ?? html`<p class="remark">${listsAreLocal}</p>`}</div>`;
}

function leadList(run: RunRecord, load: () => Promise<ArrayBuffer>) {
  let asked: Promise<Map<number, LeadBehind[]>> | null = null;
  let rule: RuleBehind | null = null;
  const summary = html`<summary></summary>`;
  const table = shownTable({columns: [], rows: []}, "Leads behind the pattern");
  const cells = ({id, asOf, stage, isConverted}: LeadBehind) => [
    id,
    asOf === null ? "" : date(asOf, run.timezone),
    stage === null ? "" : (run.stages[stage]?.name ?? ""),
    isConverted ? "yes" : "no",
  ];
  const columns = ["lead", "as of", "stage", "converted"];
  const listOf = async ({position}: RuleBehind) => {
    asked ??= load().then(readLeadsBehind);
    return (await asked).get(position) ?? [];
  };
  const save = async () => {
    if (!rule) return;
    const text = csvText(columns, (await listOf(rule)).map(cells));
    download({name: `${run.project}-leads-behind.csv`, type: "text/csv", text});
  };
  const element =
    html`<details class="folded">${summary}${table.element}<p class="lead-actions"><button type="button" onclick=${save}>This list as CSV</button></p></details>` as HTMLDetailsElement;
  const fill = async () => {
    if (!rule || !element.open) return;
    const wanted = rule;
    const rows = await listOf(wanted);
    if (wanted !== rule) return;
    summary.textContent = `${listedText(rows.length, wanted.all.n)}${rows.length > mostShown ? ` (${mostShown} shown, all in the CSV)` : ""}`;
    table.update({columns, rows: rows.slice(0, mostShown).map(cells)});
  };
  element.addEventListener("toggle", fill);
  const show = (next: RuleBehind) => {
    rule = next;
    summary.textContent = "Which leads these are";
    void fill();
  };
  return {element, show};
}

/** The newest observations by rule. */
function readLeadsBehind(arrow: ArrayBuffer): Map<number, LeadBehind[]> {
  const table = tableFromIPC(new Uint8Array(arrow));
  const column = (name: string) => table.getChild(name).toArray() as ArrayLike<unknown>;
  const [position, id, asOf, stage, isConverted] = ["position", "lead_id", "as_of", "stage_no", "is_converted"].map(
    column,
  );
  const lists = new Map<number, LeadBehind[]>();
  for (let i = 0; i < position.length; ++i) {
    const rule = position[i] as number;
    const row = {
      id: id[i] as string,
      asOf: asOf[i] as string | null,
      stage: stage[i] as number | null,
      isConverted: isConverted[i] === true,
    };
    const list = lists.get(rule);
    if (list) list.push(row);
    else lists.set(rule, [row]);
  }
  return lists;
}
