import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {CubeRule} from "../../src/data/rules.ts";
import {readCube} from "../../src/pages/readCube.ts";
import {fixtureWarehouse} from "../fixtures/warehouse.ts";

const dir = mkdtempSync(join(tmpdir(), "hakari-cube-"));
beforeAll(() => fixtureWarehouse(dir));
afterAll(() => rmSync(dir, {recursive: true}));

/** What a page-data file writes, run as Framework runs it. */
function pageData(file: string, isPublished: boolean): Buffer {
  const env = {...process.env, HAKARI_PROJECT: dir, HAKARI_PUBLISH: isPublished ? "1" : "0"};
  return execFileSync(process.execPath, ["--import", "tsx", join("src/data", file)], {env});
}

const cubeOf = (written: Buffer, rules: readonly string[]) => readCube(new Uint8Array(written).buffer, rules);
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe("cube.arrow", () => {
  it("reads the same with the library that wrote it and with the page's", () => {
    const written = pageData("cube.arrow.ts", false);
    const table = tableFromIPC(written);
    const cube = cubeOf(written, ["seminar", "mail_open", "contract_sent", "trial"]);
    expect(Array.from(table.getChild("n")?.toArray() as Uint32Array)).toEqual(Array.from(cube.n));
    expect(Array.from(table.getChild("conversions")?.toArray() as Uint32Array)).toEqual(Array.from(cube.conversions));
    expect(Array.from(table.getChild("fold")?.toArray() as Uint8Array)).toEqual(Array.from(cube.fold));
  });

  it("holds every rule and lead fold locally", () => {
    const cube = cubeOf(pageData("cube.arrow.ts", false), ["seminar", "mail_open", "contract_sent", "trial"]);
    expect(sum(cube.n)).toBe(26);
    expect(cube.holds.map((rows) => sum(Array.from(rows, (r) => cube.n[r])))).toEqual([7, 3, 0, 4]);
    expect(new Set(cube.fold)).toEqual(new Set([0, 1]));
  });

  it("publishes only rules with points, no cell under the smallest, and every observation", () => {
    // of seminar and trial: neither 16, seminar 6, trial 3, both 1; the one joins trial (3), then these four seminar's six
    // or the sixteen, a rule apart each
    const cube = cubeOf(pageData("cube.arrow.ts", true), ["seminar", "trial"]);
    expect(Math.min(...cube.n)).toBeGreaterThanOrEqual(5);
    expect([sum(cube.n), sum(cube.conversions)]).toEqual([26, 6]);
    expect(new Set(cube.fold)).toEqual(new Set([0]));
  });
});

describe("calibrate.json", () => {
  it("gives the rules in the order of the cube's bits, with rates of all observations", () => {
    const {rules, rulesInAll} = JSON.parse(pageData("calibrate.json.ts", true).toString()) as {
      rules: CubeRule[];
      rulesInAll: number;
    };
    expect(rules.map(({id, current}) => [id, current])).toEqual([
      ["seminar", 4],
      ["trial", null],
    ]);
    expect(rules[0].with).toMatchObject({n: 7, conversions: 3});
    expect(rules[1].with).toBeNull();
    expect(rulesInAll).toBe(4);
  });
});
