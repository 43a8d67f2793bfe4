import {type ChildProcess, fork} from "node:child_process";
import {tmpdir} from "node:os";
import {basename, dirname} from "node:path";
import {fileURLToPath} from "node:url";
import {removeLeftovers} from "./leftovers.ts";
import {warehousePath} from "./openWarehouse.ts";
import {runsDir} from "./results/runs.ts";
import {isStopSignal, type StopSignal, stop, unlessStopped} from "./stopping.ts";
import {warehouseTarget} from "./warehouseFile.ts";

/** What a load in a process of its own is told. */
export interface LoadRequest {
  dir: string;
  leads?: number;
  /** Of the terminal that reads its progress. */
  terminal: {isTTY: boolean; columns: number | undefined};
}

/** What it answers: nothing but an error, in the words for people and with all details. */
export interface LoadAnswer {
  fault: {message: string; details: string} | null;
}

/**
 * Loads a project in a process of its own, so that this one can answer while the other computes: on Ctrl-C, SIGTERM and SIGHUP the
 * load is ended and all that it was making removed. A load that dies is told with the likely cause.
 */
export async function loadApart(dir: string, {leads}: {leads?: number}): Promise<void> {
  const child = fork(fileURLToPath(new URL("./loadChild.mjs", import.meta.url)), [String(process.pid)], {
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  passOn(child);
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const undo = async () => {
    child.kill("SIGKILL");
    await ended;
    removeUnfinished(dir);
  };
  const {isTTY = false, columns} = process.stderr;
  const request: LoadRequest = {dir, leads, terminal: {isTTY, columns}};
  await unlessStopped("the warehouse is as it was", undo, () => answerOf(child, request, () => removeUnfinished(dir)));
}

async function answerOf(child: ChildProcess, request: LoadRequest, tidy: () => void): Promise<void> {
  let answer: LoadAnswer | undefined;
  child.on("message", (message) => {
    answer = message as LoadAnswer;
  });
  child.send(request, () => {});
  const [code, signal] = await new Promise<[number | null, string | null]>((done, failed) => {
    child.once("error", failed);
    child.once("close", (...end) => done(end));
  });
  if (answer?.fault) {
    const error = new Error(answer.fault.message);
    error.stack = answer.fault.details;
    throw error;
  }
  if (answer) return;
  tidy();
  if (isStopSignal(signal)) await stop(signal as StopSignal);
  const remedy = "close other programs, give it more memory, or load less with where on a source or fewer attributes";
  throw new Error(
    signal === "SIGKILL" || signal === "SIGABRT" || code === 134 || code === 137
      ? `the load was ended by the system, most likely for want of memory; ${remedy}; the warehouse is as it was`
      : `the load ended before it was done (${signal ?? `exit code ${code}`}); the warehouse is as it was; run it again, and report it where it happens again`,
  );
}

/** Passes the load's progress on, but for what the machine prints of itself when it runs out of memory. */
function passOn({stderr}: ChildProcess): void {
  let isOver = false;
  stderr?.on("data", (chunk: Buffer) => {
    const text = chunk.toString("utf8");
    const at = text.search(/<--- Last few GCs|FATAL ERROR|^#\n# Fatal/m);
    if (!isOver) process.stderr.write(at < 0 ? text : text.slice(0, at));
    isOver ||= at >= 0;
  });
}

/** Removes what loads of this project that no longer run have left. */
function removeUnfinished(dir: string): void {
  removeLeftovers(dir, "partial-");
  removeLeftovers(runsDir(dir), "");
  removeLeftovers(tmpdir(), "hakari-");
  const target = warehouseTarget(warehousePath(dir));
  removeLeftovers(dirname(target), basename(target));
}
