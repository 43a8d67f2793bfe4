import {count, percent, plural, rangeText, rateText} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import {type Bottleneck, type BottleneckReport, type StageWait, usedOf} from "../analysis/funnel/bottleneck.ts";
import type {FunnelReport} from "../analysis/funnel/funnel.ts";
import {duration, list} from "./format.ts";
import {briefly} from "./funnel.ts";

/** Which stage to mend first, and where leads stand longest: a headline of two sentences; empty without stages. */
export function bottleneckSentence(report: BottleneckReport): string {
  if (report.stages.length === 0) return "";
  return inOrder(report, [mendShort(report), standText(report, medianText)]).join(" ");
}

/** What the Funnel page opens with: the stage to mend, where leads wait longest, how many are won; nothing without stages. */
export function funnelOpening(report: BottleneckReport, {wonRate}: FunnelReport): string[] {
  if (report.stages.length === 0) return [];
  const won =
    wonRate.n > 0 ? `Of all decided leads ${rateText(wonRate)} were won; open leads are not yet decided.` : "";
  return [...inOrder(report, [mendText(report), standText(report)]), won];
}

/** Where leads wait longest comes before the stage to mend where only the first is sure. */
const inOrder = ({standsOut, longest}: BottleneckReport, [mend, stand]: [string, string]): string[] =>
  standsOut === null && longest !== null ? [stand, mend] : [mend, stand];

/** "4.4 (0.9–8.7)": deals a month, or days, with their interval; whole numbers from 10 on. */
export function amountText({value, low, high}: Interval): string {
  const digits = Math.abs(value) < 10 ? 1 : 0;
  const said = (n: number) => (digits === 0 ? count(n).replace("-", "−") : n.toFixed(1).replace("-", "−"));
  return `${said(value)} (${said(low)}${low < 0 ? " to " : "–"}${said(high)})`;
}

/** "as in the best quarter of its leads by role (director, executive)". */
function yardstickText({used, segments}: Bottleneck, {periodDays}: BottleneckReport): string {
  if (used === "segments" && segments)
    return `as in the best quarter of its leads by ${segments.attribute} (${list(segments.values)})`;
  return `as in the ${plural(periodDays ?? 0, "day")} before the latest ${count(periodDays ?? 0)}`;
}

/** Which stage is most worth mending, and how sure that is. */
export function mendText(report: BottleneckReport): string {
  const {stages, standsOut, resamples} = report;
  const best = stageToMend(report);
  if (typeof best === "string") return best;
  const promise = `if as many of those who reach ${best.name} went on ${yardstickText(best, report)}, about ${gainText(best)} would be won`;
  if (standsOut) return `Mend ${best.name} first: ${promise}.`;
  const rivals = stages.filter((stage) => stage !== best && stage.first >= 0.05).map(({name}) => name);
  return `By deals won no stage stands out for sure. ${best.name} looks most worth mending: ${promise}. But ${rivals.length > 0 ? `${list(rivals)} may as well come first` : "its lead may be luck"} (${best.name} does in ${percent(best.first)} of ${count(resamples)} resamples of the leads).`;
}

/** The same in a line. */
function mendShort(report: BottleneckReport): string {
  const best = stageToMend(report);
  if (typeof best === "string") return best;
  return report.standsOut
    ? `Mend ${best.name} first: that would bring about ${gainText(best)}.`
    : `By deals won no stage stands out for sure; ${best.name} looks most worth mending, with about ${gainText(best)}.`;
}

const gainText = (stage: Bottleneck): string =>
  `${amountText(usedOf(stage)?.gain ?? {value: 0, low: 0, high: 0})} more deals a month`;

/**
 * The stage that stands out; else, of those whose mending surely brings something, the one where it brings most in most
 * resamples. Where there is none: why not.
 */
function stageToMend(report: BottleneckReport): Bottleneck | string {
  const {stages, standsOut, resamples} = report;
  if (resamples === 0) return "There are too few leads to rank the stages by what mending them would bring.";
  if (!stages.some(usedOf))
    return "What mending a stage would bring cannot be told: there are no segments of leads to measure it by, and no period before.";
  const sure = stages.filter((stage) => usedOf(stage)?.isSure).sort((a, b) => b.first - a.first);
  return (
    stages.find(({stage}) => stage === standsOut) ??
    sure[0] ??
    `By deals won no stage stands out: none surely passes on fewer leads than ${yardsticks(report)}.`
  );
}

