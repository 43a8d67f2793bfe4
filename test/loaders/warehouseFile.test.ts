import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join} from "node:path";
import {DuckDBConnection} from "@duckdb/node-api";
import {afterEach, describe, expect, it, vi} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {warehousePath} from "../../loaders/places.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {replaceDatabase} from "../../loaders/replaceDatabase.ts";
import {readRuns, runFaults} from "../../loaders/results/runs.ts";
import {findingsOf, loadProject} from "../../loaders/warehouse.ts";
import {folderWith, messageOf} from "./loading.ts";
import {sound} from "./malformed/row.ts";

afterEach(() => vi.restoreAllMocks());

const load = (dir: string) => loadProject(readProject(dir), Progress.quiet());
const build = (engine: Engine) => engine.run("test", "create schema results; create table results.t as select 1 as i");

async function loaded(): Promise<string> {
  const dir = folderWith(sound);
  await load(dir);
  return dir;
}

/** Another program's database. */
async function database(path: string): Promise<void> {
  const engine = await Engine.open(path);
  await engine.run("test", "create table of_mine as select 1 as i");
  engine.close();
}

describe("findingsOf(dir) of a warehouse that was loaded", () => {
  const damages: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ["cut in the middle", (bytes) => bytes.subarray(0, bytes.length >> 1), /damaged warehouse/],
    ["cut to its header", (bytes) => bytes.subarray(0, 4096), /damaged warehouse/],
    ["without its beginning", (bytes) => bytes.fill(0, 0, 4096), /not a warehouse: .* is not a database/],
    [
      "of random bytes",
      (bytes) => bytes.map((_, i) => (i * i * 31 + 7 * i) % 253) as Buffer,
      /not a warehouse: .* is not a database/,
    ],
    ["empty", () => Buffer.alloc(0), /not a warehouse: .* is an empty file/],
    [
      "of a later version",
      (bytes) => Buffer.concat([bytes.subarray(0, 12), Buffer.from([15, 39]), bytes.subarray(14)]),
      /(unsupported|damaged) warehouse/,
    ],
    [
      "with every 4 kB changed",
      (bytes) => bytes.map((byte, i) => (i > 12_288 && i % 4096 === 0 ? byte ^ 255 : byte)) as Buffer,
      /damaged warehouse/,
    ],
  ];

  it("says of each damage what it is and to load again, which mends it and keeps what it cannot know", async () => {
    const dir = await loaded();
    const path = warehousePath(dir);
    const whole = readFileSync(path);
    for (const [what, damage, says] of damages) {
      writeFileSync(path, damage(Buffer.from(whole)));
      const told = await messageOf(findingsOf(dir));
      expect(told, what).toMatch(says);
      expect(told, what).toMatch(/load again: hakari load --project \S+$/);
      expect(told, what).not.toMatch(/Error:|\n/);
    }
    await load(dir);
    expect((await findingsOf(dir)).run.title).toBe("T");
    expect(readdirSync(dir).filter((name) => name.includes(".kept-"))).toEqual(["warehouse.duckdb.kept-1"]);
  });
});

describe("replaceDatabase(path, build)", () => {
  it("keeps a file that is no warehouse under another name, and says so", async () => {
    const dir = folderWith({"w.duckdb": "my notes\n", "w.duckdb.kept-1": "older\n"});
    const told: string[] = [];
    await replaceDatabase(join(dir, "w.duckdb"), build, {onKept: (text) => told.push(text)});
    expect(readFileSync(join(dir, "w.duckdb.kept-2"), "utf8")).toBe("my notes\n");
    expect(told).toEqual([expect.stringMatching(/w\.duckdb is a text file; kept as .*w\.duckdb\.kept-2, remove it/)]);
  });

  it("keeps another program's database, and replaces one of its own", async () => {
    const dir = folderWith({});
    const path = join(dir, "w.duckdb");
    await database(path);
    await replaceDatabase(path, build);
    await replaceDatabase(path, build);
    expect(readdirSync(dir).sort()).toEqual(["w.duckdb", "w.duckdb.kept-1"]);
  });

  it("refuses a folder in the way and a database that another process writes, before anything is built", async () => {
    const dir = folderWith({"w.duckdb/inside": "x"});
    const never = () => Promise.reject(new Error("built"));
    expect(await messageOf(replaceDatabase(join(dir, "w.duckdb"), never))).toMatch(/is a folder; move it away/);
    expect(readdirSync(dir, {recursive: true}).sort()).toEqual(["w.duckdb", "w.duckdb/inside"]);
  });

  it("replaces what a link leads to and keeps the link", async () => {
    const dir = folderWith({"there/x": ""});
    const [link, target] = [join(dir, "w.duckdb"), join(dir, "there/real.duckdb")];
    symlinkSync("there/real.duckdb", link);
    for (let i = 0; i < 2; ++i) {
      await replaceDatabase(link, build);
      expect(readlinkSync(link)).toBe("there/real.duckdb");
      expect(lstatSync(target).isFile()).toBe(true);
    }
    expect(readdirSync(dir, {recursive: true}).sort()).toEqual(["there", "there/real.duckdb", "there/x", "w.duckdb"]);
  });

  it.each([
    ["to a text", "notes.txt", /is a link to .*notes\.txt, a text file; remove the link/],
    ["to a folder", "there", /is a link to .*there, a folder; remove the link/],
    ["to nowhere", "gone/real.duckdb", /missing folder: .*gone, into which a link leads/],
    ["to itself", "w.duckdb", /links in a circle: .*; remove the link/],
  ])("follows no link %s", async (_, to, says) => {
    const dir = folderWith({"notes.txt": "mine", "there/x": ""});
    symlinkSync(to, join(dir, "w.duckdb"));
    expect(await messageOf(replaceDatabase(join(dir, "w.duckdb"), build))).toMatch(says);
    expect(readFileSync(join(dir, "notes.txt"), "utf8")).toBe("mine");
    expect(readlinkSync(join(dir, "w.duckdb"))).toBe(to);
  });
});

