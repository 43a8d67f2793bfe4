import {spawn} from "node:child_process";
import {readdirSync} from "node:fs";
import {constants} from "node:os";
import {resolve} from "node:path";
import {setTimeout} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {findingsOf, loadProject} from "../../loaders/warehouse.ts";
import {folderWith} from "./loading.ts";

const hakari = resolve(import.meta.dirname, "../../loaders/hakari.mjs");

/** How often a load is killed, and how often asked to stop: `HAKARI_KILLS=50/20` for many; each takes seconds. */
const [kills, stops] = (process.env.HAKARI_KILLS ?? "6/4").split("/").map(Number);

/** A generator of numbers in [0, 1) that is the same in every run (Park and Miller 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function project(): string {
  const leads = Array.from({length: 400}, (_, i) => {
    const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
    const outcome = i % 5 === 0 ? "won" : i % 5 < 4 ? "lost" : "";
    return `L${i},${day(i % 200)},${["web", "fair", "mail"][i % 3]},${i % 7},${outcome},${outcome ? day((i % 200) + 20 + (i % 9)) : ""}`;
  });
  return folderWith({
    "project.yaml":
      "title: T\nsources:\n  leads: {files: l.csv, attributes: [source, size]}\n  outcomes: {files: l.csv}\n",
    "l.csv": `lead_id,created_at,source,size,outcome,decided_at\n${leads.join("\n")}\n`,
  });
}

interface End {
  /** As shells tell it: 128 and its number where a signal ended the process. */
  code: number;
  err: string;
  seconds: number;
}

/** Runs `hakari load`, and sends it a signal after some seconds. */
async function loadFor(dir: string, after?: {seconds: number; signal: NodeJS.Signals}): Promise<End> {
  const start = performance.now();
  const child = spawn(process.execPath, [hakari, "load", "--project", dir], {stdio: ["ignore", "ignore", "pipe"]});
  let err = "";
  child.stderr.on("data", (text) => (err += text));
  const ended = new Promise<number>((done) =>
    child.once("exit", (code, by) => done(code ?? 128 + constants.signals[by as NodeJS.Signals])),
  );
  if (after) {
    await Promise.race([ended, setTimeout(1000 * after.seconds)]);
    child.kill(after.signal);
  }
  const code = await ended;
  return {code, err, seconds: (performance.now() - start) / 1000};
}

const filesIn = (dir: string) => readdirSync(dir, {recursive: true}).map(String).sort();

describe("hakari load, stopped", () => {
  it(`leaves the old warehouse whole: killed at ${kills} moments, asked to stop at ${stops}`, {
    timeout: 3_600_000,
  }, async () => {
    const dir = project();
    const {run} = await loadProject(readProject(dir), Progress.quiet());
    // the first one also translates the sources
    await loadFor(dir);
    const {seconds} = await loadFor(dir);
    const whole = filesIn(dir);
    const random = seeded(20250101);
    let left = 0;
    for (let i = 0; i < kills; ++i) {
      await loadFor(dir, {seconds: random() * seconds, signal: "SIGKILL"});
      expect((await findingsOf(dir)).run.id).toBe(run.id);
      // the process that loads sees that it is alone within a tenth of a second
      await setTimeout(500);
      left += Number(filesIn(dir).length > whole.length);
    }
    expect((await loadFor(dir)).code).toBe(0);
    expect(filesIn(dir)).toEqual(whole);
    let stopped = 0;
    const signals = [
      ["SIGTERM", 143],
      ["SIGINT", 130],
      ["SIGHUP", 129],
    ] as const;
    for (let i = 0; i < stops; ++i) {
      const [signal, expected] = signals[stops < 20 ? i % 3 : 0];
      const {code, err} = await loadFor(dir, {seconds: 0.1 + random() * seconds * 0.9, signal});
      expect([0, expected]).toContain(code);
      if (code === expected) {
        stopped += 1;
        // before the first line of ours runs, the system ends the process without a word
        expect(err === "" || /^hakari: stopped/.test(err.trimEnd().split("\n").at(-1) ?? "")).toBe(true);
      }
      expect(filesIn(dir)).toEqual(whole);
      expect((await findingsOf(dir)).run.id).toBe(run.id);
    }
    process.stdout.write(
      `killed ${kills} times, leftovers after ${left}, all removed by the next load; asked to stop ${stops} times, stopped ${stopped}, nothing left\n`,
    );
  });
});
