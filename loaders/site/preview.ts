import {existsSync, type FSWatcher, readdirSync, rmSync, utimesSync, watch} from "node:fs";
import {createServer} from "node:net";
import {join} from "node:path";
import {createInterface} from "node:readline";
import type {Readable} from "node:stream";
import {findingsOf} from "../warehouse.ts";
import {watchClient} from "./bundle.ts";
import {environment, observable} from "./framework.ts";
import {ownPageFaults} from "./ownPages/check.ts";
import {home, linkSources, makeRoot, ownPages, removeRoot} from "./root.ts";

interface PreviewSiteOptions {
  /** Folder of a loaded project, absolute. */
  projectDir: string;
  /** Default: the first free one from 3000. */
  port?: number;
}

/**
 * Serves the pages until it is stopped, and prints their address. Own pages that ask for what is elsewhere are refused first. Pages follow edits of any module, page or page data, and a
 * new load of the project.
 */
export async function previewSite({projectDir, port}: PreviewSiteOptions): Promise<void> {
  if (port !== undefined && !(await isFree(port)))
    throw new Error(`port in use: ${port}; give another with --port, or leave it out for the first free one`);
  const {run} = await findingsOf(projectDir);
  const faults = ownPageFaults(ownPages, {withDrafts: true});
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const {language} = run;
  const root = makeRoot({language});
  const client = await watchClient(root, language);
  const watchers = [
    onChange(projectDir, (name) => name === "warehouse.duckdb" && forget(root)),
    onChange(join(home, "src"), () => linkSources(root, {language})),
    ...(existsSync(ownPages) ? [onChange(ownPages, sayFaults())] : []),
    ...makersOfData.flatMap(foldersIn).map((folder) => onChange(folder, () => forget(root))),
  ];
  const args = ["preview", "--no-open", ...(port === undefined ? [] : ["--port", String(port)])];
  const child = observable(args, environment({projectDir, run, root, isPublished: false}), [
    "ignore",
    "pipe",
    "inherit",
  ]);
  tell(child.stdout as Readable);
  const stop = () => child.kill();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    await new Promise<void>((done, failed) => {
      child.on("error", failed);
      child.on("close", (code) =>
        code ? failed(new Error("the pages could not be served; what went wrong is above")) : done(),
      );
    });
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    for (const watcher of watchers) watcher.close();
    await client.dispose();
    removeRoot(root);
  }
}

/** Says, after a change, what own pages ask for and cannot have; the same once. */
function sayFaults(): () => void {
  let said: string[] = [];
  return () => {
    const faults = ownPageFaults(ownPages, {withDrafts: true});
    for (const fault of faults) if (!said.includes(fault)) console.error(fault);
    said = faults;
  };
}

/** Whether Framework, which serves on this machine alone, can listen there. */
const isFree = (port: number): Promise<boolean> =>
  new Promise((told) => {
    const probe = createServer()
      .once("error", () => told(false))
      .listen(port, "127.0.0.1", () => probe.close(() => told(true)));
  });

/** Passes on where the pages are and what went wrong; each single request only with HAKARI_DEBUG. */
function tell(said: Readable): void {
  createInterface({input: said}).on("line", (line) => {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (process.env.HAKARI_DEBUG || /\berror\b/i.test(line)) console.log(line);
    else if (address && line.startsWith("↳")) console.log(`The pages are at ${address} (Ctrl-C stops).`);
  });
}

/** Where the code of page data stands. */
const makersOfData = ["src/data", "src/analysis", "src/text"];

/** A folder and all folders in it: a watcher sees those directly in its own folder alone. */
function foldersIn(folder: string): string[] {
  const path = join(home, folder);
  const inner = readdirSync(path, {recursive: true, withFileTypes: true}).filter((entry) => entry.isDirectory());
  return [path, ...inner.map((entry) => join(entry.parentPath, entry.name))];
}

function onChange(folder: string, act: (name: string | null) => unknown): FSWatcher {
  return watch(folder, (_, name) => void act(name));
}

/** Drops all page data, and touches what makes it, so that open pages ask again. */
function forget(root: string): void {
  const cache = join(home, root, ".observablehq", "cache", "data");
  if (!existsSync(cache)) return;
  rmSync(cache, {recursive: true, force: true});
  const now = new Date();
  const makers = readdirSync(join(home, "src", "data")).filter((name) => /\.\w+\.ts$/.test(name));
  for (const name of makers) utimesSync(join(home, "src", "data", name), now, now);
}
