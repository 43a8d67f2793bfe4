import {mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {Engine} from "./engine/duckdb.ts";

/**
 * Builds a database beside the one at `path` and puts it in its place with one rename. Whatever fails, and whenever the
 * process is killed, the old database stays and is whole; leftovers of a killed build are removed by the next one.
 * Returns what `build` returned.
 */
export async function replaceDatabase<T>(path: string, build: (engine: Engine) => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), {recursive: true});
  removeStale(path);
  const building = `${path}.building-${process.pid}`;
  removeAll(building);
  try {
    const result = await buildAt(building, build);
    renameSync(building, path);
    return result;
  } finally {
    removeAll(building);
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

/** Removes what builds of processes that no longer run have left behind. */
function removeStale(path: string): void {
  const stem = `${basename(path)}.building-`;
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(stem) ? Number.parseInt(name.slice(stem.length), 10) : Number.NaN;
    if (!Number.isNaN(pid) && !isRunning(pid)) rmSync(join(dirname(path), name), {recursive: true, force: true});
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

function removeAll(path: string): void {
  for (const suffix of ["", ".wal", ".tmp", ".staging"]) rmSync(path + suffix, {recursive: true, force: true});
}
