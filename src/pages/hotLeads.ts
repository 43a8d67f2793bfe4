import {html} from "htl";
import type {Interval} from "../analysis/findings.ts";
import type {HotReport} from "../analysis/hotLeads/hotLeads.ts";
import {chosenLeads, everyLead, type HotChoice} from "../analysis/hotLeads/hotLeadsChoice.ts";
import type {RunRecord} from "../analysis/run.ts";
import {absent, answer, caution} from "../components/prose.ts";
import {chanceText} from "../text/answers.ts";
import {leadWords} from "../text/hotLeads/hotLead.ts";
import {hotAnswer, hotNotes, localNotice, noLeadsTexts, publishedNotice} from "../text/hotLeads/hotLeads.ts";
import {hotControls} from "./hotLeadsControls.ts";
import {hotList} from "./hotLeadsList.ts";
import {hotMatrix} from "./hotLeadsMatrix.ts";

/** Page data of Hot leads; no report where leads may not be shown. */
interface HotLeadsData {
  run: RunRecord;
  /** AUC of the suggested card on observations it has not seen; null where it could not be tested. */
  unseen: Interval | null;
  /** What must be known where few deals carry the card. */
  strength: string | null;
  report: HotReport | null;
  isPublished: boolean;
}

/** The parts of the page that follow what the reader chooses. */
interface HotLeadsPage {
  answer: HTMLElement;
  matrix: HTMLElement;
  list: HTMLElement;
}

/** Where the open leads stand, and the list of them, kept in step: a cell chooses what is listed. */
export function page({run, unseen, strength, report, isPublished}: HotLeadsData): HotLeadsPage {
  const notice = isPublished ? caution(...publishedNotice()) : html`<p class="remark">${localNotice()}</p>`;
  if (!report) {
    const none = absent(noLeadsTexts().held);
    return {answer: none, matrix: none.cloneNode(true) as HTMLElement, list: none.cloneNode(true) as HTMLElement};
  }
  const said = html`<div>${answer(chanceText(unseen), strength ?? "", ...hotAnswer(report, run), hotNotes(run))}${notice}</div>`;
  if (report.leads.length === 0) {
    const why = report.scored === 0 ? noLeadsTexts().scored : (report.refusal ?? "");
    return {answer: said, matrix: absent(why), list: absent(why)};
  }
  let choice: HotChoice = everyLead;
  const choose = (change: Partial<HotChoice>) => {
    choice = {...choice, ...change};
    matrix.show(choice);
    controls.show(choice);
    list.show(
      chosenLeads(report, choice, (lead) => leadWords(lead, report)),
      choice,
    );
  };
  const matrix = hotMatrix(report, run, choose);
  const list = hotList(report, run);
  const controls = hotControls(report, choose);
  choose({});
  return {answer: said, matrix: matrix.element, list: html`<div>${controls.element}${list.element}</div>`};
}
