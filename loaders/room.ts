import {statfsSync} from "node:fs";

/**
 * Refuses work that there is no room for, before it is begun.
 * @throws Error where the disk of `dir` has fewer free bytes than `needed`
 */
export function checkSpace(dir: string, needed: number, what: string): void {
  const {bavail, bsize} = statfsSync(dir);
  if (bavail * bsize < needed)
    throw new Error(
      `no space for ${what}: ${megabytes(bavail * bsize)} are free on the disk of ${dir}, and it takes ${megabytes(needed)} or more; free some space, or choose another disk`,
    );
}

/** Free memory in bytes without which no load should begin. */
const leastMemory = 200 * 2 ** 20;

/** @throws Error where less memory is free than any load takes */
export function checkMemory(): void {
  const free = process.availableMemory();
  if (free < leastMemory)
    throw new Error(
      `not enough memory for the load: ${megabytes(free)} are free, and it takes ${megabytes(leastMemory)} or more; close other programs, or give it more`,
    );
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MB`;
