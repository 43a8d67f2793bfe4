import {dirname, isAbsolute, resolve} from "node:path";
import type {Engine} from "../duckdb.ts";
import {matching} from "./matching.ts";
import {isBelow, placeOf, realPath} from "./reach.ts";
import type {NamedFile, SqlFault} from "./selectTree.ts";

interface Reach {
  /** Folder that relative paths are of. */
  dir: string;
  /** Real paths of the folders below which files may be read. */
  folders: readonly string[];
}

/** SQL whose files are found: with absolute paths, what it reads (paths and patterns), and what it must not. */
interface Placed {
  sql: string;
  reads: string[];
  faults: SqlFault[];
}

/**
 * Finds the files that SQL names: relative to the project folder, or to the working directory where nothing is there. Each must
 * lie, with all links followed, below a folder that may be read.
 */
export async function placeFiles(
  engine: Engine,
  sql: string,
  files: readonly NamedFile[],
  {dir, folders}: Reach,
): Promise<Placed> {
  const placed: Placed = {sql, reads: [], faults: []};
  const lastFirst = [...files].sort((a, b) => b.at - a.at);
  for (const {path, at} of lastFirst) {
    const fault = (message: string) => placed.faults.push({message, at});
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) {
      fault(`unsupported: ${path}: SQL reads files of this machine only; fetch it first, and name the file`);
      continue;
    }
    const choices = isAbsolute(path) ? [path] : [resolve(dir, path), resolve(path)];
    const reachable = choices.filter((choice) => isBelow(placeOf(fixedPart(choice)), folders));
    if (reachable.length === 0) {
      fault(beyond(path));
      continue;
    }
    const found = await firstFound(engine, reachable);
    const away = found?.files.find((file) => !isBelow(placeOf(file), folders));
    if (found === null) fault(`missing file: ${path}; paths are relative to the project folder`);
    else if (away !== undefined) fault(beyond(away === path ? path : `${path} (${away})`));
    else {
      const written = isAbsolute(path) ? placed.sql : withPath(placed.sql, {path, at}, found.pattern);
      if (written === null) fault(`unsupported: ${path} is not written in plain quotes; write '${path}'`);
      else placed.sql = written;
      placed.reads.push(...readsOf(found.pattern, found.files));
    }
  }
  placed.faults.reverse();
  return placed;
}

/** What a database must be allowed to open so that it reads these files by this pattern: their real paths. */
export function readsOf(pattern: string, files: readonly string[]): string[] {
  const paths = files.flatMap((file) => realPath(file) ?? []);
  return wildcard.test(pattern) ? [pattern, ...paths] : paths;
}

/** Line of a byte of a text, from 0. */
export const lineAt = (sql: string, at = 0): number =>
  Buffer.from(sql).subarray(0, at).toString().split("\n").length - 1;

const beyond = (path: string) =>
  `unreadable: ${path}: outside the project folder; copy it there, or name its folder in the environment variable HAKARI_READS`;

const wildcard = /[*?[]/;

/** What of a path is no pattern: the path itself, or the folder above the first segment with a wildcard. */
function fixedPart(path: string): string {
  const wild = path.search(wildcard);
  return wild < 0 ? path : dirname(`${path.slice(0, wild)}x`);
}

async function firstFound(engine: Engine, patterns: readonly string[]) {
  for (const pattern of patterns) {
    const files = await matching(engine, pattern);
    if (files.length > 0) return {pattern, files};
  }
  return null;
}

/** The SQL with a path in place of the one that stands there in quotes; null where it does not. */
function withPath(sql: string, {path, at}: NamedFile, by: string): string | null {
  const bytes = Buffer.from(sql);
  const quote = bytes.subarray(at, at + 1).toString();
  const quoted = (text: string) => quote + text.replaceAll(quote, quote + quote) + quote;
  const end = at + Buffer.byteLength(quoted(path));
  if (!["'", '"'].includes(quote) || bytes.subarray(at, end).toString() !== quoted(path)) return null;
  return bytes.subarray(0, at).toString() + quoted(by) + bytes.subarray(end).toString();
}
