import {tableFromIPC} from "@uwdata/flechette";
import {type Cube, unpackCube} from "../analysis/rules/cube.ts";

/** The cube of `data/cube.arrow` with the rules' ids in the order of its bits; its periods are added up. */
export function readCube(arrow: ArrayBuffer, rules: readonly string[]): Cube {
  const table = tableFromIPC(new Uint8Array(arrow));
  const column = (name: string): ArrayLike<number> => table.getChild(name).toArray() as ArrayLike<number>;
  const n = column("n");
  return unpackCube({
    rules,
    periods: ["all"],
    maskLow: Uint32Array.from(column("mask_low")),
    maskHigh: Uint32Array.from(column("mask_high")),
    n,
    conversions: column("conversions"),
    fold: column("fold"),
    period: new Uint16Array(n.length),
  });
}
