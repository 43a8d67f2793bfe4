import {existsSync, mkdirSync, renameSync} from "node:fs";
import {basename, dirname} from "node:path";
import {Engine} from "./engine/duckdb.ts";
import {StepError} from "./engine/stepError.ts";
import {beingBuilt, removeDatabase, removeLeftovers} from "./leftovers.ts";
import {damagedText, lockedText, notOne} from "./openWarehouse.ts";
import {lookAt, warehouseTarget} from "./warehouseFile.ts";

interface ReplaceOptions {
  /** Told where what was at the path is kept, and what it was, because it is not known to be a warehouse. */
  onKept?: (text: string) => void;
}

/**
 * Builds a database beside the one at `path` and puts it in its place with one rename; where `path` is a link, that stays, and what it
 * leads to is replaced. Whatever fails, and whenever the process is killed, the old database stays and is whole; leftovers of a killed
 * build are removed by the next one. A file that is not known to be a warehouse is kept under another name. Returns what `build` returned.
 * @throws Error before anything is built where a folder is in the way, a link leads elsewhere or another program writes to the database
 */
export async function replaceDatabase<T>(
  path: string,
  build: (engine: Engine) => Promise<T>,
  {onKept}: ReplaceOptions = {},
): Promise<T> {
  mkdirSync(dirname(path), {recursive: true});
  const target = warehouseTarget(path);
  removeLeftovers(dirname(target), basename(target));
  const stranger = await strangerAt(target);
  const building = beingBuilt(target);
  removeDatabase(building);
  try {
    const result = await buildAt(building, build);
    if (stranger !== null) keepAside(target, stranger, onKept);
    renameSync(building, target);
    return result;
  } finally {
    removeDatabase(building);
  }
}

async function buildAt<T>(path: string, build: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await Engine.open(path);
  try {
    const result = await build(engine);
    await engine.run("checkpoint", "checkpoint");
    return result;
  } finally {
    engine.close();
  }
}

/** What is at a path where a warehouse is to be put, where it is no warehouse that can be read; null where it is one, or nothing. */
async function strangerAt(path: string): Promise<string | null> {
  const found = lookAt(path);
  if (found.kind === "nothing" || found.kind === "empty") return null;
  if (found.kind === "folder" || found.kind === "unreadable") throw new Error(notOne(path, found));
  if (found.kind === "other") return notOne(path, found);
  try {
    const engine = await Engine.open(path, {readOnly: true});
    try {
      const strange = await engine.count(
        "tables",
        "select count(*) > 0 and not bool_or(schema_name = 'results' or table_name in ('leads', 'rejects')) from duckdb_tables()",
      );
      return strange ? damagedText(path, "Catalog Error") : null;
    } finally {
      engine.close();
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    const locked = lockedText(path, error.reason);
    if (locked !== null) throw new Error(locked);
    return damagedText(path, error.reason);
  }
}

function keepAside(path: string, what: string, onKept: ReplaceOptions["onKept"]): void {
  let n = 1;
  while (existsSync(`${path}.kept-${n}`)) ++n;
  renameSync(path, `${path}.kept-${n}`);
  onKept?.(`${what}; kept as ${path}.kept-${n}, remove it if it is not needed`);
}