describe("loadProject(project, progress)", () => {
  it("leaves broken files of runs/ out, names each with the remedy, and uses the others", async () => {
    const dir = await loaded();
    const [name] = readdirSync(join(dir, "runs"));
    const whole = readFileSync(join(dir, "runs", name), "utf8");
    writeFileSync(join(dir, "runs/cut.json"), whole.slice(0, 500));
    writeFileSync(join(dir, "runs/empty.json"), "");
    writeFileSync(join(dir, "runs/list.json"), "[]");
    writeFileSync(join(dir, "runs/parts.json"), JSON.stringify({...JSON.parse(whole), stages: "none"}));
    mkdirSync(join(dir, "runs/folder.json"));
    writeFileSync(join(dir, "leads.csv"), `${sound["leads.csv"]}L3,2025-01-04,small\n`);
    expect((await load(dir)).changes?.before.id).toBe(JSON.parse(whole).run.id);
    expect(readRuns(dir)).toHaveLength(2);
    expect(runFaults(dir)).toEqual([
      expect.stringMatching(/cut\.json: invalid JSON: it is cut off or was changed; .*remove it/),
      expect.stringMatching(/empty\.json: an empty file; .*remove it/),
      expect.stringMatching(/folder\.json: cannot be read: it is a folder.*remove it/),
      expect.stringMatching(/list\.json: not the record of a run; .*remove it/),
      expect.stringMatching(/parts\.json: not the record of a run: stages is missing or of another type; .*remove it/),
    ]);
  });

  it("says before any work that runs/ is a file, that memory is short, and that a folder is in the way", async () => {
    const file = folderWith({...sound, runs: "x"});
    expect(await messageOf(load(file))).toMatch(/not a folder: .*runs, where runs are kept; move the file away/);
    const folder = folderWith({...sound, "warehouse.duckdb/x": ""});
    expect(await messageOf(load(folder))).toMatch(/not a warehouse: .*warehouse\.duckdb is a folder; move it away/);
    vi.spyOn(process, "availableMemory").mockReturnValue(50 * 2 ** 20);
    const dir = folderWith(sound);
    expect(await messageOf(load(dir))).toMatch(
      /not enough memory for the load: 50 MB are free, .*close other programs/,
    );
    expect(existsSync(warehousePath(dir))).toBe(false);
  });

  it("tells in words of its own what the engine lacked, and keeps the old warehouse", async () => {
    const dir = await loaded();
    const before = readFileSync(warehousePath(dir));
    const run = DuckDBConnection.prototype.run;
    const lacks: [string, RegExp][] = [
      ["IO Error: Could not write file: No space left on device", /no space left: .*free some space/],
      ["Out of Memory Error: failed to offload data block (max_temp_directory_size)", /no space left: /],
      [
        "Out of Memory Error: could not allocate block of size 256 KiB",
        /out of memory: create rejects: .*set HAKARI_MEMORY=3000MB/,
      ],
      [
        "INTERNAL Error: Attempted to access index 5",
        /step failed: .*this is a fault of hakari, not of your data; HAKARI_DEBUG=1/,
      ],
    ];
    for (const [said, says] of lacks) {
      vi.spyOn(DuckDBConnection.prototype, "run").mockImplementation(async function (
        this: DuckDBConnection,
        ...[sql, ...rest]
      ) {
        if (sql.includes("table main.rejects (")) throw new Error(said);
        return run.call(this, sql, ...rest);
      });
      const told = await messageOf(load(dir));
      expect(told).toMatch(says);
      expect(told).not.toMatch(/Error:|\n/);
      expect(readFileSync(warehousePath(dir)).equals(before)).toBe(true);
      expect(readdirSync(dir).filter((name) => name.includes("building"))).toEqual([]);
      vi.restoreAllMocks();
    }
  });
});
