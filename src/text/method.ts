import {plural} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {observedHow} from "./answers.ts";
import {date} from "./format.ts";

/** How this run was computed, in three sentences: what is observed, what is compared, what is tested. */
export function methodAnswer(run: RunRecord): string[] {
  return [
    `${observedHow(run)} ${knownThen(run)}`,
    `${capped(run)} The card is then tested on observations that played no part in finding it.`,
  ];
}

function knownThen({design, asOf, timezone}: RunRecord): string {
  if (design === "static") return "The export has no times: that a field was filled in later cannot be ruled out.";
  const end = asOf ? `; the data end on ${date(asOf, timezone)}` : "";
  const caution =
    design === "decision" ? " The window ends with the outcome: this describes, and is not for finding points." : "";
  return `Only what was known before that moment is used${end}.${caution}`;
}

const capped = ({settings: {points, minSupport}}: RunRecord): string =>
  `Patterns on fewer than ${plural(minSupport, "observation")} are not ranked; points are whole numbers from ${String(points.min).replace("-", "−")} to ${points.max} on at most ${plural(points.atMost, "rule")}.`;
