import {type Cube, unpackCube} from "../analysis/rules/cube.ts";
import type {Cell} from "./mergeCells.ts";
import type {CubeRule} from "./rules.ts";

/** Cells as the analysis takes them: bits in the order of the rules, all in one period. */
export function cubeOf(cells: readonly (Cell & {fold?: number})[], rules: readonly Pick<CubeRule, "id">[]): Cube {
  return unpackCube({
    rules: rules.map(({id}) => id),
    periods: ["all"],
    maskLow: Uint32Array.from(cells, ({mask_low}) => mask_low),
    maskHigh: Uint32Array.from(cells, ({mask_high}) => mask_high),
    n: cells.map(({n}) => n),
    conversions: cells.map(({conversions}) => conversions),
    fold: cells.map(({fold}) => fold ?? 0),
    period: new Uint16Array(cells.length),
  });
}
