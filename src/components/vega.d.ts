declare module "vega-dataflow" {
  export const transforms: object;
}
declare module "vega-encode";
declare module "vega-parser" {
  export {parse} from "vega";
}
declare module "vega-transforms";
declare module "vega-util" {
  export function extend(target: object, ...sources: object[]): void;
}
declare module "vega-view" {
  export {View} from "vega";
}
declare module "vega-view-transforms";
