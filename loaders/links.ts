import {readlinkSync, realpathSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";

/**
 * What is written when `path` is: itself, or what it leads to where it is a link, which need not be there yet.
 * @throws Error where the link leads in a circle, or into a folder that is not there
 */
export function linkTarget(path: string, links = 0): string {
  const next = linkAt(path);
  if (next === null) return links === 0 ? path : join(realFolder(path), basename(path));
  if (links > 30) throw new Error(`links in a circle: ${path}; remove the link`);
  return linkTarget(resolve(dirname(path), next), links + 1);
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function realFolder(path: string): string {
  try {
    return realpathSync(dirname(path));
  } catch {
    throw new Error(`missing folder: ${dirname(path)}, into which a link leads; make it, or remove the link`);
  }
}
