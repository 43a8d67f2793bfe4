/** Signals that stop a command, with its exit code: 128 and the signal's number, as shells tell it. */
const codes = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;
export type StopSignal = keyof typeof codes;

const signals = Object.keys(codes) as StopSignal[];

/** Whether a signal's name is of those that ask a command to stop. */
export const isStopSignal = (name: string | null): name is StopSignal => signals.some((signal) => signal === name);

interface Unfinished {
  /** What stays as it was, for the line that a stopped command prints; asked when it is stopped. */
  kept: () => string;
  undo: () => void | Promise<void>;
}

const unfinished = new Set<Unfinished>();
let listening = 0;
let isStopping = false;

/** Listens to the signals that stop a command until the returned function is called. */
export function listenToSignals(): () => void {
  if (++listening === 1) for (const signal of signals) process.on(signal, onSignal);
  return () => {
    if (--listening === 0) for (const signal of signals) process.off(signal, onSignal);
  };
}

const onSignal = (signal: NodeJS.Signals): void => void stop(signal as StopSignal);

/**
 * Does work of which nothing stays where the command is stopped before it is done: `undo` then removes what there is of it. `kept`
 * ends the line "stopped; …".
 */
export async function unlessStopped<T>(
  kept: Unfinished["kept"],
  undo: Unfinished["undo"],
  work: () => Promise<T>,
): Promise<T> {
  const one: Unfinished = {kept, undo};
  const deaf = listenToSignals();
  unfinished.add(one);
  try {
    return await work();
  } finally {
    unfinished.delete(one);
    deaf();
  }
}

/** Removes what is unfinished, says so in one line and ends the process with the signal's exit code. */
export async function stop(signal: StopSignal): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const last = [...unfinished].reverse();
  for (const {undo} of last) await undo();
  const kept = last.length > 0 ? `; ${last[last.length - 1].kept()}` : "";
  process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[2K" : ""}hakari: stopped${kept}\n`);
  process.exit(codes[signal]);
}