function yardsticks({stages, periodDays}: BottleneckReport): string {
  const bySegment = stages.some(({segments}) => segments !== null) ? ["the best quarter of its leads by segment"] : [];
  const byPeriod = stages.some(({before}) => before !== null)
    ? [`in the ${plural(periodDays ?? 0, "day")} before`]
    : [];
  return [...bySegment, ...byPeriod].join(", or than ");
}

/** In which stage leads stand longest. */
export function standText({stages, longest, standsOut}: BottleneckReport, told = waitText): string {
  const timed = stages.flatMap(({wait, name, stage, next}) => (wait ? [{wait, name, stage, next}] : []));
  if (timed.length === 0) return "Where leads wait longest cannot be told: the stages have no times.";
  if (timed.length === 1) return `In ${timed[0].name} ${told(timed[0].wait)}; no other stage has times.`;
  const found = timed.find(({stage}) => stage === longest);
  if (found)
    return `Leads ${standsOut === longest ? "also " : ""}wait longest in ${found.name}, ${found.next === "won" ? "before they are won" : `on the way to ${found.next}`}: ${told(found.wait)}.`;
  const most = [...timed].sort((a, b) => b.wait.days.value - a.wait.days.value);
  const close = most.filter(({wait}, i) => i === 0 || wait.first >= 0.025);
  return `Leads wait about as long in ${list(close.map(({name}) => name))}: no stage stands out. In ${most[0].name}: ${told(most[0].wait)}.`;
}

/** "half of those who move on need 33 days (29–36); …". */
export function waitText({median, days, quickDays}: StageWait): string {
  const half = median.value === null ? "" : `half of those who move on need ${daysText(median)}; `;
  return `${half}on average a lead stands there ${amountText(days)} days beyond the ${briefly(quickDays)} that the quickest quarter needs`;
}

/** The median alone, where there is one. */
const medianText = (wait: StageWait): string =>
  wait.median.value === null ? waitText(wait) : `half of those who move on need ${daysText(wait.median)}`;

/** "9.1 days, 218 h (215–233 h)", "33 days (29–36)"; hours and minutes where they are that short. */
function daysText({value, low, high}: StageWait["median"]): string {
  if (value === null || low === null || high === null) return duration(value);
  const isShort = value < 2;
  if (isShort) return `${briefly(value)} (${briefly(low)} to ${briefly(high)})`;
  if (value >= 14) return `${value.toFixed(0)} days (${low.toFixed(0)}–${high.toFixed(0)})`;
  return `${briefly(value)}, ${(24 * value).toFixed(0)} h (${(24 * low).toFixed(0)}–${(24 * high).toFixed(0)} h)`;
}

/** What a stage passes on today and would pass on. */
export function passText(stage: Bottleneck): string {
  const {used, segments, before} = stage;
  if (used === "segments" && segments)
    return `${percent(segments.today)} go on; ${percent(segments.rate)} in the best quarter`;
  if (used === "before" && before)
    return `${percent(before.today)} go on; ${percent(before.rate)} in the period before`;
  return `${percent(stage.passThrough.value)} (${rangeText(stage.passThrough)}) go on`;
}

/** How the ranking was reckoned, with what was left out. */
export function computedText({periodDays, resamples, undated, stages}: BottleneckReport): string {
  const untimed = stages.filter(({entering}) => entering === null).map(({name}) => name);
  return [
    `The gain is leads that enter a month${periodDays === null ? "" : ` (of the latest ${count(periodDays)} days)`} × the rise of the share that goes on × the share of those who go on that wins later.`,
    "The share that goes on is the Aalen–Johansen estimate: open leads count as not yet decided.",
    "The best quarter is picked on four fifths of the leads and measured on the other fifth, five times over, so that a lucky segment is no target; where it is unclear which segments are best, the gain comes out too low rather than too high.",
    resamples > 0
      ? `Intervals are from ${count(resamples)} resamples of the leads, each with its own choice of segments.`
      : "",
    "A stage stands out if its gain is surely above nothing, all looks counted, and the largest in 97.5 % of the resamples.",
    undated > 0 ? `${plural(undated, "stay")} without times are left out.` : "",
    untimed.length > 0 && untimed.length < stages.length ? `${list(untimed)} has no times and is not ranked.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
