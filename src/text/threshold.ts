import {count, percent, plural, rangeText, rateText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {RunRecord} from "../analysis/run.ts";
import {isByDefault, type LineState, lineOf, startLine} from "../analysis/threshold/lineState.ts";
import {
  profit,
  profitInterval,
  type Threshold,
  type Unit,
  type Volume,
  type Worth,
} from "../analysis/threshold/threshold.ts";
import type {TestedThreshold, ThresholdReport} from "../analysis/threshold/thresholdReport.ts";

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

/** "¥12,300", to three figures; the plain number without a currency. */
export function money(value: number, currency: string | null): string {
  const rounded = Number(value.toPrecision(3));
  const style = currency === null ? {} : ({style: "currency", currency} as const);
  return rounded
    .toLocaleString("en", {...style, maximumFractionDigits: Math.abs(rounded) < 100 ? 2 : 0, minimumFractionDigits: 0})
    .replace("-", "−");
}

/** "one in 4.7". */
const oneIn = (rate: number): string => (rate > 0 ? `one in ${(1 / rate).toFixed(1).replace(/\.0$/, "")}` : "none");

/** "7", "−4". */
export const scoreNumber = (score: number): string => String(score).replace("-", "−");

/** "a score of 7 or more". */
export const scoreText = ({score}: Threshold): string => `a score of ${scoreNumber(score)} or more`;

/** "197 leads a month (182–210), 26 % convert (23–30 %, n 592), 46 % of all conversions". */
export const bringsText = ({rate, volume, recall}: Threshold, unit: Unit): string =>
  `${volumeText(volume, unit)}, ${percent(rate.value)} convert (${rangeText(rate)}, n ${count(rate.n)}), ${percent(recall)} of all conversions`;

/** "¥7,080,000 a month (¥5,490,000 to ¥8,770,000), if every call costs ¥20,000 and every conversion above the line brings ¥200,000". */
export function moneyText(threshold: Threshold, worth: Worth, unit: Unit, currency: string | null): string {
  const {value, low, high} = profitInterval(threshold, worth);
  const text = (amount: number) => money(amount, currency);
  return `${text(value)} ${perText(unit)} (${text(low)} to ${text(high)}), if every call costs ${text(worth.cost)} and every conversion above the line brings ${text(worth.value)}`;
}

/** The worth that the reader or the project file gave; null where one half is missing. */
export const worthOf = ({value, cost}: LineState): Worth | null =>
  value === null || cost === null ? null : {value, cost};

/** The page's question answered for the chosen line, and where the figures come from. */
export function lineAnswer(report: ThresholdReport, state: LineState, currency: string | null): string[] {
  const {threshold} = lineOf(report.thresholds, state);
  const worth = worthOf(state);
  const {unit} = report;
  if (!threshold) return ["No line can be drawn in the way chosen; the reason is below.", measuredText(report)];
  const {rate, volume, recall, lift} = threshold;
  const pays = worth ? ` It brings ${moneyText(threshold, worth, unit, currency)}.` : "";
  return [
    `The line is at ${scoreText(threshold)}: ${volumeText(volume, unit)}, of whom ${percent(rate.value)} convert (${rangeText(rate)}, n ${count(rate.n)}), ${oneIn(rate.value)}. They are ${percent(recall)} of all conversions, at ${lift.toFixed(1)} times the rate of all.${againstAll(threshold, report.all)}${pays}`,
    `${measuredText(report)}${isUntouched(report, state) ? " Nobody has set a limit yet: the line starts where a fifth of the leads can be called." : ""}`,
  ];
}

/** Said where the line does not find leads that convert more often than any. */
function againstAll({rate, share}: Threshold, all: Rate): string {
  if (share === 1 || rate.low > all.value) return "";
  if (rate.high < all.value) return ` That is less than of all leads (${rateText(all)}): draw no line by this card.`;
  return ` That may be no better than calling leads at random (${rateText(all)}).`;
}

/** Neither the project file nor the reader has asked for a line. */
function isUntouched(report: ThresholdReport, {way, capacity}: LineState): boolean {
  return isByDefault(report) && way === "capacity" && capacity === startLine(report).capacity;
}

/** On whom the figures were measured. */
function measuredText({measured: {kind, how}, all}: ThresholdReport): string {
  const on = `${count(all.n)} observations, ${count(all.conversions)} of them converted`;
  if (kind === "seen")
    return `Measured ${how} (${on}), because none could be kept back: expect somewhat less of new leads.`;
  return `Measured on leads that the card had not seen: ${how} (${on}).`;
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
