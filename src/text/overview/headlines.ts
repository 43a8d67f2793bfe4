import {distinct, sureOf, telling} from "../../analysis/drivers/believable.ts";
import type {Driver} from "../../analysis/drivers/driver.ts";
import {count, percent, rateText} from "../../analysis/figures.ts";
import type {Findings} from "../../analysis/findings.ts";
import type {RunRecord} from "../../analysis/run.ts";
import type {Quality} from "../../analysis/validation/quality.ts";
import {qualityOf} from "../answers.ts";
import {countedText, recurringText, type Seen} from "../counted.ts";
import {intervalText} from "../format.ts";
import {bottleneckHeadline, bottleneckSentence} from "../funnel/bottleneck.ts";
import {say} from "../language.ts";

/** A finding that a reader should know first: one plain sentence, and in small print its n and intervals. */
export interface Headline {
  sentence: string;
  /** Empty where the sentence says all, or says why there is nothing to say. */
  small: string;
}

/** What a lead must have reached to count, as its sentences say it. */
type Goal = Pick<RunRecord, "target" | "horizonDays" | "stages">;

/** The headlines as lines of text: the strongest driver, the bottleneck in two sentences, the card's gain. */
export function headlines({run, drivers, bottlenecks, suggestion}: Findings): string[] {
  const [strongest] = strongestDrivers(drivers.drivers);
  return [
    lineOf(strongest ? driverHeadline(strongest, run) : noDriver()),
    bottleneckSentence(bottlenecks) || noStages(),
    lineOf(cardHeadline(suggestion)),
  ];
}

const lineOf = ({sentence, small}: Headline): string =>
  small ? say({en: `${sentence} (${small})`, ja: `${sentence}（${small}）`}) : sentence;

/**
 * Up to three patterns worth telling first, each of another action or attribute: those of more conversions before those of
 * fewer. Each stands out although all patterns were looked at.
 */
export function strongestDrivers(drivers: readonly Driver[]): Driver[] {
  const sure = distinct(telling(drivers)).filter((driver) => sureOf(driver) && driver.q < 0.05);
  return [...sure].sort((a, b) => Number(b.oddsRatio.value > 1) - Number(a.oddsRatio.value > 1)).slice(0, 3);
}

/**
 * "With seminar in the last 90 days, 18 % of leads are won within 120 days, otherwise 7.5 %."; of monthly observations where a
 * lead recurs, with that said in small print.
 */
export function driverHeadline({text, ...driver}: Driver, goal: Goal & Seen): Headline {
  const [held, rest] = [percent(driver.with.value), percent(driver.without.value)];
  const {when} = driver.rule;
  const reads = "stage" in when || ("attribute" in when && (when.is || when.missing)) ? "Where" : "With";
  return {
    sentence: say({
      en: `${reads} ${text}, ${held} of ${countedText(goal)} ${goalText(goal)}, otherwise ${rest}.`,
      ja: `「${text}」に当てはまる${countedText(goal)}は${held}が${goalText(goal)}、それ以外は${rest}です。`,
    }),
    small: [
      [driver.with, driver.without].map(rateText).join(say({en: " against ", ja: "、それ以外は"})),
      recurringText(goal),
    ]
      .filter(Boolean)
      .join(say({en: "; ", ja: "。"})),
  };
}

/** "are won within 120 days", "reach Meeting". */
export function goalText({target, horizonDays, stages}: Goal): string {
  const stage = stages.find(({id}) => id === target)?.name ?? target;
  const days = horizonDays === null ? null : count(horizonDays);
  const isWon = target === "won";
  return say({
    en: `${isWon ? "are won" : `reach ${stage}`}${days === null ? "" : ` within ${days} days`}`,
    ja: `${days === null ? "" : `${days}日以内に`}${isWon ? "受注" : `${stage}に到達`}`,
  });
}

