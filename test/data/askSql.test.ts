import {execFile} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {failureOf} from "../../loaders/site/framework.ts";
import {fixtureWarehouse} from "../fixtures/warehouse.ts";

const dir = mkdtempSync(join(tmpdir(), "hakari-own-"));
beforeAll(() => fixtureWarehouse(dir));
afterAll(() => rmSync(dir, {recursive: true}));

function answerTo(sql: string): Promise<{stdout: string}> {
  const path = join(dir, "own", "question.json.sql");
  mkdirSync(join(dir, "own"), {recursive: true});
  writeFileSync(path, sql);
  const env = {...process.env, HAKARI_PROJECT: dir, HAKARI_SITE_ROOT: dir};
  return promisify(execFile)(process.execPath, ["--import", "tsx", "src/data/askSql.ts", path], {env});
}

describe("src/data/askSql.ts <query>", () => {
  it("gives the rows of the project's warehouse as JSON, columns in the query's order", async () => {
    const {stdout} = await answerTo("select origin, count(*) as n from results.rules group by origin order by origin;");
    expect(stdout).toBe('[{"origin":"candidate","n":3},{"origin":"current","n":1}]');
  });

  it("says in one line, which a build passes on, where the query is wrong and why", async () => {
    const {stderr, code} = await answerTo("select\n  nothing\nfrom results.rules").then(
      () => ({stderr: "", code: 0}),
      (error: {stderr: string; code: number}) => error,
    );
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(/^hakari: src\/own\/question\.json\.sql:2: cannot be run: .*"nothing".*$/);
    expect(failureOf(`copy a → b [missing] ${stderr}error in 5ms: loader exited with code 1\n`)).toBe(
      stderr.trim().replace("hakari: ", ""),
    );
  });

  it.each([
    [
      "changes the warehouse",
      "delete from results.rules",
      /^hakari: \S+:1: unsupported: another statement than a SELECT/,
    ],
    ["writes a file", "select 1;\ncopy (select 1) to 'WRITTEN'", /another statement than a SELECT/],
    [
      "reads a file elsewhere",
      "select 1\nfrom read_csv('/etc/hostname')",
      /^hakari: \S+:2: unreadable: \/etc\/hostname: outside/,
    ],
    ["turns logging on", "select * from enable_logging()", /unsupported: enable_logging/],
  ])("runs no query that %s", async (_, sql, reason) => {
    const written = join(dir, "written.csv");
    const {stderr} = await answerTo(sql.replace("WRITTEN", written)).then(
      () => ({stderr: "it ran"}),
      (error: {stderr: string}) => error,
    );
    expect(stderr.trim()).toMatch(reason);
    expect(existsSync(written)).toBe(false);
  });

  it("reads files of the project folder", async () => {
    writeFileSync(join(dir, "targets.csv"), "origin,target\ncurrent,5\n");
    const {stdout} = await answerTo("select origin, target from results.rules join 'targets.csv' using (origin)");
    expect(stdout).toBe('[{"origin":"current","target":5}]');
  });
});
