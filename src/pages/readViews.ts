import {tableFromIPC} from "@uwdata/flechette";
import type {ShownCell, WholeCell} from "../analysis/drivers/viewFigures.ts";
import {groupBy} from "../analysis/statistics/groupBy.ts";

type Columns = (name: string) => ArrayLike<number>;

function columnsOf(arrow: ArrayBuffer): {column: Columns; rows: number} {
  const table = tableFromIPC(new Uint8Array(arrow));
  return {column: (name) => table.getChild(name).toArray() as ArrayLike<number>, rows: table.numRows};
}

/** Verdicts as page data numbers them. */
const verdicts = ["stays", "vanishes", "turns"] as const;

/** The patterns of each whole view, by the view's number: `data/driverViews.arrow`. */
export function readWholes(arrow: ArrayBuffer): Map<number, WholeCell[]> {
  const {column, rows} = columnsOf(arrow);
  const [view, pattern, n, conversions] = ["view", "pattern", "n", "conversions"].map(column);
  const [ratio, inside, without] = ["ratio", "with_effect", "without_effect"].map(column);
  const [from, to] = ["adjusted_from", "adjusted_to"].map(column);
  const verdict = column("verdict");
  const cells = Array.from({length: rows}, (_, i) => ({
    view: view[i],
    pattern: pattern[i],
    n: n[i],
    conversions: conversions[i],
    errors: Number.isNaN(ratio[i]) ? null : {ratio: ratio[i], with: inside[i], without: without[i]},
    among: {
      range: Number.isNaN(from[i]) ? null : ([from[i], to[i]] as [number, number]),
      verdict: verdicts[verdict[i]],
    },
  }));
  return groupBy(cells, (cell) => cell.view);
}

/** The key of a slice of a view. */
export const sliceKey = (view: number, slice: number): string => `${view}/${slice}`;

/** The patterns of each segment and period of each view: `data/driverSlices.arrow`. */
export function readSlices(arrow: ArrayBuffer): Map<string, ShownCell[]> {
  const {column, rows} = columnsOf(arrow);
  const [view, slice, pattern, n, conversions] = ["view", "slice", "pattern", "n", "conversions"].map(column);
  const cells = Array.from({length: rows}, (_, i) => ({
    key: sliceKey(view[i], slice[i]),
    pattern: pattern[i],
    n: n[i],
    conversions: conversions[i],
  }));
  return groupBy(cells, ({key}) => key);
}
