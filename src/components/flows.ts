import type {TopLevelSpec} from "vega-lite";
import type {Flow} from "./compile.ts";
import {revived} from "./lossless.ts";
import {filled, keyOf, type Shape} from "./shape.ts";

let address: URL | null = null;
let known: Promise<Record<string, Flow>> | null = null;

/** From now on charts are drawn by what the build has compiled; the file is fetched when the first one is. */
export const useFlows = (at: URL): void => {
  address = at;
};

/** What the page's charts are drawn by: by the key of their shape, or of the whole where the shape is not enough. */
export function knownFlows(): Promise<Record<string, Flow>> {
  known ??= address ? fetch(address).then((answer) => answer.json()) : Promise.resolve({});
  return known;
}

/** What draws a specification, ready for the runtime: as the build has made it, else made here. */
export const flowFor = async (spec: TopLevelSpec, shape: Shape): Promise<Flow> =>
  revived(await plainFlowFor(spec, shape)) as Flow;

async function plainFlowFor(spec: TopLevelSpec, {key, leaves}: Shape): Promise<Flow> {
  const all = await knownFlows();
  const whole = all[keyOf(spec)];
  if (whole) return whole;
  if (all[key]) return filled(all[key], leaves);
  const {compiled, flowOf} = await import("./compile.ts");
  return flowOf(compiled(spec));
}
