import {Engine} from "./engine/duckdb.ts";
import {sentence} from "./engine/sql/reason.ts";
import {StepError} from "./engine/stepError.ts";
import {warehousePath} from "./places.ts";
import {type Found, lookAt} from "./warehouseFile.ts";

/**
 * Opens a project's warehouse read-only, asks, and closes it.
 * @throws Error that says what is where the warehouse should be, or how it is damaged, and to load again
 */
export async function askWarehouse<T>(dir: string, question: (engine: Engine) => Promise<T>): Promise<T> {
  const path = warehousePath(dir);
  const again = `load again: hakari load --project ${dir}`;
  const found = lookAt(path);
  if (found.kind !== "database") throw new Error(`${notOne(path, found)}; ${again}`);
  try {
    const engine = await Engine.open(path, {readOnly: true});
    try {
      return await question(engine);
    } finally {
      engine.close();
    }
  } catch (error) {
    if (!(error instanceof StepError) && !(error instanceof SyntaxError)) throw error;
    const said = error instanceof StepError ? error.reason : error.message;
    throw new Error(lockedText(path, said) ?? `${damagedText(path, said)}; ${again}`, {cause: error});
  }
}

/** What is where a warehouse should be. */
export function notOne(path: string, found: Exclude<Found, {kind: "database"}>): string {
  switch (found.kind) {
    case "nothing":
      return `missing warehouse: ${path}`;
    case "empty":
      return `not a warehouse: ${path} is an empty file`;
    case "folder":
      return `not a warehouse: ${path} is a folder; move it away`;
    case "other":
      return `not a warehouse: ${path} is ${found.what}`;
    case "unreadable":
      return `unreadable warehouse: ${path}: ${found.why}`;
  }
}

/** How a database that cannot be opened, or not be asked what a warehouse answers, is at fault. */
export function damagedText(path: string, said: string): string {
  const [first] = said.split("\n");
  if (/version number/i.test(first) && /read/i.test(first))
    return `unsupported warehouse: ${path} was written by a newer version of the database engine`;
  if (/Table with name|does not exist|Catalog Error|Binder Error/.test(first))
    return `not a warehouse: ${path} is a database of another program, or of another version of hakari`;
  return `damaged warehouse: ${path} (${sentence(first.replace(/^(?:[A-Z]\w* )+Error: /, ""))})`;
}

/** That another program has the database open for writing; null where it is something else. */
export function lockedText(path: string, said: string): string | null {
  if (!/Could not set lock|used by another process|being used/i.test(said)) return null;
  const pid = /PID (\d+)/.exec(said)?.[1];
  return `warehouse in use: ${path}: ${pid ? `process ${pid}` : "another program"} has it open for writing; close it there`;
}
