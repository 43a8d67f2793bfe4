import {execFile} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
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
    expect(stderr.trim()).toMatch(/^hakari: src\/own\/question\.json\.sql:2: Binder Error: .*"nothing".*$/);
    expect(failureOf(`copy a → b [missing] ${stderr}error in 5ms: loader exited with code 1\n`)).toBe(
      stderr.trim().replace("hakari: ", ""),
    );
  });

  it("cannot change the warehouse", async () => {
    await expect(answerTo("delete from results.rules")).rejects.toThrow(/read-only/);
  });
});
