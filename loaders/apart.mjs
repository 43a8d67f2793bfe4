import {Worker} from "node:worker_threads";
import {bundled} from "./bundled.mjs";

/** Work that a command has done in a process of its own, which leads a group: `apart.ts` starts it. */
const [parent, entry] = process.argv.slice(2);

/** Ends this process and what it started when the command is gone, however busy the work is. */
const all = process.platform === "win32" ? "process.pid" : "0";
const watch = `setInterval(() => process.ppid === ${Number(parent)} || process.kill(${all}, "SIGKILL"), 100)`;
new Worker(watch, {eval: true}).unref();

/** Pages are made of sources, which a translator reads. */
const bundle = entry === "loadChild" ? await bundled(entry) : null;
if (bundle === null) (await import("tsx/esm/api")).register();
const {answer} = await import(bundle ?? `./${entry}.ts`);
process.once("message", answer);
