import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {smallestArray} from "./smallestArray.ts";
import {publicViews} from "./viewCells.ts";
import {findings} from "./warehouse.ts";

const {run} = await findings("run");
const {cells} = await publicViews(run.settings.minCell);
const parts = cells.filter(({slice}) => slice > 0);

const table = new Table({
  view: vectorFromArray(smallestArray(parts.map(({view}) => view))),
  slice: vectorFromArray(smallestArray(parts.map(({slice}) => slice))),
  pattern: vectorFromArray(smallestArray(parts.map(({pattern}) => pattern))),
  n: vectorFromArray(smallestArray(parts.map(({n}) => n))),
  conversions: vectorFromArray(smallestArray(parts.map(({conversions}) => conversions))),
});
process.stdout.write(tableToIPC(table, "stream"));
