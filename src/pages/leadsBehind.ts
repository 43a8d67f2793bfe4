import {tableFromIPC} from "@uwdata/flechette";
import type {RateOf, RuleBehind} from "../analysis/drivers/leadsBehind.ts";
import type {Rate} from "../analysis/findings.ts";
import type {RunRecord} from "../analysis/run.ts";
import {rates} from "../charts/rates.ts";
import {liveFigure} from "../components/figure.ts";
import {html} from "../components/html.ts";
import {absent} from "../components/prose.ts";
import {shownTable} from "../components/table.ts";
import {csvText} from "../exports/csvText.ts";
import {periodWords, stageWords} from "../text/drivers/driverReadings.ts";
import {driverWords} from "../text/drivers/driverWords.ts";
import {behindText, behindWords, listedText, ruleLabel} from "../text/drivers/leadsBehind.ts";
import {date, month} from "../text/format.ts";
import {selection} from "./choice.ts";
import {download} from "./download.ts";

/** Page data of "Who are they". */
interface WhoAreThey {
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

/**
 * Whom a pattern holds for: counts by stage and period, and where leads may be shown the newest of them by name.
 *
 * @param load fetches `data/leadsBehind.arrow`; called when the list is opened
 */
export function whoAreThey({run, rules, base, showsLeads}: WhoAreThey, load: () => Promise<ArrayBuffer>): HTMLElement {
  const [first] = rules;
  if (!first) return absent(driverWords.noBehind());
  const said = html`<p role="status"></p>`;
  const draw = (bins: readonly RateOf[], groups: string) =>
    rates(
      bins.map((bin) => ({...bin, label: month(bin.label)})),
      {groups, rate: driverWords.converted(), base: base.value},
    );
  const [stages, periods] = [stageWords(), periodWords(run)];
  const byStage =
    run.stages.length && first.byStage.length
      ? liveFigure(draw(first.byStage, behindWords.stage()), stages.title, stages)
      : null;
  const byPeriod = rules.some(({byPeriod: all}) => all.length > 1)
    ? liveFigure(draw(first.byPeriod, behindWords.period()), periods.title, periods)
    : null;
  const list = showsLeads ? leadList(run, load) : null;
  const show = (rule: RuleBehind) => {
    said.textContent = behindText(rule, run);
    byStage?.update(draw(rule.byStage, behindWords.stage()));
    byPeriod?.update(draw(rule.byPeriod, behindWords.period()));
    list?.show(rule);
  };
  show(first);
  const options = rules.map((rule) => ({value: String(rule.position), label: ruleLabel(rule)}));
  const choose = (value: string) => show(rules.find(({position}) => String(position) === value) ?? first);
  return html`<div>${selection(driverWords.pattern(), options, choose)}${said}${byStage?.element ?? ""}${byPeriod?.element ?? ""}${list?.element ?? html`<p class="remark">${behindWords.listsAreLocal()}</p>`}</div>`;
}

function leadList(run: RunRecord, load: () => Promise<ArrayBuffer>) {
  let asked: Promise<Map<number, LeadBehind[]>> | null = null;
  let rule: RuleBehind | null = null;
  const summary = html`<summary></summary>`;
  const table = shownTable({columns: [], rows: []}, behindWords.table());
  const cells = ({id, asOf, stage, isConverted}: LeadBehind) => [
    id,
    asOf === null ? "" : date(asOf, run.timezone),
    stage === null ? "" : (run.stages[stage]?.name ?? ""),
    behindWords.converted(isConverted),
  ];
  const columns = behindWords.columns();
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
    html`<details class="folded">${summary}${table.element}<p class="lead-actions"><button type="button" onclick=${save}>${behindWords.save()}</button></p></details>` as HTMLDetailsElement;
  const fill = async () => {
    if (!rule || !element.open) return;
    const wanted = rule;
    const rows = await listOf(wanted);
    if (wanted !== rule) return;
    summary.textContent = listedText(rows.length, wanted.all.n, mostShown);
    table.update({columns, rows: rows.slice(0, mostShown).map(cells)});
  };
  element.addEventListener("toggle", fill);
  const show = (next: RuleBehind) => {
    rule = next;
    summary.textContent = behindWords.which();
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
