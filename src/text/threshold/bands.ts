import {capital, count, percent, plural, rateText} from "../../analysis/figures.ts";
import type {Rate} from "../../analysis/findings.ts";
import type {Axis, Matrix} from "../../analysis/threshold/subScores.ts";
import type {ThresholdReport} from "../../analysis/threshold/thresholdReport.ts";
import {list, sentences} from "../format.ts";
import {say} from "../language.ts";
import {scoreNumber} from "./threshold.ts";

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** How many bands the data tell apart, or which of the given ones they do not. */
export function bandsText({bands, areBandsGiven}: Pick<ThresholdReport, "bands" | "areBandsGiven">): string {
  if (bands.length === 0)
    return say({en: "There is no observation to form bands of.", ja: "ランクを作るための観測がありません。"});
  if (areBandsGiven) {
    const alike = bands.flatMap(({name, overlapsNext}, i) =>
      overlapsNext ? [say({en: `${name} and ${bands[i + 1].name}`, ja: `${name}と${bands[i + 1].name}`})] : [],
    );
    return alike.length
      ? say({
          en: `The bands are those of the project file. The data cannot tell ${list(alike)} apart: treat them alike, or merge them.`,
          ja: `ランクはプロジェクトファイルで決めたものです。${list(alike)}の差はデータでは判別できません。同じように扱うか、まとめてください。`,
        })
      : say({
          en: "The bands are those of the project file, and the data tell each from the next.",
          ja: "ランクはプロジェクトファイルで決めたもので、隣り合うランクの差はデータでも確かめられます。",
        });
  }
  const n = bands.length;
  if (n === 1)
    return say({
      en: "The data cannot tell leads apart by this score: there are no bands, only everyone.",
      ja: "このスコアではリードを見分けられません。ランクはなく、全員が一つのまとまりです。",
    });
  const many = capital(numbers[n] ?? String(n));
  const how =
    n < 4
      ? say({
          en: `${many} bands are all that these data can tell apart`,
          ja: `このデータで見分けられるランクは${n}つまでです`,
        })
      : say({en: `${many} bands stand clearly apart`, ja: `${n}つのランクがはっきり分かれています`});
  const [best, last] = [bands[0], bands[n - 1]];
  return say({
    en: `${how}: from ${percent(best.rate.value)} in ${best.name} down to ${percent(last.rate.value)} in ${last.name}.`,
    ja: `${how}。転換率は${best.name}の${percent(best.rate.value)}から${last.name}の${percent(last.rate.value)}までです。`,
  });
}

/** How many observations are in bands that are not shown. */
export const hiddenBands = (n: number): string =>
  n > 0
    ? say({
        en: ` Bands with ${plural(n, "observation")} are too small to be shown.`,
        ja: `観測${count(n)}件のランクは、件数が少ないため表示していません。`,
      })
    : "";

/** "8 or more", "4 to 7", "under −4". */
export function bandRange(bands: readonly Axis[], i: number): string {
  const {from} = bands[i];
  if (bands.length === 1) return say({en: "all scores", ja: "全スコア"});
  const low = scoreNumber(from);
  if (i === 0) return say({en: `${low} or more`, ja: `${low}以上`});
  const above = bands[i - 1].from;
  if (i === bands.length - 1) return say({en: `under ${scoreNumber(above)}`, ja: `${scoreNumber(above)}未満`});
  const high = scoreNumber(above - 1);
  return low === high ? low : say({en: `${low} to ${high}`, ja: `${low}～${high}`});
}

