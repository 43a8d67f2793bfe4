import type {RunRecord} from "../analysis/findings.ts";
import {isByDefault, type LineState, lineOf} from "../analysis/lineState.ts";
import {chooseByProfit, profit, type Threshold, type Unit, type Volume, type Worth} from "../analysis/threshold.ts";
import type {TestedThreshold, ThresholdReport} from "../analysis/thresholdReport.ts";
import {count, percent, plural, rangeText, rateText} from "./format.ts";

/** "a month", "per 1,000 leads". */
export const perText = (unit: Unit): string => (unit === "1,000 leads" ? "per 1,000 leads" : `a ${unit}`);

/** "1.3" under ten, "316" above. */
export const few = (n: number): string => (n > 0 && n < 10 ? n.toFixed(1).replace(/\.0$/, "") : count(n));

/** "316 leads a month (302–337)", "175 of 1,000 leads". */
export function volumeText({mean, low, high}: Volume, unit: Unit): string {
  if (unit === "1,000 leads") return `${few(mean)} of 1,000 leads`;
  const range = low === null || high === null ? "" : ` (${count(low)}–${count(high)})`;
  return `${few(mean)} ${few(mean) === "1" ? "lead" : "leads"} a ${unit}${range}`;
}

/** "¥12,300"; the plain number without a currency. */
export const money = (value: number, currency: string | null): string =>
  (currency === null
    ? Math.round(value).toLocaleString("en")
    : value.toLocaleString("en", {style: "currency", currency, maximumFractionDigits: 0})
  ).replace("-", "−");

/** "one in 4.7". */
export const oneIn = (rate: number): string =>
  rate > 0 ? `one in ${(1 / rate).toFixed(1).replace(/\.0$/, "")}` : "none";

/** "7", "−4". */
export const scoreNumber = (score: number): string => String(score).replace("-", "−");

const scoreText = ({score}: Threshold): string => `a score of ${scoreNumber(score)} or more`;

/** "197 leads a month (182–210), of whom 26 % convert (23–30 %, n 592), one in 3.8: 46 % of all conversions, 4.0 times the rate of all". */
function bringsText({rate, volume, recall, lift}: Threshold, unit: Unit): string {
  return `${volumeText(volume, unit)}, of whom ${percent(rate.value)} convert (${rangeText(rate)}, n ${count(rate.n)}), ${oneIn(rate.value)}: ${percent(recall)} of all conversions, ${lift.toFixed(1)} times the rate of all`;
}

/** What the line brings in money, with where it stops paying. */
function moneyText(threshold: Threshold, worth: Worth, unit: Unit, currency: string | null): string {
  return `${money(profit(threshold, worth), currency)} ${perText(unit)}, if every call costs ${money(worth.cost, currency)} and every conversion above the line brings ${money(worth.value, currency)}`;
}

/** The worth that the reader or the project file gave; null where one half is missing. */
export const worthOf = ({value, cost}: LineState): Worth | null =>
  value === null || cost === null ? null : {value, cost};

/** The page's question answered for the chosen line, and where the figures come from. */
export function lineAnswer(report: ThresholdReport, state: LineState, currency: string | null): string[] {
  const {threshold} = lineOf(report.thresholds, state);
  const worth = worthOf(state);
  const {unit} = report;
  if (!threshold) return [`No line can be drawn this way. ${wayText(report, state, currency)}`, measuredText(report)];
  const pays = worth ? ` It brings ${moneyText(threshold, worth, unit, currency)}.` : "";
  return [
    `The line is at ${scoreText(threshold)}: ${bringsText(threshold, unit)}.${pays}`,
    `${measuredText(report)}${isByDefault(report) && state.way === "capacity" ? " Nobody has set a limit yet: the line starts where a fifth of the leads can be called." : ""}`,
  ];
}

/** On whom the figures were measured. */
export function measuredText({measured: {kind, how}, all}: ThresholdReport): string {
  const on = `${count(all.n)} observations, ${count(all.conversions)} of them converted`;
  if (kind === "seen")
    return `Measured ${how} (${on}), because none could be kept back: expect somewhat less of new leads.`;
  return `Measured on leads that the card had not seen: ${how} (${on}).`;
}

