import type {Spec} from "vega";
import type {TopLevelSpec} from "vega-lite";

let address: URL | null = null;
let known: Promise<Record<string, Spec>> | null = null;

/** From now on charts are drawn by what the build has compiled; the file is fetched when the first one is. */
export const useSpecs = (at: URL): void => {
  address = at;
};

/** The compiled specifications of the page, by their shapes' keys. */
export function knownSpecs(): Promise<Record<string, Spec>> {
  known ??= address ? fetch(address).then((answer) => answer.json()) : Promise.resolve({});
  return known;
}

/** What draws a specification: as the build has compiled it, else compiled here. */
export async function specFor(key: string, spec: TopLevelSpec): Promise<Spec> {
  const found = (await knownSpecs())[key];
  if (found) return found;
  const {compiled} = await import("./compile.ts");
  return compiled(spec);
}
