import {rateText} from "../../analysis/figures.ts";
import type {Rate} from "../../analysis/findings.ts";
import type {RunRecord} from "../../analysis/run.ts";
import {observedHow} from "../answers.ts";
import {sentences} from "../format.ts";
import {say} from "../language.ts";

/** How the page's first sections are computed: observations, intervals, ranks, and what is compared with what. */
export function driversMethod(run: RunRecord, base: Rate): string {
  const all = rateText(base);
  return sentences([
    observedHow(run),
    say({
      en:
        `Of all observations ${all} converted. ` +
        "A pattern uses only what was known before the day looked at. " +
        "Rates have Wilson 95 % intervals; odds ratios 95 % intervals on the log scale, with exact methods where a cell is under five. " +
        "Patterns are ranked by the end of the odds ratio's interval that is nearer to 1, so a wide interval does not rank high. " +
        "q is the Benjamini–Hochberg false-discovery rate over all patterns looked at. " +
        "Odds ratios among like leads are Mantel–Haenszel over the stage at the day looked at, over each attribute of 2 to 12 values, and over periods. " +
        "A pattern turns round where the first sight and like leads lie on opposite sides of 1 and both are beyond chance: the larger of their two p, corrected by Benjamini–Hochberg over all pairs of a pattern and a thing held equal in all steps. " +
        "In a group of leads errors are taken to be as much wider than independent ones as in the whole step.",
      ja:
        `全観測の転換率は${all}です。` +
        "パターンには、基準日より前に分かっていたことだけを使います。" +
        "転換率の区間はWilsonの95%信頼区間、オッズ比の区間は対数目盛での95%信頼区間で、5件未満のマスがあれば正確法を使います。" +
        "順位は、オッズ比の区間の1に近いほうの端で付けるため、区間の広いものが上位に来ることはありません。" +
        "qは、調べたすべてのパターンを通したBenjamini–Hochberg法の偽発見率です。" +
        "似たリードどうしのオッズ比は、基準日のフェーズ、値が2–12種類の各属性、時期をそれぞれそろえたMantel–Haenszel法です。" +
        "「逆転」は、見かけと似たリードどうしのオッズ比が1をはさんで反対側にあり、どちらも偶然を超える場合です。2つのpの大きいほうを、全段階でのパターンとそろえる条件の全組み合わせについて、Benjamini–Hochberg法で補正しています。" +
        "リードのグループでは、誤差が独立な場合より広がる度合いを、段階全体と同じとみなしています。",
    }),
    run.design === "snapshot"
      ? say({
          en: "A lead is seen on several dates: intervals and q are widened by the design effect of leaving out folds of leads in turn.",
          ja: "1件のリードを複数の日付で見るため、リードの組を1つずつ除いて求めたデザイン効果の分だけ、区間とqを広げています。",
        })
      : "",
    say({
      en: `Patterns that hold on fewer than ${run.settings.minSupport} observations are listed, not ranked.`,
      ja: `該当する観測が${run.settings.minSupport}件未満のパターンは、順位を付けずに一覧に載せています。`,
    }),
  ]);
}

/** How the figures of the sections in depth are computed. */
export const depthMethod = (): string =>
  say({
    en:
      "How often, within what window: the best combination is the one with the largest likelihood ratio (G²); its interval and p allow for its being the most striking of all that were looked at (Šidák), with errors between folds of leads; another tells as much where its G² is not beyond chance below the best one's, fold by fold. " +
      "Momentum: rising against falling is Mantel–Haenszel over how often it was done in both windows together; q is over all actions. " +
      "Beside all others: one logistic regression by maximum likelihood on all rules shown, intervals by leaving out folds of leads in turn. " +
      "Activity by week is over leads known for all of that week. " +
      "If all were open equally long: a logistic regression on number of times and tenth of time open, averaged over the tenths of all leads.",
    ja:
      "回数と期間：最良の組み合わせは、尤度比（G²）が最も大きいものです。その区間とpは、調べたすべての中で最も目立つものを選んだことを補正し（Šidák）、誤差はリードの組ごとに見積もっています。G²が最良のものより偶然を超えて小さいと言えない組み合わせは、同じくらい見分けるとみなします。" +
      "増減：増加と減少の比較は、両期間を合わせた回数をそろえたMantel–Haenszel法です。qは全行動を通したものです。" +
      "ほかをそろえた比較：表示したすべてのルールによる1つのロジスティック回帰（最尤法）で、区間はリードの組を1つずつ除いて求めています。" +
      "週ごとの行動は、その週の全日を通して見えていたリードについてのものです。" +
      "決着までの期間が全員同じだった場合：回数と決着までの期間（10等分）によるロジスティック回帰を、全リードの10等分で平均しています。",
  });
