import {telling} from "../analysis/drivers/believable.ts";
import type {Driver} from "../analysis/drivers/driver.ts";
import {count, rateText} from "../analysis/figures.ts";
import type {Findings} from "../analysis/findings.ts";
import type {Quality} from "../analysis/validation/quality.ts";
import {bottleneckSentence} from "./bottleneck.ts";
import {intervalText} from "./format.ts";

/** "page_view (pricing): 31 % (28–34 %, n 1,204) convert, of the rest 4.1 % (3.8–4.4 %, n 20,113)." */
export const driverSentence = (driver: Driver): string =>
  `${driver.text}: ${rateText(driver.with)} convert, of the rest ${rateText(driver.without)}.`;

/**
 * The findings a reader should know first, as sentences with n and interval: what separates best, which stage to mend and
 * where leads wait, what the suggested card gains on observations it has not seen. Each says so where it cannot be told.
 */
export const headlines = ({drivers, bottlenecks, suggestion}: Findings): string[] => [
  strongest(drivers.drivers),
  bottleneckSentence(bottlenecks) || "Where leads get stuck cannot be told: the project has no stages.",
  gain(suggestion),
];

function strongest(drivers: readonly Driver[]): string {
  const best = telling(drivers).find(({oddsRatio}) => oddsRatio.low > 1);
  return best
    ? `What separates best: ${driverSentence(best)}`
    : "What separates best: no pattern stands out from chance.";
}

function gain({card, refusal, outOfTime, grouped}: Findings["suggestion"]): string {
  if (!card) return `Suggested card: none${refusal ? `, as ${refusal}` : ""}.`;
  const validation = outOfTime ?? grouped;
  const of = (who: string) => validation?.quality.find((q) => q.who === who)?.quality;
  const suggested = of("suggested");
  if (!validation || !suggested) return "Suggested card: too little data to test it on leads it has not seen.";
  const [rival, ones] = [of("current"), of("one point each")];
  const luck = suggested.auc.low <= 0.5 ? " no better than chance: do not use it." : "";
  const beside = rival
    ? `, today's rules ${aucText(rival)}`
    : `, one point for each rule ${ones ? aucText(ones) : "unknown"}`;
  return `Suggested card:${luck} AUC ${aucText(suggested)}${beside}; ${validation.how}, n ${count(suggested.n)} with ${count(suggested.conversions)} conversions.`;
}

const aucText = ({auc}: Quality): string => intervalText(auc);
