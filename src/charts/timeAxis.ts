import type {TimeUnit} from "../analysis/funnel/stageTimes.ts";
import {say} from "../text/language.ts";

/** Days of one of each. */
const lengths = {"business days": 1, days: 1, hours: 1 / 24, minutes: 1 / 1440, seconds: 1 / 86400} as const;
type AxisUnit = keyof typeof lengths;

const finer: readonly AxisUnit[] = ["hours", "minutes", "seconds"];

interface TimeAxis {
  /** "business days since entering Meeting", "minutes since entry". */
  since(stage?: string): string;
  /** Days of one of it. */
  days: number;
  /** "25", "4.1": a length in it. */
  figure(days: number): string;
}

/** The unit of an axis that ends after so many days: the reader's, or the first finer one that has at least three until then. */
export function timeAxis(end: number, unit: TimeUnit): TimeAxis {
  const units = unit === "hours" ? finer : [unit, ...finer];
  const axisUnit = units.find((one) => end >= 3 * lengths[one]) ?? "seconds";
  const days = lengths[axisUnit];
  const figure = (length: number) => {
    const value = length / days;
    return value >= 20 ? value.toFixed(0) : value.toFixed(1);
  };
  const isFinerBusiness = unit === "business days" && axisUnit !== unit;
  const since = (stage?: string) =>
    say({
      en: `${axisUnit}${isFinerBusiness ? " of business days" : ""} since ${stage === undefined ? "entry" : `entering ${stage}`}`,
      ja: `${stage ?? ""}到達からの経過（${isFinerBusiness ? "営業日の" : ""}${japanese[axisUnit]}）`,
    });
  return {since, days, figure};
}

const japanese: Record<AxisUnit, string> = {
  "business days": "営業日",
  days: "日",
  hours: "時間",
  minutes: "分",
  seconds: "秒",
};

/** At most 20 points of a curve, the first and the last among them. */
export function sparse<T>(points: readonly T[]): T[] {
  const step = Math.max(1, Math.ceil((points.length - 1) / 19));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}
