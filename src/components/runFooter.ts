import {html} from "htl";
import {count, plural} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {date} from "../text/format.ts";

const designs = {
  snapshot: "snapshot: every undecided lead, as of fixed dates",
  entry: "entry: every lead, as of its entry into the stage",
  decision: "decision: looking back from the decision; description only, not for fitting",
  static: "static: attributes without times; leakage cannot be ruled out",
} as const;

/** What a design cannot carry, said on every page. */
const limits: Partial<Record<RunRecord["design"], string>> = {
  decision: "These figures look back from each decision: they describe, and are not for fitting points.",
  static: "This export has no times: that a field was filled in after the outcome cannot be ruled out.",
};

/** What was run on what: the foot of every page. */
export function runFooter(run: RunRecord): HTMLElement {
  const facts: [string, string][] = [
    ["Project", `${run.title} (${run.project})`],
    ["Run", run.id],
    ["Data up to", run.asOf ? date(run.asOf, run.timezone) : "no dates in the data"],
    [
      "Dated rows",
      run.period ? `${date(run.period.from, run.timezone)} to ${date(run.period.to, run.timezone)}` : "none",
    ],
    ["Observations", designs[run.design]],
    ["Whom", run.stage ? `leads in ${stageName(run, run.stage)} or beyond` : "all leads"],
    ["Target", run.target === "won" ? "won" : stageName(run, run.target)],
    ["Outcome window", run.horizonDays ? `${plural(run.horizonDays, "day")} (${run.horizonFrom})` : "none"],
    ["Windows", run.settings.windowsDays.map((days) => `${days} days`).join(", ")],
    [
      "Points",
      `${run.settings.points.min} to ${run.settings.points.max}, at most ${count(run.settings.points.atMost)} rules`,
    ],
    ["Smallest cell shown", plural(run.settings.minCell, "observation")],
    [
      "Versions",
      Object.entries(run.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ],
  ];
  return html`<div class="run-record">
    ${limits[run.design] ? html`<p>${limits[run.design]}</p>` : ""}
    <details><summary>Run ${run.id}: ${run.asOf ? "data up to " : ""}${facts[2][1]}</summary>
    <dl class="facts">${facts.map(([what, value]) => html`<div><dt>${what}</dt><dd>${value}</dd></div>`)}</dl></details>
  </div>`;
}

const stageName = ({stages}: RunRecord, id: string): string => stages.find((stage) => stage.id === id)?.name ?? id;
