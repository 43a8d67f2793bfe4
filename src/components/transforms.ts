import * as encode from "vega-encode";
import * as transformed from "vega-transforms";
import * as laidOut from "vega-view-transforms";

/** What live charts are made with; maps, trend lines and the like are no part of what a browser is given. */
export const known: object = {...transformed, ...laidOut, ...encode};

const names = new Set(["operator", ...Object.keys(known).map((name) => name.toLowerCase())]);

/** Operators of a flow that no live chart can have: "regression". */
export function unknownIn(flow: unknown): string[] {
  if (typeof flow !== "object" || flow === null) return [];
  const {id, type} = flow as {id?: unknown; type?: unknown};
  const own = id !== undefined && typeof type === "string" && !names.has(type.toLowerCase()) ? [type] : [];
  return [...new Set([...own, ...Object.values(flow).flatMap(unknownIn)])];
}
