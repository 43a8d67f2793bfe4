import type {RuleBehind} from "../../analysis/drivers/leadsBehind.ts";
import {count, percentWithRange, plural, signed} from "../../analysis/figures.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {sentences} from "../format.ts";
import {say} from "../language.ts";

/** "+2: seminar in the last 90 days"; where the rule is not on the suggested card, what it is. */
export function ruleLabel({text, points, current}: RuleBehind): string {
  if (points !== null) return say({en: `${signed(points)}: ${text}`, ja: `${signed(points)}：${text}`});
  if (current === null) return text;
  return say({en: `today ${signed(current)}: ${text}`, ja: `現行${signed(current)}：${text}`});
}

/** How many observations and leads a rule holds for, and how many converted. */
export function behindText(
  {
    text,
    all,
    leads,
    convertedLeads,
    hidden,
    unstaged,
  }: Omit<RuleBehind, "position" | "points" | "current" | "byStage" | "byPeriod">,
  {design}: Pick<RunRecord, "design">,
): string {
  const share = percentWithRange(all);
  const conversions = count(all.conversions);
  return sentences([
    say({
      en: `${text}: holds on ${plural(all.n, "observation")}, ${conversions} of which converted: ${share}.`,
      ja: `「${text}」に該当する観測は${count(all.n)}件で、うち${conversions}件が転換しました。転換率は${share}です。`,
    }),
    leads === null || convertedLeads === null
      ? ""
      : say({
          en: `They are of ${plural(leads, "lead")}, ${count(convertedLeads)} of which converted after one of them.`,
          ja: `リードの数では${count(leads)}件で、うち${count(convertedLeads)}件がその後に転換しました。`,
        }),
    design === "snapshot"
      ? say({
          en: "A lead is looked at on several dates, and counts on each.",
          ja: "1件のリードを複数の日付で見ており、そのつど数えています。",
        })
      : "",
    unstaged > 0 && design !== "static"
      ? say({
          en: `${plural(unstaged, "observation is", "observations are")} of leads that had entered no stage yet, and in none below.`,
          ja: `うち${count(unstaged)}件は、まだどのフェーズにも入っていないリードの観測のため、下のフェーズ別には含みません。`,
        })
      : "",
    hidden > 0
      ? say({
          en: `${plural(hidden, "stage or period", "stages or periods")} with too few to show are left out below.`,
          ja: `件数不足のフェーズ・時期${count(hidden)}個は、下の図から除いています。`,
        })
      : "",
  ]);
}

/** What the list holds of all, and how many of it are shown. */
export function listedText(listed: number, all: number, shown: number): string {
  const held =
    listed < all
      ? say({
          en: `The newest ${count(listed)} of ${plural(all, "observation")}, by lead`,
          ja: `観測${count(all)}件のうち新しい${count(listed)}件（リード別）`,
        })
      : say({en: `All ${plural(all, "observation")}, by lead`, ja: `観測${count(all)}件すべて（リード別）`});
  return listed <= shown
    ? held
    : held + say({en: ` (${shown} shown, all in the CSV)`, ja: `。表示は${shown}件、CSVにはすべて`});
}

/** Headings, labels and cells of "Who are they". */
export const behindWords = {
  stage: () => say({en: "stage", ja: "フェーズ"}),
  period: () => say({en: "period", ja: "時期"}),
  listsAreLocal: () =>
    say({
      en: "Which leads these are is shown on the machine where the data are, not on a published site.",
      ja: "どのリードかは、データのある端末でだけ表示し、公開するサイトには載せません。",
    }),
  table: () => say({en: "Leads behind the pattern", ja: "パターンに該当するリード"}),
  columns: () => say({en: ["lead", "as of", "stage", "converted"], ja: ["リード", "基準日", "フェーズ", "転換"]}),
  converted: (isConverted: boolean) => (isConverted ? say({en: "yes", ja: "あり"}) : say({en: "no", ja: "なし"})),
  save: () => say({en: "This list as CSV", ja: "この一覧をCSVで保存"}),
  which: () => say({en: "Which leads these are", ja: "どのリードか"}),
};
