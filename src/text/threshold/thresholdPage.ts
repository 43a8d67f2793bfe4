import {count, plural} from "../../analysis/figures.ts";
import type {RunRecord} from "../../analysis/run.ts";
import type {Unit} from "../../analysis/threshold/threshold.ts";
import type {ThresholdReport} from "../../analysis/threshold/thresholdReport.ts";
import {say} from "../language.ts";
import {leadsPer, perText} from "./threshold.ts";

/** What stands in each part of the page where there is no line to draw. */
export const noLineTexts = (why: string): {answer: string; controls: string; pictures: string} =>
  say({
    en: {
      answer: `No line can be drawn yet: ${why}.`,
      controls: `There is no card to draw a line on: ${why}.`,
      pictures: "Without a card no lead has a score.",
    },
    ja: {
      answer: `まだ線を引けません：${why}。`,
      controls: `線を引く配点表がありません：${why}。`,
      pictures: "配点表がないため、スコアの付いたリードがありません。",
    },
  });

/** In place of bands and of the two sub-scores. */
export const noBandsTexts = (): {noCard: string; tooSmall: string; noMatrix: string} =>
  say({
    en: {
      noCard: "There is no card to form bands of.",
      tooSmall: "The bands are too small to be shown.",
      noMatrix: "There is no card to split.",
    },
    ja: {
      noCard: "ランクを作る配点表がありません。",
      tooSmall: "ランクの件数が少ないため、表示できません。",
      noMatrix: "内訳に分ける配点表がありません。",
    },
  });

/** The ways to draw the line, as the controls name them. */
export const wayTitles = () =>
  say({
    en: {
      legend: "Draw the line",
      capacity: "By what sales can call",
      precision: "By conversion rate",
      profit: "By profit",
      score: "By hand",
    },
    ja: {
      legend: "線の引き方",
      capacity: "連絡できる件数で決める",
      precision: "転換率で決める",
      profit: "利益で決める",
      score: "自分で決める",
    },
  });

/** What a screen reader says of the fields. */
export const fieldLabels = (unit: Unit) =>
  say({
    en: {
      capacity: `Leads that can be called ${perText(unit)}`,
      precision: "Per cent that should convert",
      value: "What a conversion brings",
      cost: "What calling a lead costs",
      score: "Score at least",
    },
    ja: {
      capacity: `${perText(unit)}に連絡できるリードの件数`,
      precision: "目指す転換率（%）",
      value: "転換1件の価値",
      cost: "連絡1件の費用",
      score: "スコアの下限",
    },
  });

/** The words before and after each field. */
export function fieldWords(unit: Unit, currency: string | null) {
  const money = currency ? ` ${currency}` : "";
  return say({
    en: {
      capacity: ["at most ", ` ${leadsPer(unit)}`],
      precision: ["at least ", " % should convert"],
      value: ["a conversion brings ", `${money},`],
      cost: ["a call costs ", money],
      score: ["score at least ", ""],
    },
    ja: {
      capacity: [`${perText(unit)} `, " 件まで"],
      precision: ["転換率 ", " %以上"],
      value: ["転換1件の価値 ", `${money}、`],
      cost: ["連絡1件の費用 ", money],
      score: ["スコアの下限 ", ""],
    },
  });
}

