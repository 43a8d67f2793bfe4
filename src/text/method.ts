import {count, plural, signed} from "../analysis/figures.ts";
import type {RunRecord} from "../analysis/run.ts";
import {observedHow} from "./answers.ts";
import {date, sentences} from "./format.ts";
import {say} from "./language.ts";
import {designText} from "./observing.ts";

/** How this run was computed, in three sentences: what is observed, what is compared, what is tested. */
export function methodAnswer(run: RunRecord): string[] {
  return [
    sentences([observedHow(run), designText(run), knownThen(run)]),
    say({
      en: `${capped(run)} The card is then tested on observations that played no part in finding it.`,
      ja: `${capped(run)}こうして作った配点表を、作成に使わなかった観測で検証します。`,
    }),
  ];
}

function knownThen({design, asOf, timezone}: RunRecord): string {
  if (design === "static")
    return say({
      en: "The export has no times: that a field was filled in later cannot be ruled out.",
      ja: "データに日時がないため、後から入力された項目が混じっている可能性を排除できません。",
    });
  const end = asOf ? date(asOf, timezone) : "";
  const isDecision = design === "decision";
  return say({
    en: `Only what was known before that moment is used${end ? `; the data end on ${end}` : ""}.${isDecision ? " The window ends with the outcome: this describes, and is not for finding points." : ""}`,
    ja: `その時点より前に分かっていたことだけを使います。${end ? `データの末日は${end}です。` : ""}${isDecision ? "期間が結果の時点で終わるため、これは記述のためのもので、点数を決めるためのものではありません。" : ""}`,
  });
}

function capped({settings: {points, minSupport}}: RunRecord): string {
  const low = String(points.min).replace("-", "−");
  return say({
    en: `Patterns on fewer than ${plural(minSupport, "observation")} are not ranked; points are whole numbers from ${low} to ${points.max} on at most ${plural(points.atMost, "rule")}.`,
    ja: `当てはまる観測が${count(minSupport)}件未満のパターンには順位を付けません。点数は${low}から${signed(points.max)}までの整数で、ルールは最大${count(points.atMost)}個です。`,
  });
}
