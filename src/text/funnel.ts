import type {StageFlow} from "../analysis/findings.ts";
import {count, duration} from "./format.ts";

/** How long leads stay in a stage, open ones counted as still waiting, and by how much the plain median flatters. */
export function dwellText({name, dwell, stock}: StageFlow): string {
  if (!dwell) return `${name}: no times, so that how long leads stay cannot be told.`;
  const {median, n, advanced, p80, medianOfAdvanced} = dwell;
  const range =
    median.low === null || median.high === null ? "" : ` (95 %: ${briefly(median.low)} to ${briefly(median.high)})`;
  const flatters = medianOfAdvanced !== null && median.value !== null && median.value > 1.05 * medianOfAdvanced;
  return `${name}: half of those who move on have done so after ${duration(median.value)}${range}, 80 % after ${duration(p80)}; ${count(advanced)} of ${count(n)} have moved on, ${count(stock)} are there now.${flatters ? ` Leaving out those who still wait would say ${duration(medianOfAdvanced)}, which flatters.` : ""}`;
}

/** A duration without the same in hours behind it. */
export const briefly = (days: number | null): string => duration(days).replace(/ \(.*$/, "");
