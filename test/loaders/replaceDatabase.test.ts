import {fork} from "node:child_process";
import {existsSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {replaceDatabase} from "../../loaders/replaceDatabase.ts";
import {loadTables} from "../../loaders/tables/tables.ts";
import {folderWith} from "./loading.ts";

const build = (n: number) => (engine: Engine) =>
  engine.run("test", `create table t as select range as i from range(${n})`);

async function countRows(path: string, table = "t"): Promise<number> {
  const engine = await Engine.open(path, {readOnly: true});
  try {
    return await engine.count("test", `select count(*) from ${table}`);
  } finally {
    engine.close();
  }
}

/** A generator of numbers in [0, 1) that is the same in every run (Park and Miller 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Loads the project in `dir` over and over in a process of its own, and kills that some milliseconds after its first load began. */
async function loadAndKill(dir: string, path: string, after: number): Promise<void> {
  const child = fork("test/fixtures/loadLoop.ts", [dir, path], {execArgv: ["--import", "tsx"], stdio: "ignore"});
  await new Promise((ready) => child.once("message", ready));
  const ended = new Promise((done) => child.once("exit", done));
  await setTimeout(after);
  child.kill("SIGKILL");
  await ended;
}

describe("replaceDatabase(path, build)", () => {
  it("puts the new database in the place of the old and returns what was built", async () => {
    const path = join(folderWith({}), "w.duckdb");
    await replaceDatabase(path, build(1));
    expect(await replaceDatabase(path, async (engine) => build(2)(engine).then(() => "done"))).toBe("done");
    expect(await countRows(path)).toBe(2);
  });

  it("keeps the old one and leaves nothing behind where the build fails", async () => {
    const dir = folderWith({});
    const path = join(dir, "w.duckdb");
    await replaceDatabase(path, build(3));
    const failing = replaceDatabase(path, async (engine) => {
      await build(5)(engine);
      throw new Error("no more");
    });
    await expect(failing).rejects.toThrow("no more");
    expect(await countRows(path)).toBe(3);
    expect(readdirSync(dir)).toEqual(["w.duckdb"]);
  });

  it("removes what dead processes left and spares what living ones build", async () => {
    const dir = folderWith({});
    const path = join(dir, "w.duckdb");
    const dead = `${path}.building-999999999`;
    const living = `${path}.building-${process.ppid}`;
    for (const file of [dead, `${dead}.wal`, living]) writeFileSync(file, "x");
    await replaceDatabase(path, build(1));
    expect([dead, `${dead}.wal`, living].map((file) => existsSync(file))).toEqual([false, false, true]);
  });

  it("leaves the old database whole when killed at any of ten moments", {timeout: 120_000}, async () => {
    const leads = Array.from(
      {length: 20_000},
      (_, i) => `${i},2024-01-${String((i % 28) + 1).padStart(2, "0")},${i % 7}`,
    );
    const dir = folderWith({
      "project.yaml": "title: T\nsources:\n  leads: {files: l.csv}\n",
      "l.csv": `lead_id,created_at,size\n${leads.join("\n")}\n`,
    });
    const path = join(dir, "w.duckdb");
    await replaceDatabase(path, (engine) => loadTables(engine, readProject(dir), Progress.quiet()));
    const random = seeded(20240101);
    for (let i = 0; i < 10; ++i) {
      await loadAndKill(dir, path, 5 + random() * 900);
      expect(await countRows(path, "leads")).toBe(20_000);
    }
    expect(readdirSync(dir).filter((name) => name.includes(".building-")).length).toBeGreaterThan(0);
    await replaceDatabase(path, build(6));
    expect(readdirSync(dir).sort()).toEqual(["l.csv", "project.yaml", "w.duckdb"]);
  });
});
