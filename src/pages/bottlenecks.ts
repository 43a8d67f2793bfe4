import {html} from "htl";
import type {BottleneckReport} from "../analysis/funnel/bottleneck.ts";
import {mending, standing} from "../charts/bottlenecks.ts";
import {figure} from "../components/figure.ts";
import {absent} from "../components/prose.ts";
import {computedText, funnelOpening, mendText, standText} from "../text/bottleneck.ts";

export {funnelOpening};

/** Which stage is worth mending first, by deals and by days, and how that was reckoned. */
export function ranking(report: BottleneckReport): HTMLElement {
  if (report.stages.length === 0) return absent("The project has no stages to rank.");
  const {ranked, stages} = report;
  return html`<div>
    <p>${mendText(report)}</p>
    ${
      ranked.length > 0
        ? figure(mending(report), "What mending each stage would bring", {
            shows:
              "How many more deals a month would be won if a stage passed on as many of its leads as the best quarter of them, by segment, or as in the period before; all other stages as they are.",
            read: "The dot is the estimate, the line its 95 % interval. Filled and blue: surely more than nothing, although every stage was looked at. Grey: it may well be nothing, or less.",
            act: "Look first at what the best segments get at the stage that stands out, and give it to the others. It is a yardstick, not a promise: segments differ in more than what the team does. Where no stage stands out, do not reorganise by this picture.",
          })
        : absent(
            "What mending a stage would bring: there are too few leads, or neither segments of leads nor a period before to measure the stages by.",
          )
    }
    <p>${standText(report)}</p>
    ${
      stages.some(({wait}) => wait !== null)
        ? figure(standing(report), "How long leads stand in each stage", {
            shows:
              "The mean number of days that a lead which enters stands there beyond the time that the quickest quarter of those who move on needs; lost and open leads count for as long as they stand.",
            read: "The dot is the estimate, the line its 95 % interval. Filled: surely the longest of all stages. Lead-days a month are these days times the leads that enter in a month.",
            act: "Agree on who takes up the leads that stand in the longest stage, and by when. What is won there is time; the picture above says what is won in deals.",
          })
        : ""
    }
    <p class="remark">${computedText(report)}</p>
  </div>`;
}
