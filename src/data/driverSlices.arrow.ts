import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {publicViews} from "./viewCells.ts";
import {findings} from "./warehouse.ts";

const {run} = await findings("run");
const {cells} = await publicViews(run.settings.minCell);
const parts = cells.filter(({slice}) => slice > 0);

const table = new Table({
  view: vectorFromArray(Uint8Array.from(parts, ({view}) => view)),
  slice: vectorFromArray(Uint16Array.from(parts, ({slice}) => slice)),
  pattern: vectorFromArray(Uint16Array.from(parts, ({pattern}) => pattern)),
  n: vectorFromArray(Uint32Array.from(parts, ({n}) => n)),
  conversions: vectorFromArray(Uint32Array.from(parts, ({conversions}) => conversions)),
});
process.stdout.write(tableToIPC(table, "stream"));
