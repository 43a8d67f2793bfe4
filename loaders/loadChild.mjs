import {Worker} from "node:worker_threads";
import {bundled} from "./bundled.mjs";

/** Ends this process when the command that asked for the load is gone, however busy the load is. */
const [parent] = process.argv.slice(2);
const watch = `setInterval(() => process.ppid === ${Number(parent)} || process.kill(process.pid, "SIGKILL"), 100)`;
new Worker(watch, {eval: true}).unref();

const bundle = await bundled("loadChild");
if (bundle === null) (await import("tsx/esm/api")).register();
const {answerRequest} = await import(bundle ?? "./loadChild.ts");
process.once("message", answerRequest);
