import {capital, percent, percentWithRange, rangeText, rateText} from "../../analysis/figures.ts";
import {type LineState, lineOf, type Way} from "../../analysis/threshold/lineState.ts";
import {
  type Choice,
  chooseByProfit,
  profit,
  type Threshold,
  type Unit,
  type Worth,
} from "../../analysis/threshold/threshold.ts";
import type {ThresholdReport} from "../../analysis/threshold/thresholdReport.ts";
import {say} from "../language.ts";
import {bringsText, money, moneyText, perText, scoreNumber, scoreText, volumeText, worthOf} from "./threshold.ts";

interface Asked {
  thresholds: readonly Threshold[];
  unit: Unit;
  state: LineState;
  currency: string | null;
}

/** One way to choose: the line it would draw under the state's settings, and how the line that is chosen fares by it. */
export function wayText(
  {thresholds, unit}: Pick<ThresholdReport, "thresholds" | "unit">,
  state: LineState,
  way: Way,
  currency: string | null,
): string {
  if (thresholds.length === 0)
    return say({en: "There is no observation to draw a line on.", ja: "線を引くための観測がありません。"});
  const asked = {thresholds, unit, state, currency};
  const own = lineOf(thresholds, {...state, way});
  const drawn = drawnText[way](asked, own);
  const chosen = lineOf(thresholds, state).threshold;
  if (way === state.way || !chosen) return capital(drawn);
  const fares = faresText[way](asked, chosen);
  if (fares === "") return capital(drawn);
  return own.threshold?.score === chosen.score
    ? say({en: `${fares} By this alone it would be the same line.`, ja: `${fares}この条件だけでも同じ線になります。`})
    : say({en: `${fares} By this alone: ${drawn}`, ja: `${fares}この条件だけなら、${drawn}`});
}

type Drawn = (asked: Asked, own: Choice) => string;
type Fares = (asked: Asked, chosen: Threshold) => string;

const lineText = (threshold: Threshold, unit: Unit): string => {
  const [at, brings] = [scoreText(threshold), bringsText(threshold, unit)];
  return say({en: `${at}: ${brings}.`, ja: `${at}：${brings}。`});
};

const drawnText: Record<Way, Drawn> = {
  capacity: ({unit}, {threshold, next}) => {
    if (!threshold) {
      const highest = next as Threshold;
      const [at, volume] = [scoreText(highest), volumeText(highest.volume, unit)];
      return say({
        en: `even ${at}, the highest line, has ${volume}: leads with equal scores cannot be divided.`,
        ja: `最も高い線の${at}でも${volume}あります。同じスコアのリードは分けられません。`,
      });
    }
    const more = next
      ? say({
          en: ` The next line, ${scoreNumber(next.score)}, would be ${volumeText(next.volume, unit)}, of whom ${percent(next.rate.value)} (${rangeText(next.rate)}) convert.`,
          ja: `次の線の${scoreText(next)}にすると${volumeText(next.volume, unit)}になり、転換率は${percentWithRange(next.rate)}です。`,
        })
      : say({
          en: " Everyone can be called: there is no need for a line.",
          ja: "全員に連絡できるため、線は要りません。",
        });
    return `${lineText(threshold, unit)}${more}`;
  },
  precision: ({thresholds, unit, state}, {threshold}) => {
    const asked = percent(state.precision);
    if (!threshold) {
      const best = thresholds.reduce((a, b) => (b.rate.low > a.rate.low ? b : a));
      return say({
        en: `no line reaches ${asked}. The surest is ${scoreText(best)}, with ${rateText(best.rate)}.`,
        ja: `${asked}に届く線はありません。最も確かなのは${scoreText(best)}で、${rateText(best.rate)}です。`,
      });
    }
    const low = percent(threshold.rate.low);
    const isLess = threshold.rate.low < state.precision && low !== asked;
    const doubt = isLess
      ? say({
          en: ` It may be less: the interval begins at ${low}.`,
          ja: `区間の下限は${low}で、${asked}に届かないこともありえます。`,
        })
      : "";
    return `${lineText(threshold, unit)}${doubt}`;
  },
  profit: ({thresholds, unit, state, currency}, {threshold}) => {
    const worth = worthOf(state);
    if (!worth)
      return say({
        en: "say what a conversion brings and what a call costs.",
        ja: "転換の価値と連絡の費用を入力してください。",
      });
    const from = percent(worth.cost / worth.value);
    const even = say({
      en: `A call pays from a chance of ${from} on.`,
      ja: `連絡は、転換の確率が${from}以上なら採算に合います。`,
    });
    if (!threshold) return say({en: `no line brings a profit. ${even}`, ja: `利益の出る線はありません。${even}`});
    const [line, pays] = [lineText(threshold, unit), moneyText(threshold, worth, unit, currency)];
    return `${say({en: `${line} It brings ${pays}. ${even}`, ja: `${line}${pays}です。${even}`})}${flatText(thresholds, worth)}`;
  },
  score: ({thresholds, unit}, {threshold}) => {
    if (threshold) return lineText(threshold, unit);
    const highest = scoreNumber((thresholds.at(-1) as Threshold).score);
    return say({
      en: `nobody has so high a score; the highest is ${highest}.`,
      ja: `それほど高いスコアのリードはありません。最高は${highest}です。`,
    });
  },
};

const faresText: Record<Way, Fares> = {
  capacity: ({unit, state}, chosen) => {
    const volume = volumeText(chosen.volume, unit);
    return chosen.volume.mean <= state.capacity
      ? say({en: `The chosen line fits: ${volume}.`, ja: `選んだ線は収まります：${volume}。`})
      : say({en: `The chosen line asks for more: ${volume}.`, ja: `選んだ線では多すぎます：${volume}。`});
  },
  precision: ({state}, {rate}) => {
    const isReached = rate.value >= state.precision;
    return say({
      en: `The chosen line ${isReached ? "reaches this" : "falls short"}: ${percentWithRange(rate)}.`,
      ja: `選んだ線は、これに${isReached ? "届きます" : "届きません"}：${percentWithRange(rate)}。`,
    });
  },
  profit: ({thresholds, unit, state, currency}, chosen) => {
    const worth = worthOf(state);
    if (!worth) return "";
    const less = chooseByProfit(thresholds, worth).profit - profit(chosen, worth);
    const [brings, lacks] = [profit(chosen, worth), less].map((amount) => money(amount, currency));
    const beside =
      less > 0
        ? say({en: `, ${lacks} less than the best`, ja: `、最良の線より${lacks}少なくなります`})
        : say({en: ", and none brings more", ja: "で、これを上回る線はありません"});
    return say({
      en: `The chosen line brings ${brings} ${perText(unit)}${beside}.`,
      ja: `選んだ線の利益は${perText(unit)}${brings}${beside}。`,
    });
  },
  score: () => "",
};

/** The range of lines that bring nearly as much as the best. */
function flatText(thresholds: readonly Threshold[], worth: Worth): string {
  const scores = chooseByProfit(thresholds, worth).nearly.map(({score}) => score);
  if (scores.length < 2) return "";
  const [low, high] = [Math.min(...scores), Math.max(...scores)].map(scoreNumber);
  return say({
    en: ` Any line from ${low} to ${high} brings nearly as much (within 5 %).`,
    ja: `スコア${low}～${high}のどの線でも、利益はほぼ同じです（5%以内）。`,
  });
}
