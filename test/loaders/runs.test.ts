import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {runsDir} from "../../loaders/places.ts";
import {findRun, keepRun, readRuns, runBefore} from "../../loaders/results/runs.ts";
import {drawn} from "../analysis/changes/summaries.ts";
import {folderWith} from "./loading.ts";

const ids = (dir: string) => readRuns(dir).map(({run}) => run.id);

describe("keepRun(projectDir, summary)", () => {
  it("keeps one file a run, named for the day of its data, with the same bytes when it is loaded again", () => {
    const dir = folderWith({});
    keepRun(dir, drawn({seed: 1, n: 50}));
    const [first] = readRuns(dir);
    keepRun(dir, drawn({seed: 1, n: 50}));
    expect(readdirSync(runsDir(dir))).toEqual(["2025-05-01-1.json"]);
    expect(readRuns(dir)).toEqual([first]);
    expect(first.number).toBe(1);
  });

  it("makes a run that is loaded again the last, so that what came between is the one before", () => {
    const dir = folderWith({});
    for (const seed of [1, 2, 1]) keepRun(dir, drawn({seed, n: 50}));
    expect(ids(dir)).toEqual(["2", "1"]);
    expect(runBefore(dir, "1")?.run.id).toBe("2");
    expect(runBefore(dir, "2")?.run.id).toBe("1");
  });
});

describe("runBefore(projectDir, id)", () => {
  it("is null on a first run, and leaves out files of another format", () => {
    const dir = folderWith({"runs/old.json": JSON.stringify({format: 0})});
    expect(runBefore(dir, "1")).toBeNull();
    keepRun(dir, drawn({seed: 1, n: 50}));
    expect(runBefore(dir, "1")).toBeNull();
    expect(runBefore(dir, "2")?.run.id).toBe("1");
  });
});

describe("findRun(name, projectDir)", () => {
  it("finds a run by folder, by file, by id and by its beginning", () => {
    const dir = folderWith({});
    for (const seed of [123, 456]) keepRun(dir, drawn({seed, n: 50}));
    expect(findRun(dir, "elsewhere").run.id).toBe("456");
    expect(findRun(join(runsDir(dir), "2025-05-01-123.json"), "elsewhere").run.id).toBe("123");
    expect(findRun("456", dir).run.id).toBe("456");
    expect(findRun("12", dir).run.id).toBe("123");
  });

  it("says which runs there are where it finds none, or more than one", () => {
    const dir = folderWith({});
    expect(() => findRun("1", dir)).toThrow(/unknown run: 1; .* keeps no run yet/);
    expect(() => findRun(dir, dir)).toThrow(/missing runs: .*hakari load/);
    for (const seed of [123, 124]) keepRun(dir, drawn({seed, n: 50}));
    expect(() => findRun("9", dir)).toThrow(/unknown run: 9; .* keeps 123, 124/);
    expect(() => findRun("12", dir)).toThrow(/ambiguous run: 12; 123, 124/);
    writeFileSync(join(dir, "broken.json"), "{");
    expect(() => findRun(join(dir, "broken.json"), dir)).toThrow(/broken\.json: invalid JSON/);
    writeFileSync(join(dir, "broken.json"), '{"format": 0}');
    expect(() => findRun(join(dir, "broken.json"), dir)).toThrow(/unsupported run file/);
  });
});
