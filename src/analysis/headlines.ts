import {telling} from "./believable.ts";
import type {Driver, Findings, Quality, Rate} from "./findings.ts";

/** "31 %": a rate or share 0–1 as people read it; one decimal under 10 %. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)} %`;
}

/** "+5", "−3", "0". */
export const signed = (points: number): string => (points > 0 ? `+${points}` : String(points).replace("-", "−"));

/** "28–34 %". */
export const rangeText = ({low, high}: {low: number; high: number}): string =>
  `${percent(low).replace(" %", "")}–${percent(high)}`;

/** "31 % (28–34 %, n 1,204)". */
export const rateText = (rate: Rate): string =>
  `${percent(rate.value)} (${rangeText(rate)}, n ${rate.n.toLocaleString("en")})`;

/** "time with the pattern converts at 31 % (28–34 %, n 1,204), the rest at 4.1 % (3.8–4.4 %, n 20,113)". */
export function driverSentence(driver: Driver): string {
  return `${driver.text}: ${rateText(driver.with)} convert, of the rest ${rateText(driver.without)}.`;
}

/**
 * The findings a reader should know first, as sentences with n and interval: what separates best, where leads wait, what the
 * suggested card gains on observations it has not seen. Each says so where it cannot be told.
 */
export function headlines({drivers, funnel, suggestion, run}: Findings): string[] {
  return [strongest(drivers.drivers), bottleneck(funnel.longestWait, run.stages.length), gain(suggestion)];
}

function strongest(drivers: readonly Driver[]): string {
  const best = telling(drivers).find(({oddsRatio}) => oddsRatio.low > 1);
  return best
    ? `What separates best: ${driverSentence(best)}`
    : "What separates best: no pattern stands out from chance.";
}

function bottleneck(wait: Findings["funnel"]["longestWait"], stages: number): string {
  if (wait) return `Longest wait: ${wait.text}.`;
  return stages === 0
    ? "Longest wait: cannot be shown, the project has no stages."
    : "Longest wait: cannot be told, the stages have no times.";
}

function gain({card, refusal, outOfTime, grouped}: Findings["suggestion"]): string {
  if (!card) return `Suggested card: none. ${refusal ?? ""}`.trim();
  const validation = outOfTime ?? grouped;
  const of = (who: string) => validation?.quality.find((q) => q.who === who)?.quality;
  const suggested = of("suggested");
  if (!validation || !suggested) return "Suggested card: too little data to test it on leads it has not seen.";
  const rival = of("current");
  const beside = rival
    ? `, today's rules ${aucText(rival)}`
    : `, one point for each rule ${of("one point each")?.auc.value.toFixed(3) ?? "unknown"}`;
  return `Suggested card: AUC ${aucText(suggested)}${beside}; ${validation.how}, n ${suggested.n.toLocaleString("en")} with ${suggested.conversions.toLocaleString("en")} conversions.`;
}

const aucText = ({auc}: Quality): string => `${auc.value.toFixed(3)} (${auc.low.toFixed(3)}–${auc.high.toFixed(3)})`;
