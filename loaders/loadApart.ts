import {tmpdir} from "node:os";
import {basename, dirname} from "node:path";
import {doApart} from "./apart.ts";
import type {Loaded} from "./commands/loaded.ts";
import {removeLeftovers} from "./leftovers.ts";
import {runsDir, warehousePath} from "./places.ts";
import {warehouseTarget} from "./warehouseFile.ts";

/** What a load in a process of its own is asked. */
export interface LoadRequest {
  dir: string;
  leads?: number;
}

/** Loads a project in a process of its own: this one can be stopped while the other computes, and then nothing of the load stays. */
export async function loadApart(dir: string, {leads}: {leads?: number}): Promise<Loaded> {
  const tidy = () => removeUnfinished(dir);
  return doApart<LoadRequest, Loaded>(
    {entry: "loadChild", at: warehousePath(dir), what: "the warehouse", tidy},
    {dir, leads},
  );
}

/** Removes what loads of this project that no longer run have left. */
function removeUnfinished(dir: string): void {
  removeLeftovers(dir, "partial-");
  removeLeftovers(runsDir(dir), "");
  removeLeftovers(tmpdir(), "hakari-");
  const target = warehouseTarget(warehousePath(dir));
  removeLeftovers(dirname(target), basename(target));
}
