import {Writable} from "node:stream";
import {describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";

function recorder(isTTY: boolean) {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return {stream: Object.assign(stream, {isTTY, columns: 30}), text: () => text};
}

/** A clock that goes on 1.5 seconds each time it is asked. */
const ticking = () => {
  let now = 0;
  return () => (now += 1.5);
};

describe("Progress", () => {
  it("writes a plain line for each finished step in a log", async () => {
    const {stream, text} = recorder(false);
    const progress = new Progress({stream, clock: ticking()});
    expect(await progress.step("read leads", async () => 12_345, {rows: (n) => n})).toBe(12_345);
    progress.step("cube");
    progress.step("points");
    progress.done();
    expect(text()).toBe("read leads: 12,345 rows in 1.5 s\ncube in 1.5 s\npoints in 1.5 s\n");
  });

  it("says which step failed and passes the error on", async () => {
    const {stream, text} = recorder(false);
    const failing = new Progress({stream, clock: ticking()}).step("read", () => Promise.reject(new Error("broken")));
    await expect(failing).rejects.toThrow("broken");
    expect(text()).toBe("read, failed in 1.5 s\n");
  });

  it("rewrites one line on a terminal, no wider than it", async () => {
    const {stream, text} = recorder(true);
    const slow = () => new Promise((done) => setTimeout(done, 450));
    await new Progress({stream, clock: ticking()}).step("a step with a long name", slow, {percent: () => 42});
    const lines = text().split("\r\x1b[2K").slice(1);
    expect(lines[0]).toBe("a step with a long name … 42 ");
    expect(lines.at(-1)).toMatch(/^a step with a long name in [\d.]+ s\n$/);
  });

  it("is silent where it is told to be", async () => {
    expect(await Progress.quiet().step("x", async () => 1)).toBe(1);
  });
});
