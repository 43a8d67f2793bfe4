import {duration} from "./format.ts";

/** A duration without the same in hours behind it. */
export const briefly = (days: number | null): string => duration(days).replace(/ \(.*$/, "");
