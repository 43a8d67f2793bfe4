import type {Item} from "vega";

declare module "vega" {
  /** How wide texts are taken to be; there for programs without a canvas to replace. */
  export const textMetrics: {width: (item: Item & Record<string, unknown>, text: unknown) => number};
}
