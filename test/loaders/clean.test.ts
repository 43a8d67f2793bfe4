import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {warningsOf} from "../../loaders/project/warnings.ts";
import {patternFor} from "../../loaders/site/audit/clean.ts";
import {loadTables} from "../../loaders/tables/tables.ts";
import {person, writePeople} from "../fixtures/people.ts";

describe("patternFor(value, secret)", () => {
  it.each([
    ["/u/L0000777/profile", "L0000777", "/u/*/profile"],
    ["https://x.example/users/83045771", "83045771", "https://x.example/users/*"],
    ["export-L0000777.csv", "L0000777", "export-*.csv"],
    ["id 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "id *"],
    ["pricing for Hanako Kuribashi", "Hanako Kuribashi", "pricing for *"],
  ])("cuts %s", (value, secret, left) => {
    const {pattern, by} = patternFor(value, secret);
    expect(value.replace(new RegExp(pattern, "g"), by)).toBe(left);
  });
});

describe("warningsOf(engine, project) of values that hold what is one lead's", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
  });

  async function warnings(options: Parameters<typeof writePeople>[1]): Promise<string> {
    const dir = mkdtempSync(join(tmpdir(), "hakari-clean-"));
    folders.push(dir);
    writePeople(dir, options);
    const project = readProject(dir);
    const engine = await Engine.open(join(dir, "test.duckdb"));
    try {
      await loadTables(engine, project, Progress.quiet());
      return (await warningsOf(engine, project)).join("\n");
    } finally {
      engine.close();
    }
  }
  const {lead_id, full_name} = person(12);

  it.each([
    [
      `/u/${lead_id}/profile`,
      `holds the id of a lead: ${lead_id}; .*clean: \\{page: \\{'/u/\\[\\^/\\]\\+': '/u/\\*'\\}\\}$`,
    ],
    [
      `pricing for ${full_name}`,
      `holds a value of full_name, which is personal: ${full_name}; .*clean: \\{page: \\{'for \\.\\+': 'for \\*'\\}\\}$`,
    ],
    [`mail to ${person(12).email}`, "holds a value of email, which is personal"],
  ])("names %s, its leads, and the line that cuts it out", async (topic, message) => {
    const said = await warnings({topic});
    expect(said).toMatch(
      new RegExp(
        `^warning: .*project\\.yaml:\\d+: sources\\.activities: topic "${topic.replaceAll("/", "\\/")}" \\(100 leads\\) ${message}`,
        "m",
      ),
    );
  });

  it("says nothing once it is cut out, and of clean data", async () => {
    const clean = {clean: {page: {"/u/[^/]+": "/u/*"}}};
    expect(await warnings({topic: `/u/${lead_id}/profile`, activities: clean})).toBe("");
    expect(await warnings({})).toBe("");
  });

  it.each([
    [{clean: {pages: {x: "y"}}}, /sources\.activities\.clean\.pages: missing column: pages; did you mean page\?/],
    [{clean: {page: {"(": "y"}}}, /clean\.page\.\(: invalid pattern: .*write a regular expression/],
  ])("refuses %j", async (activities, message) => {
    await expect(warnings({activities})).rejects.toThrow(message);
  });
});
