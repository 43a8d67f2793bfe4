import type {ProfileWeek} from "../analysis/drivers/activityProfile.ts";
import {telling} from "../analysis/drivers/believable.ts";
import type {Driver} from "../analysis/drivers/driver.ts";
import type {DriverReport} from "../analysis/drivers/drivers.ts";
import {count, percent, plural, rateText} from "../analysis/figures.ts";
import type {Rate} from "../analysis/findings.ts";
import type {JourneyReport} from "../analysis/funnel/journey.ts";
import type {LeakFlag} from "../analysis/leaks/flag.ts";
import type {RunRecord} from "../analysis/run.ts";
import {multiplicity} from "./answers.ts";
import {subject} from "./driverDepth.ts";
import {decimals, list} from "./format.ts";
import {teamsAlone} from "./leaks.ts";

/**
 * The page's answer: what goes with converting most, what goes against it most, and of how many; which actions only seem to
 * go against it, and whether all are the team's.
 */
export function driversOpening(
  report: DriverReport,
  {
    base,
    run,
    leaks,
    journey,
  }: {base: Rate; run: RunRecord; leaks: readonly LeakFlag[]; journey: Pick<JourneyReport, "leadActions">},
): string[] {
  const drivers = telling(report.drivers);
  const more = drivers.find(({oddsRatio: {low}}) => low > 1);
  const less = drivers.find(({oddsRatio: {high}}) => high !== null && high < 1);
  const within = run.horizonDays === null ? "" : ` within ${plural(run.horizonDays, "day")}`;
  return [
    more ? `What goes with converting most: ${against(more)}.` : "No pattern goes with converting beyond chance.",
    less ? `What goes against it most: ${against(less)}.` : "",
    stuckText(report),
    teamsAlone(leaks, journey),
    `Of all ${count(base.n)} observations ${percent(base.value)} converted${within}. ${multiplicity(report)}`,
  ];
}

function stuckText({exposure}: Pick<DriverReport, "exposure">): string {
  const stuck = exposure.filter(({isParadox}) => isParadox).map(({action}) => action);
  return stuck.length === 0
    ? ""
    : `More ${list(stuck)} goes with fewer wins because leads that hang get more of it. That is no reason to do less: see “Where more is not better”.`;
}

const against = (driver: Driver): string =>
  `${driver.text}. ${rateText(driver.with)} convert with it, ${rateText(driver.without)} without`;

type Dose = DriverReport["dose"][number];

/** How much more converted leads did in the last week, and since when the two part. */
export function profileText(profile: DriverReport["profile"]): string {
  const last = profile.find(({week}) => week === 1);
  if (!last) return "";
  const {converted, unconverted} = last;
  const mean = ({value, low, high, n}: ProfileWeek["converted"]) =>
    `${decimals(value, 1)} activities (${decimals(low, 1)}–${decimals(high, 1)}, n ${count(n)})`;
  const isApart = ({converted: a, unconverted: b}: ProfileWeek) => a.low > b.high || b.low > a.high;
  const together = profile.find((week) => !isApart(week));
  const since = together ? together.week - 1 : profile.length;
  return (
    `In the last week before the day looked at, leads that went on to convert had ${mean(converted)}, the others ${mean(unconverted)}. ` +
    (since === 0
      ? "Even then the two are not apart beyond chance."
      : `The two are apart beyond chance in ${since === 1 ? "the last week" : `each of the last ${count(since)} weeks`}${together ? "" : ", as far back as can be looked"}.`)
  );
}

/** Fewest observations of a bin that a sentence may rest on. */
const fewest = 30;

/** By how many log-odds the rate surely moves from never to often: what small multiples are ordered by. */
export function sureRise({bins}: Dose): number {
  const [none, often] = [bins[0], oftenest(bins)];
  if (!none || !often) return 0;
  const [up, down] = [logOdds(often.low) - logOdds(none.high), logOdds(none.low) - logOdds(often.high)];
  return Math.max(0, up, down);
}

const oftenest = (bins: Dose["bins"]): Dose["bins"][number] | undefined =>
  bins
    .slice(1)
    .filter(({n}) => n >= fewest)
    .at(-1);

/** Whether enough leads did it to show how the rate moves. */
export const hasDose = ({bins}: Dose): boolean => oftenest(bins) !== undefined;

const logOdds = (rate: number): number => Math.log(rate / (1 - rate));

/** "pricing page: 5.1 % (4.8–5.4 %, n 12,300) convert at 0 times, 17 % (13–21 %, n 410) at 3–4." */
export function doseText({action, bins}: Dose): string {
  const [none, often] = [bins[0], oftenest(bins)];
  if (!none || !often) return `${subject(action)}: too few leads did it to say how the rate moves.`;
  return `${action}: ${rateText(none)} convert at ${none.label} times, ${rateText(often)} at ${often.label}.`;
}

/** Whether enough leads are in two classes of time since the last one. */
export const hasRecency = ({bins}: Dose): boolean =>
  bins.filter(({label, n}) => label !== "never" && n >= fewest).length > 1;

/** The rate just after an action and long after, and from when on it is no longer above that of all. */
export function recencyText({action, bins}: Dose, base: number): string {
  const told = bins.filter(({label, n}) => label !== "never" && n >= fewest);
  const [first, last] = [told[0], told[told.length - 1]];
  if (!first || !last || first === last)
    return `${subject(action)}: too few leads did it to say how the rate falls with time.`;
  const stale = told.find(({low}) => low <= base);
  const from =
    first.low <= base
      ? "Even right after it the rate is not above that of all beyond chance."
      : stale
        ? `From ${stale.label} on it is no longer above that of all (${percent(base)}) beyond chance.`
        : `It stays above that of all (${percent(base)}) as far back as can be told.`;
  return `${subject(action)}: ${rateText(first)} convert when the last time is ${first.label} ago, ${rateText(last)} when it is ${last.label}. ${from}`;
}
