import {telling} from "../analysis/believable.ts";
import type {Driver, DriverReport, Rate, RunRecord} from "../analysis/findings.ts";
import {multiplicity} from "./answers.ts";
import {count, decimals, percent, plural, rateText} from "./format.ts";

/** The page's answer: what goes with converting most, what goes against it most, and of how many. */
export function driversOpening(report: DriverReport, base: Rate, run: RunRecord): string[] {
  const drivers = telling(report.drivers);
  const more = drivers.find(({oddsRatio: {low}}) => low > 1);
  const less = drivers.find(({oddsRatio: {high}}) => high !== null && high < 1);
  const within = run.horizonDays === null ? "" : ` within ${plural(run.horizonDays, "day")}`;
  return [
    more ? `What goes with converting most: ${against(more)}.` : "No pattern goes with converting beyond chance.",
    less ? `What goes against it most: ${against(less)}.` : "",
    `Of all ${count(base.n)} observations ${percent(base.value)} converted${within}. ${multiplicity(report)}`,
  ];
}

const against = (driver: Driver): string =>
  `${driver.text}. ${rateText(driver.with)} convert with it, ${rateText(driver.without)} without`;

type Dose = DriverReport["dose"][number];

/** How much more converted leads did in the last week. */
export function profileText(profile: DriverReport["profile"]): string {
  const last = profile.find(({week}) => week === 1);
  if (!last) return "";
  const {converted, unconverted} = last;
  const times = unconverted > 0 ? `, ${decimals(converted / unconverted, 1)} times as many` : "";
  return `In the last week before the day looked at, leads that went on to convert did ${decimals(converted, 1)} things on average, the others ${decimals(unconverted, 1)}${times}.`;
}

/** Fewest observations of a bin that a sentence may rest on. */
const fewest = 30;

/** By how many log-odds the rate rises from never to often: what small multiples are ordered by. */
export function rise({bins}: Dose): number {
  const [none, often] = [bins[0], oftenest(bins)];
  return none && often ? logOdds(often) - logOdds(none) : 0;
}

const oftenest = (bins: Dose["bins"]): Dose["bins"][number] | undefined =>
  bins
    .slice(1)
    .filter(({n}) => n >= fewest)
    .at(-1);

const logOdds = ({n, conversions}: {n: number; conversions: number}): number =>
  Math.log((conversions + 0.5) / (n - conversions + 0.5));

/** "pricing page: 5.1 % of 12,300 convert at 0 times, 17 % of 410 at 3–4." */
export function doseText({action, bins}: Dose): string {
  const [none, often] = [bins[0], oftenest(bins)];
  if (!none || !often) return `${action}: too few leads did it to say how the rate moves.`;
  return `${action}: ${percent(none.value)} of ${count(none.n)} convert at ${none.label} times, ${percent(often.value)} of ${count(often.n)} at ${often.label}.`;
}
