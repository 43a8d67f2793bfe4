import {realpathSync} from "node:fs";
import {basename, delimiter, dirname, join, relative, resolve, sep} from "node:path";

/**
 * Folders below which a project's SQL may read files: its own, and what the person who runs the command names in the variables
 * `HAKARI_DATA` (a folder) and `HAKARI_READS` (folders, parted as in `PATH`). Real paths; those that are not there are left out.
 */
export function readableFolders(dir: string, env: NodeJS.ProcessEnv): string[] {
  const named = [env.HAKARI_DATA, ...(env.HAKARI_READS ?? "").split(delimiter)];
  const folders = [dir, ...named.flatMap((folder) => (folder ? [resolve(folder)] : []))];
  return [...new Set(folders.flatMap((folder) => realPath(folder) ?? []))];
}

/** The path with all links followed, as the system does on opening it (`..` behind a link, too); null where nothing is there. */
export function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

/** Where a path leads: its real path, or where nothing is there, that of the nearest folder above it and the rest. */
export function placeOf(path: string): string {
  const real = realPath(path);
  return real ?? (dirname(path) === path ? path : join(placeOf(dirname(path)), basename(path)));
}

/** Whether a real path is one of these folders or lies below one. */
export const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => {
    const way = relative(folder, path);
    return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
  });
