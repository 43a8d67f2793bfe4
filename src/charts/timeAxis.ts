import type {TimeUnit} from "../analysis/funnel/stageTimes.ts";

const finer = [
  {name: "hours", days: 1 / 24},
  {name: "minutes", days: 1 / 1440},
  {name: "seconds", days: 1 / 86400},
] as const;

export interface TimeAxis {
  /** "business days", "minutes". */
  name: string;
  /** Days of one of it. */
  days: number;
  /** "25", "4.1": a length in it. */
  figure(days: number): string;
}

/** The unit of an axis that ends after so many days: the reader's, or the first finer one that has at least three until then. */
export function timeAxis(end: number, unit: TimeUnit): TimeAxis {
  const coarse = unit === "hours" ? [] : [{name: unit, days: 1}];
  const units = [...coarse, ...finer];
  const {name, days} = units.find((one) => end >= 3 * one.days) ?? units[units.length - 1];
  const figure = (length: number) => {
    const value = length / days;
    return value >= 20 ? value.toFixed(0) : value.toFixed(1);
  };
  return {name: unit === "business days" && name !== unit ? `${name} of business days` : name, days, figure};
}

/** At most 20 points of a curve, the first and the last among them. */
export function sparse<T>(points: readonly T[]): T[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / 19));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}