/** In place of the strongest drivers, where none is sure. */
export const noDriver = (): Headline => ({
  sentence: say({
    en: "No action and no attribute stands out from chance.",
    ja: "偶然では説明しにくい行動や属性は見つかりませんでした。",
  }),
  small: "",
});

/** Where leads get stuck: where they wait longest if only that is sure, else the stage to mend. */
export function stuckHeadline(report: Findings["bottlenecks"]): Headline {
  const found = bottleneckHeadline(report);
  if (!found) return {sentence: noStages(), small: ""};
  const stage = report.stages.find((one) => one.stage === found.stage);
  const [entered, stock] = [count(stage?.entered ?? 0), count(stage?.stock ?? 0)];
  return {
    sentence: found.sentence,
    small: stage
      ? say({
          en: `${entered} leads entered ${stage.name}, ${stock} stand there now`,
          ja: `${stage.name}に入ったリード${entered}件、現在滞留中${stock}件`,
        })
      : "",
  };
}

const noStages = (): string =>
  say({
    en: "Where leads get stuck cannot be told: the project has no stages.",
    ja: "リードがどこで滞るかは分かりません。プロジェクトにフェーズがないためです。",
  });

/** What the suggested card gains on leads that it has not seen, as the chance that it puts the right one of two leads first. */
export function cardHeadline({card, refusal, outOfTime, grouped}: Findings["suggestion"]): Headline {
  const validation = outOfTime ?? grouped;
  const suggested = qualityOf(validation, "suggested");
  if (!card)
    return {
      sentence: say({
        en: `No card is suggested${refusal ? `: ${refusal}` : ""}.`,
        ja: `配点表は提案しません${refusal ? `。理由：${refusal}` : ""}。`,
      }),
      small: "",
    };
  if (!suggested || !validation)
    return {
      sentence: say({
        en: "There is too little data to test the suggested card on observations that it has not seen.",
        ja: "データが少なく、提案の配点表を作成に使っていない観測で検証できません。",
      }),
      small: "",
    };
  const rival = rivalOf(validation.quality);
  const ours = percent(suggested.auc.value);
  const theirs = rival && percent(rival.quality.auc.value);
  const isChance = suggested.auc.low <= 0.5;
  return {
    sentence: say({
      en: `Of two leads of which one converts, the suggested card puts that one first ${ours} of the time${theirs ? `, ${rival.name} ${theirs}` : ""}${isChance ? "; that is not shown to be better than chance, so do not rely on it" : ""}.`,
      ja: `転換するリードとしないリードを1件ずつ比べたとき、転換する方を上位にする割合は、提案の配点表が${ours}${theirs ? `、${rival.name}が${theirs}` : ""}です${isChance ? "が、偶然を上回るとは言えないため、頼らないでください" : ""}。`,
    }),
    small: [
      say({
        en: `AUC ${intervalText(suggested.auc)}${rival ? ` against ${intervalText(rival.quality.auc)}` : ""}`,
        ja: `AUC ${intervalText(suggested.auc)}${rival ? `、${rival.name}は${intervalText(rival.quality.auc)}` : ""}`,
      }),
      say({
        en: `${validation.how}, n ${count(suggested.n)} with ${count(suggested.conversions)} conversions`,
        ja: `${validation.how}、n ${count(suggested.n)}、うち転換${count(suggested.conversions)}件`,
      }),
    ].join(say({en: "; ", ja: "；"})),
  };
}

/** What the card is measured by: today's rules, or else its own rules without their points. */
export function rivalOf(
  all: readonly {who: string; quality: Quality}[],
): {who: string; name: string; quality: Quality} | null {
  const names: Record<string, string> = say({
    en: {current: "today's rules", "one point each": "one point for each of its rules"},
    ja: {current: "現行ルール", "one point each": "一律1点の配点表"},
  });
  const found = all.find(({who}) => who === "current") ?? all.find(({who}) => who === "one point each");
  return found ? {...found, name: names[found.who]} : null;
}
