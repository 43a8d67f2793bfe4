import {type Choice, chooseByCapacity, chooseByPrecision, chooseByProfit, type Threshold} from "./threshold.ts";
import {perUnit, type ThresholdReport} from "./thresholdReport.ts";

const ways = ["capacity", "precision", "profit", "score"] as const;

/** What the line is drawn by. */
export type Way = (typeof ways)[number];

/** All that is decided on the Threshold page; never mutated. */
export interface LineState {
  way: Way;
  /** Leads that can be called, for each unit of the report. */
  capacity: number;
  /** Share that should convert, 0–1. */
  precision: number;
  /** What a conversion brings and a call costs; null where nobody said. */
  value: number | null;
  cost: number | null;
  /** A line set by hand. */
  score: number;
}

/** Share of the leads that is taken for the capacity where nobody set anything. */
const shareByDefault = 0.2;

/**
 * The line the project file asks for: by capacity before precision before profit. Where it asks for none, as if a fifth of the
 * leads could be called; a precision nobody set is twice the rate of all.
 */
export function startLine({thresholds, all, unit, settings}: ThresholdReport): LineState {
  const capacity = settings.capacityAMonth === null ? null : perUnit(settings.capacityAMonth, unit);
  const everyone = thresholds[0]?.volume.mean ?? 0;
  const state: LineState = {
    way: capacity !== null ? "capacity" : settings.precision !== null ? "precision" : "capacity",
    capacity: Math.round(capacity ?? shareByDefault * everyone),
    precision: settings.precision ?? Math.round(Math.min(0.95, 2 * all.value) * 100) / 100,
    value: settings.value,
    cost: settings.callCost,
    score: 0,
  };
  const isByProfit = capacity === null && settings.precision === null && settings.value !== null;
  const start: LineState = isByProfit ? {...state, way: "profit"} : state;
  return {...start, score: lineOf(thresholds, start).threshold?.score ?? thresholds.at(-1)?.score ?? 0};
}

/** Nobody asked for a line: the project file has none of capacity, precision and profit that these data can use. */
export const isByDefault = ({unit, settings}: ThresholdReport): boolean =>
  (settings.capacityAMonth === null || perUnit(settings.capacityAMonth, unit) === null) &&
  settings.precision === null &&
  settings.value === null;

/** The line that each way would draw under these settings. */
export function lineOf<T extends Threshold>(
  thresholds: readonly T[],
  {way, capacity, precision, value, cost, score}: LineState,
): Choice<T> {
  if (way === "capacity") return chooseByCapacity(thresholds, capacity);
  if (way === "precision") return chooseByPrecision(thresholds, precision);
  if (way === "profit")
    return value === null || cost === null ? {threshold: null, next: null} : chooseByProfit(thresholds, {value, cost});
  const at = thresholds.findIndex((threshold) => threshold.score >= score);
  return {threshold: thresholds[at] ?? null, next: thresholds[at - 1] ?? null};
}

const keysOf: Record<Way, readonly (keyof LineState)[]> = {
  capacity: ["capacity"],
  precision: ["precision"],
  profit: ["value", "cost"],
  score: ["score"],
};

/** The state as an address's fragment, "capacity=200": the way's own settings first, then those that differ from the start. */
export function lineAddress(state: LineState, start: LineState): string {
  const own = keysOf[state.way];
  const others = ways.flatMap((way) => keysOf[way]).filter((key) => !own.includes(key) && state[key] !== start[key]);
  const kept = others.filter((key) => key !== "score");
  return [...own, ...kept].flatMap((key) => (state[key] === null ? [] : [`${key}=${state[key]}`])).join("&");
}

/** Reads such a fragment; null where it says nothing of a line. What is not a number in range is passed over. */
export function readLine(fragment: string, start: LineState): LineState | null {
  const known = [...new URLSearchParams(fragment.replace(/^#/, ""))]
    .map(([key, text]) => ({key, value: text.trim() === "" ? Number.NaN : Number(text)}))
    .filter(({key, value}) => inRange[key]?.(value));
  if (known.length === 0) return null;
  const way = ways.find((one) => keysOf[one].some((key) => key === known[0].key)) as Way;
  return {...start, ...Object.fromEntries(known.map(({key, value}) => [key, value])), way};
}

const inRange: Readonly<Record<string, ((value: number) => boolean) | undefined>> = {
  capacity: (value) => value >= 0 && Number.isFinite(value),
  precision: (value) => value > 0 && value <= 1,
  value: (value) => value > 0 && Number.isFinite(value),
  cost: (value) => value >= 0 && Number.isFinite(value),
  score: (value) => Number.isFinite(value),
};
