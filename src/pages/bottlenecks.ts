import {html} from "htl";
import type {BottleneckReport} from "../analysis/funnel/bottleneck.ts";
import type {FunnelReport} from "../analysis/funnel/funnel.ts";
import {mending, standing} from "../charts/bottlenecks.ts";
import {figure} from "../components/figure.ts";
import {absent, answer, gathered} from "../components/prose.ts";
import {funnelOpening, mendText, standText} from "../text/funnel/bottleneck.ts";
import {computedText, bottleneckWords as words} from "../text/funnel/bottleneckWords.ts";

/** Where leads get stuck: the first that a reader of the Funnel page sees. */
export const opening = (report: BottleneckReport, funnel: FunnelReport): HTMLElement =>
  answer(...(report.stages.length === 0 ? [words.noAnswer()] : funnelOpening(report, funnel)));

/** Which stage is worth mending first, by deals and by days, and how that was reckoned. */
export function ranking(report: BottleneckReport): HTMLElement {
  if (report.stages.length === 0) return gathered();
  const {ranked, stages} = report;
  return html`<div>
    <p>${mendText(report)}</p>
    ${ranked.length > 0 ? figure(mending(report), words.mendingTitle(), words.mending()) : absent(words.noYardstick())}
    <p>${standText(report)}</p>
    ${stages.some(({wait}) => wait !== null) ? figure(standing(report), words.standingTitle(), words.standing()) : ""}
    <p class="remark">${computedText(report)}</p>
  </div>`;
}
