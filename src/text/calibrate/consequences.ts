import type {Line} from "../../analysis/card/calibrateCard.ts";
import {count, percentOf, plural} from "../../analysis/figures.ts";
import type {Curve} from "../../analysis/points/line.ts";
import {decimals, shareText} from "../format.ts";
import {say} from "../language.ts";
import {heldChances} from "./heldChances.ts";

/** Title and reading of the rate by score. */
export const rateReading = () =>
  say({
    en: {
      title: "Conversion rate by score",
      reading: {
        shows:
          "How many of the observations with about that score converted; scores with few are taken together. The dotted upright is the line.",
        read: "Dots are observed rates with 95 % intervals, the dashed curve is the chance that the card gives.",
        act: "Look for the score from which the rate is worth a call.",
      },
    },
    ja: {
      title: "スコア別の転換率",
      reading: {
        shows:
          "そのスコア前後の観測のうち転換した割合。件数の少ないスコアはまとめています。縦の点線は、連絡する線です。",
        read: "点は実際の転換率で、縦線は95%信頼区間です。破線の曲線は、配点表による転換の確率です。",
        act: "連絡する価値がある転換率になるスコアを探します。",
      },
    },
  });

/** Title and reading of the scores by outcome. */
export const spreadReading = () =>
  say({
    en: {
      title: "Scores by outcome",
      reading: {
        shows: "How the scores of converted observations (upwards) and of the rest (downwards) are spread.",
        read: "The further apart the two heaps, the better the card tells leads apart.",
        act: "A heap of unconverted leads at high scores asks for a rule with minus points.",
      },
    },
    ja: {
      title: "結果別のスコアの分布",
      reading: {
        shows: "転換した観測（上向き）と、転換しなかった観測（下向き）のスコアの分布。",
        read: "2つの山が離れているほど、配点表はリードをよく見分けています。",
        act: "高いスコアに非転換の山があれば、減点のルールが必要です。",
      },
    },
  });

/** Title and columns of the table of cards. */
export const columnNames = () =>
  say({
    en: {
      title: "This card beside others",
      columns: ["card", "rules", "AUC (95 %)", "log-loss", "whole points cost"],
    },
    ja: {
      title: "ほかの配点表との比較",
      columns: ["配点表", "ルール数", "AUC（95%信頼区間）", "対数損失", "整数化による損失"],
    },
  });

/** What the card under the reader's hand is set beside. */
export const rowNames = () =>
  say({
    en: {
      card: "this card",
      real: "real-valued weights on its rules",
      ones: "one point for each of its rules",
      suggested: "suggested card",
      current: "today's points",
    },
    ja: {
      card: "この配点表",
      real: "同じルールに実数の重み",
      ones: "一律1点の配点表",
      suggested: "提案の配点表",
      current: "現行の点数",
    },
  });

/** That all of it flatters the card. */
export const trainedText = (): string =>
  say({
    en: "All of this is on the observations the card was found on, which flatters it; how it does on others is on Validate.",
    ja: "どれも学習に使った観測での値なので、実力より良く見えます。学習に使っていない観測での成績は「検証」にあります。",
  });

/** What the tiles above the card are called. */
export const tileNames = () =>
  say({
    en: {auc: "AUC", loss: "Log-loss", cost: "Whole points cost", line: "Above the line"},
    ja: {auc: "AUC", loss: "対数損失", cost: "整数化による損失", line: "線より上の転換率"},
  });

/** "5 rules". */
export const rulesText = (rules: number): string => say({en: plural(rules, "rule"), ja: `ルール${count(rules)}個`});

/** What whole points cost a share of. */
export const costNote = (): string => say({en: "of log-loss", ja: "対数損失に対する割合"});

/** Of how many observations above the line the rate is, and the share of all conversions that they are. */
export const tileText = (n: number, score: number, caught: number): string =>
  say({
    en: `of ${count(n)} from ${score} on; ${percentOf(caught, 0)} of conversions`,
    ja: `${score}点以上の${count(n)}件、全転換の${percentOf(caught, 0)}`,
  });

/** Why the chances of a card should not be believed; empty where they may. */
export function separationText({slope, isSeparated}: {slope: number; isSeparated: boolean}): string {
  if (isSeparated)
    return say({
      en: "These rules (nearly) separate the data: do not believe the chances.",
      ja: "このルールでデータが（ほぼ）完全に分かれるため、確率は信用できません。",
    });
  if (slope > 0) return "";
  return say({
    en: "More points do not go with more conversions: this card carries no information.",
    ja: "点数が高くても転換は多くありません。この配点表に情報はありません。",
  });
}

/** Words around the controls of the line, seen and read out. */
export const lineWords = () =>
  say({
    en: {
      from: "Call leads from a score of",
      slider: "Line, slider",
      number: "Line: leads are called from this score on",
      usual: "The top fifth",
    },
    ja: {
      from: "連絡する最低スコア",
      slider: "線（スライダー）",
      number: "線：このスコア以上のリードに連絡",
      usual: "上位2割",
    },
  });

/** Who is above the line, and what became of them. */
export function lineText(
  {score, rate, share, caught}: Line,
  {n, conversions}: {n: number; conversions: number},
): string {
  if (rate.n === 0)
    return say({en: `Nobody has a score of ${score} or more.`, ja: `スコア${score}以上のリードはいません。`});
  const base = percentOf(conversions / n, 1);
  return say({
    en: `From ${score} on: ${count(rate.n)} of ${count(n)} observations (${percentOf(share, 1)}), of which ${shareText(rate)} converted; they hold ${percentOf(caught, 0)} of all conversions. The base rate is ${base}.`,
    ja: `スコア${score}以上は観測${count(n)}件中${count(rate.n)}件（${percentOf(share, 1)}）、その転換率は${shareText(rate)}で、全転換の${percentOf(caught, 0)}を占めます。全体の転換率は${base}です。`,
  });
}

/** The formula from score to chance, with its two numbers. */
export function curveText({intercept, slope, within}: Curve): string {
  const [a, b] = [decimals(intercept, 2), decimals(slope, 3)];
  return say({
    en: `Chance of converting at a score: P = 1 / (1 + exp(−(${a} + ${b} × score)))${heldChances(within) ? `, ${heldChances(within)}` : ""}.`,
    ja: `あるスコアでの転換の確率：P = 1 / (1 + exp(−(${a} + ${b} × スコア)))${heldChances(within) ? `。${heldChances(within)}` : ""}`,
  });
}
