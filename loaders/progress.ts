import type {Writable} from "node:stream";
import {count} from "../src/analysis/figures.ts";

interface ProgressOptions {
  /** Default: standard error, so that standard output holds results alone. `null` says nothing. */
  stream?: (Writable & {isTTY?: boolean; columns?: number}) | null;
  /** Seconds since some start; for tests. */
  clock?: () => number;
}

interface StepAbout<T> {
  /** Rows that a finished step made. */
  rows?: (result: T) => number | undefined;
  /** How far a running step is. */
  percent?: () => number;
}

/**
 * Tells how long work goes: each step's name, rows and seconds. On a terminal one line is rewritten while a step runs;
 * in a log there is a plain line for each finished step.
 */
export class Progress {
  private readonly stream: ProgressOptions["stream"];
  private readonly clock: () => number;
  private open: ((what: string) => void) | undefined;
  /** The step begun last. */
  current = "start";

  constructor({stream = process.stderr, clock = () => performance.now() / 1000}: ProgressOptions = {}) {
    this.stream = stream;
    this.clock = clock;
  }

  /** Says nothing; for tests. */
  static quiet(): Progress {
    return new Progress({stream: null});
  }

  /** Begins a step; it ends when the next one begins, or with `done`. */
  step(name: string): void;
  /**
   * Runs `work` as a named step and returns what it returns. `rows` counts what was done from the result; `percent`,
   * 0–100 or negative where unknown, is asked for while a terminal waits.
   */
  step<T>(name: string, work: () => Promise<T>, about?: StepAbout<T>): Promise<T>;
  step<T>(name: string, work?: () => Promise<T>, about: StepAbout<T> = {}): Promise<T> | undefined {
    this.done();
    if (work) return this.run(name, work, about);
    this.open = this.begin(name);
  }

  /** Ends the step that is open, if one is. */
  done(): void {
    this.open?.("");
    this.open = undefined;
  }

  private async run<T>(name: string, work: () => Promise<T>, {rows, percent}: StepAbout<T>): Promise<T> {
    const end = this.begin(name, percent);
    try {
      const result = await work();
      end(counted(rows?.(result)));
      return result;
    } catch (error) {
      end(", failed");
      throw error;
    }
  }

  private begin(name: string, percent?: () => number): (what: string) => void {
    this.current = name;
    const start = this.clock();
    const seconds = () => this.clock() - start;
    const show = () => this.rewrite(`${name} … ${share(percent?.())}${seconds().toFixed(0)} s`);
    const timer = this.stream?.isTTY ? setInterval(show, 200) : undefined;
    timer?.unref();
    return (what) => {
      clearInterval(timer);
      this.finish(`${name}${what} in ${seconds().toFixed(1)} s`);
    };
  }

  /** A line of its own. */
  say(text: string): void {
    this.done();
    this.finish(text);
  }

  private rewrite(text: string): void {
    this.stream?.write(`\r\x1b[2K${text.slice(0, (this.stream.columns ?? 80) - 1)}`);
  }

  private finish(text: string): void {
    this.stream?.write(this.stream.isTTY ? `\r\x1b[2K${text}\n` : `${text}\n`);
  }
}

const counted = (rows: number | undefined) => (rows === undefined ? "" : `: ${count(rows)} rows`);
const share = (percent = -1) => (percent > 0 ? `${percent.toFixed(0)} % ` : "");
