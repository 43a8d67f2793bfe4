import type {Rate} from "../findings.ts";
import {wilson} from "../statistics/intervals.ts";
import {followUpWindows, naturalDays} from "./cohorts.ts";
import {dwellTime, follow, type StayCount} from "./dwell.ts";

/**
 * Of whom a share is: of leads whose fate is settled; or, where nobody is recorded as lost, of all who entered, followed equally long
 * (`days` after entry), or of all who entered, so far, where there are no times.
 */
export type ShareBasis = {of: "settled"} | {of: "followed"; days: number} | {of: "entered"};

/** A share with what it is of. */
export interface ToldShare {
  rate: Rate;
  basis: ShareBasis;
}

/**
 * The share that moved on within a fixed time of their entry, each lead counted for as long as it was followed (Kaplan–Meier): what
 * can be said where nobody is recorded as lost, so that whoever has not moved on is waiting for ever. The time is that within which
 * about four fifths of those who move on have (`followUpWindows`), in days that people use, and not beyond the follow-up. Null
 * without times, or where nobody has moved on yet.
 */
export function shareWithin(counts: readonly StayCount[]): ToldShare | null {
  const windows = followUpWindows({dwell: dwellTime(counts)});
  const {steps} = follow(counts);
  const last = steps.at(-1)?.time ?? 0;
  if (!windows || last === 0) return null;
  const days = windows.mainDays <= last ? windows.mainDays : (naturalDays.findLast((n) => n <= last) ?? last);
  const step = steps.findLast(({time}) => time <= days);
  const n = counts.reduce((sum, {advanced, waiting}) => sum + advanced + waiting, 0);
  const conversions = counts.reduce((sum, one) => sum + (one.days <= days ? one.advanced : 0), 0);
  const value = step?.incidence[0] ?? 0;
  const {low, high} = value > 0 && value < 1 && step ? {low: step.low[0], high: step.high[0]} : wilson(value * n, n);
  return {rate: {value, low, high, n, conversions}, basis: {of: "followed", days}};
}