/** What fit and engagement each tell, and what looking at both adds. */
export function matrixText({matrix, ruleCount}: Pick<ThresholdReport, "matrix" | "ruleCount">): string[] {
  if (matrix) return [`${tellsMore(matrix)}${oneBand(matrix)}`, across(matrix)].filter(Boolean);
  const lacking = [
    ruleCount.fit === 0 && say({en: "who the lead is (fit)", ja: "どんな相手か（適合度）"}),
    ruleCount.engagement === 0 && say({en: "what it did (engagement)", ja: "何をしたか（関心度）"}),
  ].filter((what) => what !== false);
  return [
    lacking.length
      ? say({
          en: `The card has no rule on ${list(lacking)}, so there are no two sub-scores to lay against each other.`,
          ja: `配点表に${list(lacking)}のルールがないため、掛け合わせる二つの内訳スコアがありません。`,
        })
      : say({
          en: "One of the two sub-scores is the same for all leads, so there is nothing to lay against each other.",
          ja: "二つの内訳スコアの一方が全リードで同じため、掛け合わせるものがありません。",
        }),
  ];
}

function tellsMore({gain, difference}: Matrix): string {
  const share = (part: number) => (gain.score > 0 ? percent(Math.max(0, part / gain.score)) : "–");
  const parts = say({
    en: `Engagement alone brings ${share(gain.engagement)} of what the whole score tells about who converts, fit alone ${share(gain.fit)}.`,
    ja: `スコア全体の見分ける力のうち、関心度だけで${share(gain.engagement)}、適合度だけで${share(gain.fit)}が得られます。`,
  });
  const {low, high} = difference;
  if (low !== null && low > 0)
    return say({
      en: `Engagement tells more than fit. ${parts}`,
      ja: `適合度より関心度の方が、転換をよく見分けます。${parts}`,
    });
  if (high !== null && high < 0)
    return say({
      en: `Fit tells more than engagement. ${parts}`,
      ja: `関心度より適合度の方が、転換をよく見分けます。${parts}`,
    });
  return say({
    en: `Which of the two tells more cannot be said. ${parts}`,
    ja: `どちらが転換をよく見分けるかは判別できません。${parts}`,
  });
}

function oneBand({fit, engagement}: Matrix): string {
  if (fit.length === 1 && engagement.length === 1)
    return say({en: " Neither alone tells leads apart.", ja: "どちらも、それだけではリードを見分けられません。"});
  if (fit.length === 1)
    return say({
      en: " By fit alone the data cannot tell leads apart: there is one row only.",
      ja: "適合度だけではリードを見分けられないため、行は一つです。",
    });
  return engagement.length === 1
    ? say({
        en: " By engagement alone the data cannot tell leads apart: there is one column only.",
        ja: "関心度だけではリードを見分けられないため、列は一つです。",
      })
    : "";
}

/** What the other sub-score does among leads that are alike in one: the reason to look at both. */
function across({fit, engagement, cells}: Matrix): string {
  if (fit.length < 2 || engagement.length < 2) return "";
  const rated = (f: Axis, e: Axis) =>
    cells.find((cell) => cell.fit === f.name && cell.engagement === e.name && !cell.isTooFew)?.rate ?? null;
  const [first, last] = [engagement[0], engagement[engagement.length - 1]];
  const row = fit.find((f) => rated(f, first) && rated(f, last));
  const column = engagement.find((e) => rated(fit[0], e) && rated(fit[fit.length - 1], e));
  const change = (one: Rate | null, other: Rate | null) =>
    one && other
      ? say({en: `from ${rateText(other)} to ${rateText(one)}`, ja: `${rateText(other)}から${rateText(one)}に`})
      : "";
  const byEngagement = row && change(rated(row, first), rated(row, last));
  const byFit = column && change(rated(fit[0], column), rated(fit[fit.length - 1], column));
  return sentences([
    byEngagement &&
      say({
        en: `Among leads of fit ${row.name}, engagement takes the rate ${byEngagement}.`,
        ja: `適合度${row.name}のリードでは、関心度によって転換率が${byEngagement}変わります。`,
      }),
    byFit &&
      say({
        en: `Among leads of engagement ${column.name}, fit takes it ${byFit}.`,
        ja: `関心度${column.name}のリードでは、適合度によって転換率が${byFit}変わります。`,
      }),
  ]);
}
