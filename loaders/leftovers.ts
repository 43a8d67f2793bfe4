import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";

/** A file or folder under another name while this process makes it: whose it is can be told when the process is gone. */
export const beingBuilt = (path: string, pid = process.pid): string => `${path}.building-${pid}`;

/** Removes a database, or what there is of one, with the files that were put beside it. */
export function removeDatabase(path: string): void {
  for (const ending of ["", ".wal", ".tmp", ".staging"]) rmSync(path + ending, {recursive: true, force: true});
}

/** Removes what processes that no longer run have left behind of files in `folder` whose names begin so. */
export const removeLeftovers = (folder: string, ...stems: readonly string[]): void =>
  removeBuilt(folder, stems, (pid) => !isRunning(pid));

/** Removes what this process is making in `folder` under names that begin so. */
export const removeOwn = (folder: string, ...stems: readonly string[]): void =>
  removeBuilt(folder, stems, (pid) => pid === process.pid);

function removeBuilt(folder: string, stems: readonly string[], isOver: (pid: number) => boolean): void {
  for (const name of namesIn(folder)) {
    const [, stem, pid] = /^(.*)\.building-(\d+)/.exec(name) ?? [];
    if (stem === undefined || !stems.some((one) => stem.startsWith(one)) || !isOver(Number(pid))) continue;
    try {
      rmSync(join(folder, name), {recursive: true, force: true});
    } catch {
      // of somebody else: theirs to remove
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether there is a process of this number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
