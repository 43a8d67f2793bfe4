import type {Spec} from "vega";
import type {TopLevelSpec} from "vega-lite";
import {filled, keyOf, type Shape} from "./shape.ts";

let address: URL | null = null;
let known: Promise<Record<string, Spec>> | null = null;

/** From now on charts are drawn by what the build has compiled; the file is fetched when the first one is. */
export const useSpecs = (at: URL): void => {
  address = at;
};

/** The compiled specifications of the page: by the key of their shape, or of the whole where the shape is not enough. */
export function knownSpecs(): Promise<Record<string, Spec>> {
  known ??= address ? fetch(address).then((answer) => answer.json()) : Promise.resolve({});
  return known;
}

/** What draws a specification: as the build has compiled it, else compiled here. */
export async function specFor(spec: TopLevelSpec, {key, leaves}: Shape): Promise<Spec> {
  const all = await knownSpecs();
  const whole = all[keyOf(spec)];
  if (whole) return whole;
  if (all[key]) return filled(all[key], leaves);
  const {compiled} = await import("./compile.ts");
  return compiled(spec);
}
