import type {Interval} from "../findings.ts";
import {anyActivity} from "../rules/rules.ts";
import {misleads} from "./adjust.ts";
import type {Driver} from "./driver.ts";
import type {DriverReport} from "./drivers.ts";

/** Drivers worth believing: no flag says otherwise. */
export const trusted = ({drivers}: Pick<DriverReport, "drivers">): DriverReport["drivers"] =>
  drivers.filter(({flags}) => flags.length === 0);

/** Drivers that surely go with more, or with fewer, conversions. */
export const sureOf = ({oddsRatio: {low, high}}: {oddsRatio: Interval}): boolean =>
  low > 1 || (high !== null && high < 1);

/** The strongest pattern of each action or attribute: no near-copies, and none about activity of any kind. */
export function distinct(drivers: DriverReport["drivers"]): DriverReport["drivers"] {
  const seen = new Set<string>([anyActivity]);
  return drivers.filter(({rule: {when}}) => {
    const field = "attribute" in when ? when.attribute : "activity" in when ? when.activity : "stage";
    const isNew = !seen.has(field);
    seen.add(field);
    return isNew;
  });
}

/** Drivers worth a headline: without a warning, the same way round among like leads, and about something in particular. */
export const telling = (drivers: readonly Driver[]): Driver[] =>
  drivers.filter((driver) => {
    const {flags, rule} = driver;
    return flags.length === 0 && !misleads(driver) && !("activity" in rule.when && rule.when.activity === anyActivity);
  });
