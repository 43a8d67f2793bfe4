import {capital, percent, rangeText, rateText} from "../analysis/figures.ts";
import {type LineState, lineOf, type Way} from "../analysis/threshold/lineState.ts";
import {
  type Choice,
  chooseByProfit,
  profit,
  type Threshold,
  type Unit,
  type Worth,
} from "../analysis/threshold/threshold.ts";
import type {ThresholdReport} from "../analysis/threshold/thresholdReport.ts";
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
  if (thresholds.length === 0) return "There is no observation to draw a line on.";
  const asked = {thresholds, unit, state, currency};
  const own = lineOf(thresholds, {...state, way});
  const drawn = drawnText[way](asked, own);
  const chosen = lineOf(thresholds, state).threshold;
  if (way === state.way || !chosen) return capital(drawn);
  const fares = faresText[way](asked, chosen);
  if (fares === "") return capital(drawn);
  return own.threshold?.score === chosen.score
    ? `${fares} By this alone it would be the same line.`
    : `${fares} By this alone: ${drawn}`;
}

type Drawn = (asked: Asked, own: Choice) => string;
type Fares = (asked: Asked, chosen: Threshold) => string;

const lineText = (threshold: Threshold, unit: Unit): string =>
  `${scoreText(threshold)}: ${bringsText(threshold, unit)}.`;

const drawnText: Record<Way, Drawn> = {
  capacity: ({unit}, {threshold, next}) => {
    if (!threshold)
      return `even ${scoreText(next as Threshold)}, the highest line, has ${volumeText((next as Threshold).volume, unit)}: leads with equal scores cannot be divided.`;
    const more = next
      ? ` The next line, ${scoreNumber(next.score)}, would be ${volumeText(next.volume, unit)}, of whom ${percent(next.rate.value)} (${rangeText(next.rate)}) convert.`
      : " Everyone can be called: there is no need for a line.";
    return `${lineText(threshold, unit)}${more}`;
  },
  precision: ({thresholds, unit, state}, {threshold}) => {
    if (!threshold) {
      const best = thresholds.reduce((a, b) => (b.rate.low > a.rate.low ? b : a));
      return `no line reaches ${percent(state.precision)}. The surest is ${scoreText(best)}, with ${rateText(best.rate)}.`;
    }
    const {low} = threshold.rate;
    const isLess = low < state.precision && percent(low) !== percent(state.precision);
    const doubt = isLess ? ` It may be less: the interval begins at ${percent(low)}.` : "";
    return `${lineText(threshold, unit)}${doubt}`;
  },
  profit: ({thresholds, unit, state, currency}, {threshold}) => {
    const worth = worthOf(state);
    if (!worth) return "say what a conversion brings and what a call costs.";
    const even = `A call pays from a chance of ${percent(worth.cost / worth.value)} on.`;
    if (!threshold) return `no line brings a profit. ${even}`;
    return `${lineText(threshold, unit)} It brings ${moneyText(threshold, worth, unit, currency)}. ${even}${flatText(thresholds, worth)}`;
  },
  score: ({thresholds, unit}, {threshold}) =>
    threshold
      ? lineText(threshold, unit)
      : `nobody has so high a score; the highest is ${scoreNumber((thresholds.at(-1) as Threshold).score)}.`,
};

const faresText: Record<Way, Fares> = {
  capacity: ({unit, state}, {volume}) =>
    volume.mean <= state.capacity
      ? `The chosen line fits: ${volumeText(volume, unit)}.`
      : `The chosen line asks for more: ${volumeText(volume, unit)}.`,
  precision: ({state}, {rate}) =>
    `The chosen line ${rate.value >= state.precision ? "reaches this" : "falls short"}: ${percent(rate.value)} (${rangeText(rate)}).`,
  profit: ({thresholds, unit, state, currency}, chosen) => {
    const worth = worthOf(state);
    if (!worth) return "";
    const less = chooseByProfit(thresholds, worth).profit - profit(chosen, worth);
    const beside = less > 0 ? `, ${money(less, currency)} less than the best` : ", and none brings more";
    return `The chosen line brings ${money(profit(chosen, worth), currency)} ${perText(unit)}${beside}.`;
  },
  score: () => "",
};

/** The range of lines that bring nearly as much as the best. */
function flatText(thresholds: readonly Threshold[], worth: Worth): string {
  const scores = chooseByProfit(thresholds, worth).nearly.map(({score}) => score);
  if (scores.length < 2) return "";
  return ` Any line from ${scoreNumber(Math.min(...scores))} to ${scoreNumber(Math.max(...scores))} brings nearly as much (within 5 %).`;
}
