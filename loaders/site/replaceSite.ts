import {cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {beingBuilt, removeLeftovers} from "../leftovers.ts";
import {linkTarget} from "../links.ts";
import {checkSpace} from "../room.ts";

/** Bytes of the smallest site, nearly. */
const leastSpace = 16 * 2 ** 20;

/** What stands at the top of a site. */
const ofSite = /^(?:[\w-]+\.html|_client|_file|_import|_observablehq|own|report\.pdf|\.nojekyll)$/;

/**
 * Refuses to build what could not be put at `out`; nothing is taken away but what a build has put there.
 * @throws Error where it is no folder, holds other files, or its disk is full
 */
export function checkSitePlace(out: string): void {
  const target = linkTarget(out);
  const there = statSync(target, {throwIfNoEntry: false});
  if (there && !there.isDirectory())
    throw new Error(`not a folder: ${out}; nothing was changed; give --out a new or empty folder`);
  const other = there && readdirSync(target).find((name) => !ofSite.test(name));
  if (other)
    throw new Error(
      `not a site to replace: ${out} holds ${other}; nothing was changed; give --out a new or empty folder`,
    );
  checkSpace(folderThere(target), leastSpace, "the site");
}

/** The narrowest folder of a path that is there. */
const folderThere = (path: string): string => (existsSync(path) ? path : folderThere(dirname(path)));

/** Puts a site in the place of the one at `out`; where that is a link, it stays, and what it leads to is replaced. */
export function replaceSite(built: string, out: string): void {
  const target = linkTarget(out);
  const [next, last] = [beingBuilt(`${beside(target)}.new`), beingBuilt(lastOf(target))];
  mkdirSync(dirname(target), {recursive: true});
  try {
    cpSync(built, next, {recursive: true});
    if (existsSync(target)) renameSync(target, last);
    renameSync(next, target);
    rmSync(last, {recursive: true, force: true});
  } finally {
    rmSync(next, {recursive: true, force: true});
  }
}

/** Puts the site back that was at `out`, and removes what is left of others, where a build was killed as they changed places. */
export function settleSite(out: string): void {
  const target = linkTarget(out);
  const folder = dirname(target);
  if (!existsSync(folder)) return;
  const last = readdirSync(folder).find((name) => name.startsWith(`${basename(lastOf(target))}.building-`));
  if (last !== undefined && !existsSync(target)) renameSync(join(folder, last), target);
  removeLeftovers(folder, basename(beside(target)));
}

const beside = (target: string): string => join(dirname(target), `.${basename(target)}`);
const lastOf = (target: string): string => `${beside(target)}.old`;
