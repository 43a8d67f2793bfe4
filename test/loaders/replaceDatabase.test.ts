import {existsSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {replaceDatabase} from "../../loaders/replaceDatabase.ts";
import {folderWith} from "./loading.ts";

const build = (n: number) => (engine: Engine) =>
  engine.run("test", `create table t as select range as i from range(${n})`);

async function countRows(path: string): Promise<number> {
  const engine = await Engine.open(path, {readOnly: true});
  try {
    return await engine.count("test", "select count(*) from t");
  } finally {
    engine.close();
  }
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
});
