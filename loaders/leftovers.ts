import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";

/** A file or folder under another name while this process makes it: whose it is can be told when the process is gone. */
export const beingBuilt = (path: string, pid = process.pid): string => `${path}.building-${pid}`;

/** Removes what processes that no longer run have left behind of files in `folder` whose names begin so. */
export function removeLeftovers(folder: string, ...stems: readonly string[]): void {
  for (const name of namesIn(folder)) {
    const [, stem, pid] = /^(.*)\.building-(\d+)/.exec(name) ?? [];
    if (stem === undefined || !stems.some((one) => stem.startsWith(one)) || isRunning(Number(pid))) continue;
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

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