/** Titles of the pictures of every line, and how each is read. */
export function lineFigures(unit: Unit) {
  const isTimed = unit !== "1,000 leads";
  return say({
    en: {
      leads: {
        title: isTimed ? `Leads a ${unit} above the line` : "Leads above the line",
        shows: "How many leads have at least each score.",
        read: `The dashed line is the one chosen.${isTimed ? ` The band reaches from the ${unit} with the fewest to the one with the most.` : ""}`,
        act: "Read off how many calls a line one point lower or higher would mean.",
      },
      precision: {
        title: "How many of them convert",
        shows: "The share of the observations above each line that converts, with its 95 % interval by lead.",
        read: "The level dashed line is the rate of all. To the right fewer are left, so the interval widens.",
        act: "Do not draw a line where the interval is so wide that the next one is as good.",
      },
      profit: {
        title: "Profit",
        shows: `What calling everyone above each line once would bring ${perText(unit)}: value × conversions − cost × calls.`,
        read: "The band is what the rate's 95 % interval leaves open. Every conversion above the line counts as earned by the call, which is too much wherever leads would have bought without one.",
        act: "Where the curve is flat, choose by what people can do well; where it falls below zero, do not call.",
      },
    },
    ja: {
      leads: {
        title: isTimed ? `線より上のリード（${perText(unit)}）` : "線より上のリード",
        shows: "それぞれのスコア以上のリードの件数です。",
        read: `縦の破線が選んだ線です。${isTimed ? "帯は、最も少ない期間から最も多い期間までの幅です。" : ""}`,
        act: "線を1点上げ下げすると連絡が何件増減するかを読み取りましょう。",
      },
      precision: {
        title: "そのうちどれだけ転換するか",
        shows: "それぞれの線より上の観測の転換率と、リード単位の95%信頼区間です。",
        read: "横の破線は全観測の転換率です。右ほど残る観測が少なく、区間が広がります。",
        act: "区間が広く隣の線と変わらないところには、線を引かないでください。",
      },
      profit: {
        title: "利益",
        shows: `それぞれの線より上の全員に1回ずつ連絡したときの、${perText(unit)}の利益です（価値×転換数−費用×連絡数）。`,
        read: "帯は転換率の95%信頼区間から来る幅です。線より上の転換はすべて連絡の成果として数えているため、連絡なしでも買ったはずのリードの分だけ大きすぎます。",
        act: "曲線が平らなところでは、無理なくできる件数で選びましょう。ゼロを下回るところでは連絡しないでください。",
      },
    },
  });
}

/** Name of the table of all lines, and the words on its fold. */
export const everyLine = (n: number): {name: string; fold: string} =>
  say({
    en: {name: "Every line", fold: `All ${count(n)} lines as a table`},
    ja: {name: "すべての線", fold: `${count(n)}本の線をすべて表で見る`},
  });

/** Title and reading of the rate by band. */
export const bandFigure = () =>
  say({
    en: {
      title: "Conversion rate by band",
      shows:
        "The observations of each band of the score, and how many of them convert, with the 95 % interval by lead.",
      read: "The dashed line is the rate of all. Bands are kept only where the intervals of neighbours do not overlap.",
      act: "Give each band a play of its own: call A, invite B, mail C, leave D alone.",
    },
    ja: {
      title: "ランク別の転換率",
      shows: "スコアのランクごとの転換率と、リード単位の95%信頼区間です。",
      read: "破線は全体の転換率です。隣り合うランクの区間が重ならないところだけで分けています。",
      act: "ランクごとに打ち手を決めましょう。例えば、Aには電話、Bには招待、Cにはメール、Dは見送りです。",
    },
  });

/** Title and reading of fit by engagement. */
export function matrixFigure({fit, engagement}: ThresholdReport["ruleCount"], {settings}: Pick<RunRecord, "settings">) {
  const {minSupport, minCell} = settings;
  return say({
    en: {
      title: "Conversion rate by fit and engagement",
      shows: `The score in two: fit, the points for who the lead is (${plural(fit, "rule")}), and engagement, those for what it did, how lately, and the stage it stands in (${plural(engagement, "rule")}). On all observations, also those that the card was learned from.`,
      read: `A fits best, 1 is most engaged. The stronger the colour, the higher the rate; rate and number of observations are printed in it. Under ${minSupport} observations there are too few to give a rate, under ${minCell} none are shown.`,
      act: "Call the upper left first. Good fit with little engagement asks for content, not for a call; much engagement with a poor fit asks whether it is a customer at all.",
    },
    ja: {
      title: "適合度と関心度で見た転換率",
      shows: `スコアを二つに分けたものです。適合度はどんな相手か（ルール${count(fit)}個）、関心度は何をいつしたか、どのフェーズにいるか（ルール${count(engagement)}個）の点数です。配点表の学習に使ったものも含む全観測での値です。`,
      read: `Aが最も適合し、1が最も関心の高いリードです。色が濃いほど転換率が高く、転換率と観測数を中に記しています。観測が${minSupport}件に満たないところは転換率を示さず、${minCell}件に満たないところは件数も示しません。`,
      act: "まず左上に連絡しましょう。適合度が高く関心度が低いリードには、電話より資料です。関心度が高く適合度が低いリードは、そもそも顧客になりうるかを確かめましょう。",
    },
  });
}
