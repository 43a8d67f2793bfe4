import {execFile} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {fixtureWarehouse} from "../fixtures/warehouse.ts";

const dir = mkdtempSync(join(tmpdir(), "hakari-own-"));
beforeAll(() => fixtureWarehouse(dir));
afterAll(() => rmSync(dir, {recursive: true}));

function answerTo(sql: string): Promise<{stdout: string}> {
  const path = join(dir, "question.json.sql");
  writeFileSync(path, sql);
  const env = {...process.env, HAKARI_PROJECT: dir};
  return promisify(execFile)(process.execPath, ["--import", "tsx", "src/data/askSql.ts", path], {env});
}

describe("src/data/askSql.ts <query>", () => {
  it("gives the rows of the project's warehouse as JSON, columns in the query's order", async () => {
    const {stdout} = await answerTo("select origin, count(*) as n from results.rules group by origin order by origin;");
    expect(stdout).toBe('[{"origin":"candidate","n":3},{"origin":"current","n":1}]');
  });

  it("names the file where the query is wrong, and cannot change the warehouse", async () => {
    await expect(answerTo("select nothing from results.rules")).rejects.toThrow(/question\.json\.sql.*nothing/s);
    await expect(answerTo("delete from results.rules")).rejects.toThrow(/read-only/);
  });
});
