import {type ChildProcess, fork} from "node:child_process";
import {statSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {inspect} from "node:util";
import {isStopSignal, stop, unlessStopped} from "./stopping.ts";
import {told} from "./unexpected.ts";

/** What work in a process of its own is told: its request, and the terminal that reads its progress. */
export interface Told<Request> {
  request: Request;
  terminal: {isTTY: boolean; columns: number | undefined};
}

/** What it answers: its result, or an error in the words for people and with all details. */
type Answer<Result> = {result: Result} | {fault: {message: string; details: string}};

interface Apart {
  /** Module beside this one whose `answer` does the work. */
  entry: "loadChild" | "site/buildChild";
  /** The path that the work replaces when it is done, and what is there. */
  at: string;
  what: string;
  /** Removes what the work, which no longer runs, has left. */
  tidy: () => void;
}

/**
 * Has work done in a process of its own, so that this one can answer while the other computes: on Ctrl-C, SIGTERM and SIGHUP the work
 * and all that it started is ended, and what it was making removed. Work that dies is told with the likely cause.
 * @throws Error with the message of what went wrong there
 */
export async function doApart<Request, Result>({entry, at, what, tidy}: Apart, request: Request): Promise<Result> {
  const before = identity(at);
  const kept = () => {
    if (identity(at) !== before) return `${what} is the new one, and whole`;
    return before === undefined ? "nothing was made" : `${what} is as it was`;
  };
  const child = fork(fileURLToPath(new URL("./apart.mjs", import.meta.url)), [String(process.pid), entry], {
    stdio: ["ignore", "inherit", "pipe", "ipc"],
    detached: true,
    // as structures, so that sets and maps arrive as what they are
    serialization: "advanced",
    execArgv: process.execArgv.filter((flag) => /^--max|^--stack/.test(flag)),
  });
  passOn(child);
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const undo = async () => {
    endGroup(child, "SIGTERM");
    const patience = setTimeout(() => endGroup(child, "SIGKILL"), 2000);
    await ended;
    clearTimeout(patience);
    tidy();
  };
  return unlessStopped(kept, undo, () => answerOf<Result>(child, request, {kept, tidy}));
}

/** Does the work of a request in the process that was started for it, and lets go of the one that asked. */
export async function answerFor<Request, Result>(
  {request}: Told<Request>,
  work: (request: Request) => Promise<Result>,
  step: () => string,
): Promise<void> {
  let answer: Answer<Result>;
  try {
    answer = {result: await work(request)};
  } catch (error) {
    answer = {fault: {message: told(error, step()).message, details: inspect(error)}};
  }
  process.send?.(answer, () => process.disconnect());
}

async function answerOf<Result>(
  child: ChildProcess,
  request: unknown,
  {kept, tidy}: {kept: () => string; tidy: () => void},
): Promise<Result> {
  const {isTTY = false, columns} = process.stderr;
  let answer: Answer<Result> | undefined;
  child.on("message", (message) => {
    answer = message as Answer<Result>;
  });
  child.send({request, terminal: {isTTY, columns}}, () => {});
  const [code, signal] = await new Promise<[number | null, string | null]>((done, failed) => {
    child.once("error", failed);
    child.once("close", (...end) => done(end));
  });
  if (answer && "fault" in answer) {
    const error = new Error(answer.fault.message);
    error.stack = answer.fault.details;
    throw error;
  }
  if (answer) return answer.result;
  endGroup(child, "SIGKILL");
  tidy();
  if (isStopSignal(signal)) await stop(signal);
  throw new Error(endText(code, signal, kept()));
}

function endText(code: number | null, signal: string | null, kept: string): string {
  const isForMemory = ["SIGKILL", "SIGABRT"].includes(signal ?? "") || code === 134 || code === 137;
  return isForMemory
    ? `not enough memory: the system ended the work; ${kept}; close other programs, give it more memory, or load less with where on a source or fewer attributes`
    : `the work ended before it was done (${signal ?? `exit code ${code}`}); ${kept}; run it again, and report it where it happens again`;
}

/** What tells a file or folder from one that is put in its place. */
const identity = (path: string): number | undefined => statSync(path, {throwIfNoEntry: false})?.ino;

/** Ends a process that leads a group, and all that it started. */
function endGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    if (process.platform !== "win32" && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // gone already
  }
}

/** Passes on what is told of progress, but for what the machine prints of itself when it runs out of memory. */
function passOn({stderr}: ChildProcess): void {
  let isOver = false;
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    const at = text.search(/<--- Last few GCs|FATAL ERROR|^#\n# Fatal/m);
    if (!isOver) process.stderr.write(at < 0 ? text : text.slice(0, at));
    isOver ||= at >= 0;
  });
}