/** What one way of choosing would give, in words. */
export function wayText(report: ThresholdReport, state: LineState, currency: string | null): string {
  const {thresholds, unit} = report;
  const {threshold, next} = lineOf(thresholds, state);
  if (thresholds.length === 0) return "There is no observation to draw a line on.";
  switch (state.way) {
    case "capacity":
      return capacityText(threshold, next, unit);
    case "precision":
      return precisionText(threshold, thresholds, state.precision, unit);
    case "profit":
      return profitText(thresholds, worthOf(state), unit, currency);
    case "score":
      return threshold
        ? `${capital(scoreText(threshold))}: ${bringsText(threshold, unit)}.`
        : `Nobody has so high a score; the highest is ${scoreNumber((thresholds.at(-1) as Threshold).score)}.`;
  }
}

function capacityText(threshold: Threshold | null, next: Threshold | null, unit: Unit): string {
  if (!threshold)
    return `Even ${scoreText(next as Threshold)}, the highest line, has ${volumeText((next as Threshold).volume, unit)}: leads with equal scores cannot be divided.`;
  const more = next
    ? ` The next line, ${scoreNumber(next.score)}, would be ${volumeText(next.volume, unit)}, of whom ${percent(next.rate.value)} convert.`
    : " Everyone can be called: there is no need for a line.";
  return `${capital(scoreText(threshold))}: ${bringsText(threshold, unit)}.${more}`;
}

function precisionText(
  threshold: Threshold | null,
  thresholds: readonly Threshold[],
  wanted: number,
  unit: Unit,
): string {
  if (!threshold) {
    const best = thresholds.reduce((a, b) => (b.rate.low > a.rate.low ? b : a));
    return `No line reaches ${percent(wanted)}. The surest is ${scoreText(best)}, with ${rateText(best.rate)}.`;
  }
  const sure =
    threshold.rate.low >= wanted ? "" : ` It may be less: the interval begins at ${percent(threshold.rate.low)}.`;
  return `${capital(scoreText(threshold))}: ${bringsText(threshold, unit)}.${sure}`;
}

function profitText(
  thresholds: readonly Threshold[],
  worth: Worth | null,
  unit: Unit,
  currency: string | null,
): string {
  if (!worth) return "Say what a conversion brings and what a call costs.";
  const {threshold, nearly} = chooseByProfit(thresholds, worth);
  const even = `A call pays from a chance of ${percent(worth.cost / worth.value)} on.`;
  if (!threshold) return `No line brings a profit. ${even}`;
  const scores = nearly.map(({score}) => score);
  const flat =
    nearly.length > 1
      ? ` Any line from ${scoreNumber(Math.min(...scores))} to ${scoreNumber(Math.max(...scores))} brings nearly as much (within 5 %).`
      : "";
  return `${capital(scoreText(threshold))}: ${bringsText(threshold, unit)}. It brings ${moneyText(threshold, worth, unit, currency)}. ${even}${flat}`;
}

/** What must be known to read the figures of one list. */
export function listText({design, horizonDays}: Pick<RunRecord, "design" | "horizonDays">, unit: Unit): string {
  const within = horizonDays === null ? "" : ` within ${plural(horizonDays, "day")}`;
  if (unit === "1,000 leads")
    return "The leads have no dates, so that nothing can be said of a month: figures are per 1,000 leads.";
  return design === "snapshot"
    ? `A ${unit}'s leads are all that are open and above the line on its first day; they convert${within} of it. A lead that stays above is on several lists: do not add them up.`
    : `A ${unit}'s leads are those that come in during it; they convert${within}.`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The thresholds as a table, highest line first. */
export function thresholdRows(
  thresholds: readonly TestedThreshold[],
  unit: Unit,
  worth: Worth | null,
  currency: string | null,
  showSeen: boolean,
): {columns: string[]; rows: string[][]} {
  const columns = [
    "score at least",
    unit === "1,000 leads" ? "of 1,000 leads" : `leads a ${unit} (range)`,
    "share of leads",
    "convert (95 %)",
    ...(showSeen ? ["on leads it was learned from"] : []),
    "share of conversions",
    "times the rate of all",
    ...(worth ? [`profit ${perText(unit)}`] : []),
  ];
  const range = ({low, high}: Volume) => (low === null || high === null ? "" : ` (${count(low)}–${count(high)})`);
  return {
    columns,
    rows: [...thresholds]
      .reverse()
      .map((t) => [
        scoreNumber(t.score),
        `${few(t.volume.mean)}${range(t.volume)}`,
        percent(t.share),
        `${percent(t.rate.value)} (${rangeText(t.rate)})`,
        ...(showSeen ? [percent(t.seen.value)] : []),
        percent(t.recall),
        t.lift.toFixed(2),
        ...(worth ? [money(profit(t, worth), currency)] : []),
      ]),
  };
}
