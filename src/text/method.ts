import type {RunRecord} from "../analysis/findings.ts";
import {observedHow} from "./answers.ts";
import {date, plural} from "./format.ts";

/** How this run was computed, in three sentences: what is observed, what is compared, what is tested. */
export function methodAnswer(run: RunRecord): string[] {
  return [
    `${observedHow(run)} Only what was known before that moment is used${run.asOf ? `; the data end on ${date(run.asOf, run.timezone)}` : ""}.`,
    `${capped(run)} The card is then tested on observations that played no part in finding it.`,
  ];
}

const capped = ({settings: {minPoints, maxPoints, atMostRules, minSupport}}: RunRecord): string =>
  `Patterns on fewer than ${plural(minSupport, "observation")} are not ranked; points are whole numbers from ${String(minPoints).replace("-", "−")} to ${maxPoints} on at most ${plural(atMostRules, "rule")}.`;
