import {type ChildProcess, spawn} from "node:child_process";
import {existsSync, type FSWatcher, readdirSync, rmSync, utimesSync, watch} from "node:fs";
import {createServer} from "node:net";
import {basename, dirname, join} from "node:path";
import {createInterface} from "node:readline";
import type {Readable} from "node:stream";
import {linkTarget} from "../../links.ts";
import {warehousePath} from "../../places.ts";
import {findingsOf} from "../../warehouse.ts";
import {watchClient} from "../bundle.ts";
import {environment} from "../framework.ts";
import {home, linkSources, makeRoot, removeRoot} from "../root.ts";

interface PreviewSiteOptions {
  /** Folder of a loaded project, absolute. */
  projectDir: string;
  /** Default: the first free one from 3000. */
  port?: number;
  /** Names, beside those of this machine itself, under which the pages may be asked for; with a port, on that one alone. */
  names?: readonly string[];
}

/** What the serving process tells of itself. */
type Told = {address: string} | {fault: string};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Serves the pages until it is stopped, and prints their address. Pages follow edits of any module, page or page data, and a
 * new load of the project. Whoever asks by another name than this machine's, or from another site, is refused.
 */
export async function previewSite({projectDir, port, names = []}: PreviewSiteOptions): Promise<void> {
  if (port !== undefined && !(await isFree(port))) throw portInUse(port);
  const {run} = await findingsOf(projectDir);
  const {language} = run;
  const warehouse = linkTarget(warehousePath(projectDir));
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of signals) process.on(signal, stop);
  const root = makeRoot({language});
  const closing: (() => unknown)[] = [() => removeRoot(root)];
  try {
    const client = await watchClient(root, language);
    closing.unshift(() => client.dispose());
    const watchers = [
      onChange(dirname(warehouse), (name) => name === basename(warehouse) && forget(root)),
      onChange(join(home, "src"), () => linkSources(root, {language})),
      ...makersOfData.flatMap(foldersIn).map((folder) => onChange(folder, () => forget(root))),
    ];
    closing.unshift(...watchers.map((watcher) => () => watcher.close()));
    if (!stopping.signal.aborted)
      await serving(environment({projectDir, run, root, isPublished: false}), {port, names}, stopping.signal);
  } finally {
    for (const close of closing) await close();
    for (const signal of signals) process.off(signal, stop);
  }
}

const portInUse = (port: number): Error =>
  new Error(`port in use: ${port}; give another with --port, or leave it out for the first free one`);

/** Runs the process that serves, until it ends or is to stop. */
function serving(
  env: NodeJS.ProcessEnv,
  {port, names}: Pick<PreviewSiteOptions, "port" | "names">,
  stop: AbortSignal,
): Promise<void> {
  const asked = JSON.stringify({port: port ?? null, names});
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", "tsx", join(home, "loaders/site/preview/serve.ts"), asked],
    {cwd: home, env, stdio: ["ignore", "pipe", "inherit", "ipc"]},
  );
  tell(child.stdout as Readable);
  stop.addEventListener("abort", () => child.kill());
  return new Promise<void>((done, failed) => {
    child.on("message", (told: Told) => {
      if ("address" in told) console.log(`The pages are at ${told.address} (Ctrl-C stops).`);
      else failed(told.fault === `port in use: ${port}` ? portInUse(port as number) : new Error(told.fault));
    });
    child.on("error", failed);
    child.on("close", (code) =>
      code && !stop.aborted ? failed(new Error("the pages could not be served; what went wrong is above")) : done(),
    );
  });
}

/** Whether the pages' server, which serves on this machine alone, can listen there. */
const isFree = (port: number): Promise<boolean> =>
  new Promise((told) => {
    const probe = createServer()
      .once("error", () => told(false))
      .listen(port, "127.0.0.1", () => probe.close(() => told(true)));
  });

/** Passes on what went wrong; each single request only with HAKARI_DEBUG. */
function tell(said: Readable): void {
  createInterface({input: said}).on("line", (line) => {
    if (process.env.HAKARI_DEBUG || /\berror\b/i.test(line)) console.log(line);
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
