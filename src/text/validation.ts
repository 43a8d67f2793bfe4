import {count, percent, plural} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {Drift} from "../analysis/validation/psi.ts";
import type {Segments} from "../analysis/validation/segmentQuality.ts";
import type {Contender} from "../analysis/validation/validate.ts";
import type {
  ContenderReport,
  Difference,
  SwapReport,
  TestReport,
  ValidationReport,
} from "../analysis/validation/validationReport.ts";
import type {ShownSwap} from "../analysis/validation/validationShown.ts";
import {intervalText, list, month, shareText} from "./format.ts";

export const contenderNames: Record<Contender, string> = {
  suggested: "the suggested card",
  current: "today's card",
  "one point each": "one point for each of its rules",
  "real-valued": "real-valued weights on all rules",
  "base rate": "no model (base rate)",
};

/** Would it have worked: how the card does on what it has not seen, against what it replaces, and what that changes. */
export function validateAnswer(
  report: Pick<ValidationReport, "tests"> & {swap: ShownSwap<SwapReport> | null},
): string[] {
  const [first] = report.tests;
  return [`${verdict(first)} ${rivals(first)}`.trim(), report.swap ? swapText(report.swap) : ""];
}

const ofWho = (test: TestReport, who: Contender): ContenderReport => {
  const found = test.contenders.find((one) => one.who === who);
  if (!found) throw new Error(`missing contender: ${who}`);
  return found;
};

function verdict(test: TestReport): string {
  const {auc} = ofWho(test, "suggested").quality;
  const where = `on ${plural(test.n, "observation")} it had not seen (${count(test.conversions)} converted; ${test.how})`;
  if (auc.low <= 0.5)
    return `No: ${where}, the suggested card is not shown to sort leads better than chance (AUC ${intervalText(auc)}).`;
  const yes = auc.value >= 0.7 ? "Yes" : auc.value >= 0.6 ? "In part" : "Hardly";
  return `${yes}: ${where}, the suggested card ranks a lead that converts above one that does not ${Math.round(100 * auc.value)} times in 100: its AUC is ${intervalText(auc)}.`;
}

/** The suggested card against today's card and one point each, in one sentence. */
function rivals({differences}: TestReport): string {
  const said = (["current", "one point each"] as const).flatMap((against) => {
    const difference = differences.find((one) => one.against === against);
    return difference ? [differenceText(difference)] : [];
  });
  return said.length ? `It ${said.join("; it ")}.` : "";
}

/** "is ahead of today's card by 0.093 of AUC (0.063 to 0.124)". */
export function differenceText({against, auc, logLoss, verdict: is}: Difference): string {
  const rival = contenderNames[against];
  if ([auc, logLoss].every(({value, low, high}) => value === 0 && low === 0 && high === 0))
    return `says the same as ${rival}`;
  if (is === "cannot be told apart")
    return `cannot be told apart from ${rival}: AUC ${plus(auc)}, log-loss ${plus(logLoss, 4)}`;
  const byOrder = is === "ahead" ? auc.low > 0 : auc.high < 0;
  if (byOrder) return `is ${is === "ahead" ? "ahead of" : "behind"} ${rival} by ${apart(auc, 3)} of AUC`;
  return `is ${is === "ahead" ? "ahead of" : "behind"} ${rival} in how true its chances are, by ${apart(logLoss, 4)} of log-loss; by their order of leads the two cannot be told apart (AUC ${plus(auc).replace(" (", ", ")}`;
}

/** "0.093 (0.063 to 0.124)": how far two cards lie apart, whichever is ahead. */
function apart({value, low, high}: Interval, digits: number): string {
  const bounds = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b).map((x) => x.toFixed(digits));
  return `${Math.abs(value).toFixed(digits)} (${bounds.join(" to ")})`;
}

