import type {Driver, DriverReport} from "../analysis/findings.ts";
import {count, decimals, intervalText, list, percent, plural} from "./format.ts";

type Dose = DriverReport["dose"][number];

/** Which patterns turn round once like leads are compared. */
export function reversals(drivers: readonly Driver[]): string {
  const compared = drivers.filter(({adjusted}) => adjusted !== null);
  const turned = compared.filter(({reversed}) => reversed);
  if (turned.length === 0)
    return `None of ${plural(compared.length, "pattern")} turns round when leads at the same stage are compared.`;
  const told = turned
    .slice(0, 3)
    .map(
      ({text, oddsRatio, adjusted}) =>
        `${text} (odds ratio ${intervalText(oddsRatio, 2)} at first sight, ${adjusted === null ? "unknown" : intervalText(adjusted, 2)} among like leads)`,
    );
  const more = turned.length > 3 ? [`${count(turned.length - 3)} more`] : [];
  return `${plural(turned.length, "pattern turns", "patterns turn")} round when leads at the same stage are compared: ${list([...told, ...more])}. Do not act on what these show at first sight.`;
}

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

/** By how many log-odds the rate moves from never to often: what small multiples are ordered by. */
export function rise({bins}: Dose): number {
  const [none, often] = [bins[0], oftenest(bins)];
  return none && often ? Math.abs(logOdds(often) - logOdds(none)) : 0;
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
