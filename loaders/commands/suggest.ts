import type {Findings} from "../../src/analysis/findings.ts";
import {isQuestion} from "../../src/analysis/leaks/flag.ts";
import {say} from "../../src/text/language.ts";
import {designCautions} from "../../src/text/observing.ts";
import {headlines} from "../../src/text/overview/headlines.ts";
import {findingsOrLoad} from "../warehouse.ts";
import {cardText} from "./cardText.ts";

/** `hakari suggest`: the main job without a browser. Loads the project first where it has not been loaded. */
export async function suggest(options: {project: string; json: boolean}): Promise<void> {
  const findings = await findingsOrLoad(options.project);
  console.log(options.json ? JSON.stringify(findings, null, 2) : suggestionText(findings));
}

/** The card, the headlines and what to be careful about, as plain text. */
export function suggestionText(findings: Findings): string {
  const {leaks, suggestion, run} = findings;
  const warnings = [
    ...designCautions(run),
    ...leaks.filter((leak) => leak.excluded || isQuestion(leak)).map(({text}) => text),
    ...run.absences.map(({what, why}) =>
      say({en: `Cannot be shown: ${what}; ${why}.`, ja: `表示なし：${what}（${why}）。`}),
    ),
    ...suggestion.notes,
  ];
  const fading = findings.decay.decays.filter(({state}) => state === "fades").map(({text}) => text);
  return [
    cardText(findings),
    fading.length
      ? [say({en: "How worth fades", ja: "効果の薄れ方"}), ...fading.map((line) => `  ${line}`)].join("\n")
      : "",
    [say({en: "Findings", ja: "分かったこと"}), ...headlines(findings).map((line) => `  ${line}`)].join("\n"),
    warnings.length ? [say({en: "Be careful", ja: "注意"}), ...warnings.map((line) => `  ${line}`)].join("\n") : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