/** "+0.093 (+0.063 to +0.124)": a difference and its interval. */
export function plus({value, low, high}: Interval, digits = 3): string {
  const one = (x: number) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(digits)}`;
  return Number.isFinite(low ?? Number.NaN) && Number.isFinite(high ?? Number.NaN)
    ? `${one(value)} (${one(low)} to ${one(high)})`
    : `${one(value)} (interval unknown)`;
}

/** What changes on the hot list, and how those who enter and those who leave ended. */
export function swapText({against, size, periods, n, rival, enter, leave, difference}: ShownSwap<SwapReport>): string {
  const whose = against === "current" ? "today's card" : "one point each";
  const places =
    size.capacityAMonth === null ? "the best fifth of the leads" : `${plural(size.capacityAMonth, "place")} a month`;
  if (rival && rival.n > n - 0.5) return `A hot list of ${places} has room for every lead: nothing is traded.`;
  if (!enter || !leave || !difference || !rival)
    return `Of a hot list of ${places}, next to nothing changes against that of ${whose}.`;
  const traded = `${count(enter.n)} of ${count(rival.n)} places${periods > 1 ? ` over ${count(periods)} periods` : ""}`;
  const sure =
    difference.low > 0
      ? ""
      : difference.high < 0
        ? " It trades good leads for worse ones."
        : " The difference may be luck.";
  return `Against ${whose}, a hot list of ${places} trades ${traded}: those who enter convert ${shareText(enter)}, those who leave ${shareText(leave)}.${sure}`;
}

/** By how much more (or less) often those who enter convert than those who leave. */
export function tradeText(difference: Interval): string {
  const {value, low, high} = difference;
  const points = (x: number) => (100 * x).toFixed(1).replace("-", "−");
  return `Those who enter convert ${points(value)} percentage points more often than those who leave (95 % interval ${points(low)} to ${points(high)}).`;
}

/** Where rank or level of the card fail. */
export function segmentsText({fields}: Segments): string {
  const all = fields.flatMap(({field, segments}) => segments.map((segment) => ({field, ...segment})));
  const name = ({field, value}: (typeof all)[number]) => `${field}: ${value ?? "missing"}`;
  const off = all.filter(({isOffLevel}) => isOffLevel).sort((a, b) => a.q - b.q);
  const unordered = all.filter(({isUnordered}) => isUnordered);
  if (all.length === 0) return "There is no attribute or stage with two to twelve values to look at.";
  const level = off.length
    ? `In ${count(off.length)} of ${plural(all.length, "segment")} the card's chances are off beyond luck: ${list(
        off
          .slice(0, 4)
          .map((one) => `${name(one)} (said ${percent(one.predicted)}, came ${percent(one.observed.value)})`),
      )}${off.length > 4 ? " and others" : ""}.`
    : `In none of ${plural(all.length, "segment")} are the card's chances off beyond luck.`;
  const order = unordered.length
    ? ` In ${count(unordered.length)} its order is not shown to be better than chance: ${list(unordered.slice(0, 4).map(name))}${unordered.length > 4 ? " and others" : ""}.`
    : " Its order holds in every segment that is large enough to tell.";
  return level + order;
}

/** How far the score's spread has moved, beyond what chance does. */
export function driftText({periods}: Drift, texts: Record<number, string>): string {
  const later = periods.filter(({isLearnedFrom}) => !isLearnedFrom);
  const moved = later.filter(({psi, p95}) => psi > p95);
  const last = later.at(-1);
  if (!last) return "No month came after those that were learned from.";
  const each = plural(later.length, "later period");
  if (moved.length === 0)
    return `In ${later.length === 1 ? "the one later period" : `all ${each}`} the scores lie as chance would have it.`;
  const size = last.psi > 0.25 ? "large" : last.psi > 0.1 ? "moderate" : "small";
  const rule = last.rules[0];
  const most = rule
    ? ` Most moved: ${texts[rule.rule]}, true of ${percent(rule.before)} then and of ${percent(rule.now)} in ${month(last.period)}.`
    : "";
  const some = moved.length === later.length ? `all ${each}` : `${count(moved.length)} of ${each}`;
  const many = later.length === 1 ? "the one later period" : some;
  return `In ${many} the scores lie otherwise than chance would have it. In the last, ${month(last.period)}, the index is ${last.psi.toFixed(3)} (chance: under ${last.p95.toFixed(3)} in 95 of 100), a ${last.psi > last.p95 ? size : "chance"} shift by the usual marks of 0.1 and 0.25.${most}`;
}
