import {closeSync, openSync, readSync, statSync} from "node:fs";
import {reasonOfFile} from "./fileFaults.ts";
import {linkTarget} from "./links.ts";

/** What is where a warehouse should be, by its first bytes alone. */
export type Found =
  | {kind: "nothing"}
  | {kind: "database"}
  | {kind: "empty"}
  | {kind: "folder"}
  | {kind: "other"; what: string}
  | {kind: "unreadable"; why: string};

/** Looks at a file before an engine opens it: engines take some other files for theirs, and ask a host how to read them. */
export function lookAt(path: string): Found {
  try {
    const stat = statSync(path, {throwIfNoEntry: false});
    if (!stat) return {kind: "nothing"};
    if (stat.isDirectory()) return {kind: "folder"};
    if (!stat.isFile()) return {kind: "other", what: "a pipe or device"};
    return stat.size === 0 ? {kind: "empty"} : kindOf(firstBytes(path));
  } catch (error) {
    return {kind: "unreadable", why: reasonOfFile(error) ?? (error as Error).message};
  }
}

function firstBytes(path: string): Buffer {
  const bytes = Buffer.alloc(512);
  const file = openSync(path, "r");
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

/** DuckDB's mark stands behind a checksum of eight bytes. */
function kindOf(bytes: Buffer): Found {
  if (bytes.toString("latin1", 8, 12) === "DUCK") return {kind: "database"};
  if (bytes.toString("latin1", 0, 15) === "SQLite format 3") return {kind: "other", what: "a SQLite database"};
  const isText = bytes.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
  return {kind: "other", what: isText ? "a text file" : "not a database, or one whose beginning is destroyed"};
}

/**
 * Where a warehouse's file lies: behind a link, which stays one, where that leads to nothing yet or to a database.
 * @throws Error where it leads to something else, or in a circle.
 */
export function warehouseTarget(path: string): string {
  const target = linkTarget(path);
  if (target === path) return path;
  const found = lookAt(target);
  if (found.kind === "nothing" || found.kind === "database" || found.kind === "empty") return target;
  const what = found.kind === "other" ? found.what : found.kind === "folder" ? "a folder" : "unreadable";
  throw new Error(
    `not a warehouse: ${path} is a link to ${target}, ${what}; remove the link, or let it lead to a warehouse or a new name`,
  );
}
