import {capital, count, plural, rateText} from "../analysis/figures.ts";
import type {Interval} from "../analysis/findings.ts";
import type {StageCohorts} from "../analysis/funnel/cohorts.ts";
import type {GroupField, GroupReport, GroupVerdict} from "../analysis/funnel/groupRates.ts";
import type {PeriodChange, Span} from "../analysis/funnel/periods.ts";
import {isBeyondChance} from "../analysis/statistics/holm.ts";
import type {EventTime} from "../analysis/statistics/survival.ts";
import {month} from "./format.ts";
import {lengthText, type StageNames} from "./paths.ts";

/** "−7.1 points (−12 to −2)": a difference of shares in percentage points. */
export function differenceText({value, low, high}: Interval): string {
  const points = (share: number) => `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(1)}`;
  return `${points(value)} points (${points(low)} to ${points(high)})`;
}

const verdicts: Record<GroupVerdict, string> = {
  more: "passes more often",
  less: "passes less often",
  "as the rest": "no more than chance",
  "too few": "too few to say",
};
export const verdictText = (verdict: GroupVerdict): string => verdicts[verdict];

/** How many cells were compared, and how many of those that stand out may be luck. */
export function groupsLookedAt({
  lookedAt,
  found,
  expectedFalse,
  minSupport,
}: GroupReport & {minSupport: number}): string {
  if (lookedAt === 0)
    return `No group has ${count(minSupport)} settled leads in a stage, so that none can be compared.`;
  const luck = expectedFalse < 1 ? "fewer than one" : `about ${count(expectedFalse)}`;
  const looked = `We compared ${plural(lookedAt, "cell")} over all attributes with the other groups in their stage`;
  if (found === 0) return `${looked}: none differs beyond chance.`;
  return `${looked}: ${count(found)} ${found === 1 ? "differs" : "differ"} beyond chance, and ${luck} of these may be luck. Only these are coloured.`;
}

/** The strongest cells of one attribute in words. */
export function groupsText({field, groups}: GroupField, names: StageNames): string {
  const found = groups
    .flatMap(({value, cells}) => cells.map((cell) => ({value, ...cell})))
    .filter(({verdict}) => verdict === "more" || verdict === "less")
    .sort((a, b) => Math.abs(b.difference.value) - Math.abs(a.difference.value));
  const [first] = found;
  if (!first) return `By ${field}, no group passes any stage more or less often than the others beyond chance.`;
  const others =
    found.length > 1
      ? ` ${plural(found.length - 1, "more cell")} by ${field} ${found.length === 2 ? "differs" : "differ"}.`
      : "";
  return `By ${field}, the widest difference is at ${names.get(first.stage) ?? first.stage}: of ${first.value} ${rateText(first.rate)} pass, of the others ${rateText(first.others)}.${others}`;
}

/** What the picture of groups leaves out. */
export function groupsLeftOut({field, missing}: GroupField): string {
  const without = missing > 0 ? ` ${count(missing)} leads have no ${field} and are in no group.` : "";
  return `Only settled leads count: those that entered the stage and no longer wait. Waiting leads are neither passed nor failed.${without}`;
}

/** Whether the months of a stage differ, and in what. */
export function cohortText(cohorts: StageCohorts): string {
  const {name, mainDays, months, spread, undated} = cohorts;
  const ripe = months.filter(({followedDays}) => followedDays >= mainDays);
  const n = ripe.reduce((sum, {entered}) => sum + entered, 0);
  const within = lengthText(mainDays);
  if (ripe.length === 0)
    return `${name}: no month of entry has been followed for ${within} yet, so that no two can be compared.`;
  const unripe = months.length - ripe.length;
  const later =
    unripe > 0 ? ` ${plural(unripe, "later month")} ${unripe === 1 ? "is" : "are"} not followed for so long yet.` : "";
  const left =
    undated > 0
      ? ` ${plural(undated, "lead")} with unknown times ${undated === 1 ? "is" : "are"} not in any month.`
      : "";
  return `${name}: ${monthsText(cohorts, spread, n)}${later}${left}`;
}

function monthsText({mainDays}: StageCohorts, spread: StageCohorts["spread"], n: number): string {
  const of = `the share that moved on within ${lengthText(mainDays)} of entering`;
  if (!spread) return `too few months with enough leads to compare ${of} (n ${count(n)}).`;
  const {lowest, highest, months, p} = spread;
  const range = `lowest ${month(lowest.month)} with ${rateText(lowest.rate)}, highest ${month(highest.month)} with ${rateText(highest.rate)}`;
  return isBeyondChance(p)
    ? `over ${months} months, ${of} differs by more than chance: ${range}.`
    : `over ${months} months, ${of} moves no more than chance alone would move it (${range}).`;
}

/** "Mar 2026 to May 2026". */
export const spanText = ({from, to}: Span): string => (from === to ? month(from) : `${month(from)} to ${month(to)}`);

/** What changed beyond chance between two periods; that nothing did is an answer, too. */
export function periodsText(changes: readonly PeriodChange[], {earlier, later}: {earlier: Span; later: Span}): string {
  const told = changes.filter(({difference}) => difference !== null);
  const between = `Between entries of ${spanText(earlier)} and of ${spanText(later)}`;
  if (told.length === 0) return `${between} no stage can be compared: too few leads, or not followed for long enough.`;
  const shares = told.filter(isChanged).map(({name, windowDays, earlier: before, later: after}) => {
    const way = after.value > before.value ? "rose" : "fell";
    return `at ${name} the share that moved on within ${lengthText(windowDays)} ${way} from ${rateText(before)} to ${rateText(after)}`;
  });
  const times = told.flatMap(({name, pace}) =>
    pace && isBeyondChance(pace.p)
      ? [
          `those who moved on from ${name} did so ${pace.later.value > pace.earlier.value ? "faster" : "more slowly"}, ${rateText(pace.later)} of them within ${lengthText(pace.withinDays)}, before ${rateText(pace.earlier)}`,
        ]
      : [],
  );
  const tests = told.length + told.filter(({pace}) => pace !== null).length;
  const looked = `${plural(tests, "comparison")} made, and allowed for.`;
  const all = [...shares, ...times];
  return all.length === 0
    ? `${between} nothing changed beyond chance, in ${plural(told.length, "stage")}; ${looked}`
    : `${between}, beyond chance: ${all.join("; ")}. ${capital(looked)}`;
}

const isChanged = ({difference, p}: PeriodChange): boolean => difference !== null && isBeyondChance(p);

/** Behind a stage's name: what became of it. */
export function changeNote(change: PeriodChange): string {
  if (change.why) return change.why === "not ripe" ? " – not followed for so long yet" : " – too few to say";
  if (!isChanged(change)) return "";
  return change.later.value > change.earlier.value ? " – rose" : " – fell";
}

/** Verdict on the share, and on the pace, of a stage. */
export function changeVerdict(change: PeriodChange): string {
  if (change.why) return change.why === "not ripe" ? "not followed for so long yet" : "too few to say";
  const share = isChanged(change) ? `share ${change.later.value > change.earlier.value ? "rose" : "fell"}` : "";
  const {pace} = change;
  const time = pace && isBeyondChance(pace.p) ? (pace.later.value > pace.earlier.value ? "faster" : "slower") : "";
  return [share, time].filter(Boolean).join(", ") || "no more than chance";
}

/** "12 days (10–14 days)". */
export function medianText({value, low, high}: EventTime): string {
  if (value === null) return "not told";
  const range = low === null || high === null ? "" : ` (${lengthText(low)} to ${lengthText(high)})`;
  return `${lengthText(value)}${range}`;
}
