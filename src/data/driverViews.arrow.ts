import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {smallestArray} from "./smallestArray.ts";
import {publicViews} from "./viewCells.ts";
import {findings} from "./warehouse.ts";

const {run} = await findings("run");
const {cells} = await publicViews(run.settings.minCell);
const whole = cells.filter(({slice}) => slice === 0);
const figures = (of: (cell: (typeof whole)[number]) => number | null) =>
  vectorFromArray(Float32Array.from(whole, (cell) => of(cell) ?? Number.NaN));

const table = new Table({
  view: vectorFromArray(smallestArray(whole.map(({view}) => view))),
  pattern: vectorFromArray(smallestArray(whole.map(({pattern}) => pattern))),
  n: vectorFromArray(smallestArray(whole.map(({n}) => n))),
  conversions: vectorFromArray(smallestArray(whole.map(({conversions}) => conversions))),
  ratio: figures(({ratio}) => ratio),
  with_effect: figures(({with_effect}) => with_effect),
  without_effect: figures(({without_effect}) => without_effect),
  adjusted_from: figures(({adjusted_from}) => adjusted_from),
  adjusted_to: figures(({adjusted_to}) => adjusted_to),
  verdict: vectorFromArray(smallestArray(whole.map(({turns, vanishes}) => (turns ? 2 : vanishes ? 1 : 0)))),
});
process.stdout.write(tableToIPC(table, "stream"));
