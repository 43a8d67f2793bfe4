import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {exportCommand} from "../../loaders/commands/export.ts";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {warehousePath} from "../../loaders/places.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import type {CardFile} from "../../src/exports/json.ts";
import {folderWith, messageOf} from "./loading.ts";

const sample = resolve(import.meta.dirname, "../../data/sample");

/** A small sample company whose tool only ever adds points. */
const folder = mkdtempSync(join(tmpdir(), "hakari-export-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const asked = {project: folder, format: "md", card: "suggested"};
const written = async (options: object): Promise<string> => {
  const out = join(folder, "out");
  await exportCommand({...asked, ...options, out});
  return readFileSync(out, "utf8");
};

describe("exportCommand(options)", () => {
  let findings: Findings;
  beforeAll(async () => {
    cpSync(join(sample, "model.yaml"), join(folder, "model.yaml"));
    const yaml = readFileSync(join(sample, "project.yaml"), "utf8").replace("leads: 5000", "leads: 1200");
    writeFileSync(
      join(folder, "project.yaml"),
      `${yaml}\npoints: {tool: adds-only, at_most: 6}\ncandidates: {at_most: 15}\n`,
    );
    findings = await loadProject(readProject(folder), Progress.quiet());
  });

  it("exports a card that obeys the tool of the project file, and says whose limits these are", async () => {
    const {rules} = JSON.parse(await written({format: "json"})) as CardFile;
    expect(rules.length).toBeGreaterThan(2);
    expect(rules.filter(({points}) => points < 0)).toEqual([]);
    const asksTooMuch = (when: object) => "within_days" in when || "none_for_days" in when;
    expect(rules.filter(({when}) => asksTooMuch(when))).toEqual([]);
    expect(findings.run.settings).toMatchObject({tool: "adds-only", points: {min: 0, atMost: 6}});
    expect(await written({})).toContain("## In A tool that only ever adds points");
  });

  it("lists what another tool, or today's card, asks too much", async () => {
    expect(await written({card: "current"})).toContain("(it has no windows): give the points when it happens");
    expect(await written({tool: "generic"})).toContain("It can run every rule of the card.");
  });

  it("gives today's card as the rules of the project file", async () => {
    const text = await written({card: "current", format: "yaml"});
    const again = `title: T\nsources: {leads: {files: a.csv}}\n${text}`;
    const byId = (dir: string) => readProject(dir).rules.sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(folderWith({"project.yaml": again}))).toEqual(byId(folder));
  });

  it("writes a query that the warehouse itself runs, one row a lead", async () => {
    const engine = await Engine.open(warehousePath(folder), {readOnly: true});
    const sql = await written({format: "sql", card: "current"});
    const rows = await engine.rows<{score: number}>("score", sql);
    const leads = await engine.count("leads", "select count(*) from leads");
    engine.close();
    expect(rows).toHaveLength(leads);
    expect(new Set(rows.map(({score}) => score)).size).toBeGreaterThan(5);
  });

  it.each([
    [{format: "yml"}, "unknown format: yml; did you mean yaml?"],
    [{format: "excel"}, "unknown format: excel; expected yaml, csv, json, md, sql, pmml"],
    [{format: "sql", dialect: "postgre"}, "unknown dialect: postgre; did you mean postgres?"],
    [
      {format: "csv", dialect: "trino"},
      "unsupported option --dialect: csv has none; leave it out, or export --format sql",
    ],
    [{card: "sugested"}, "unknown card: sugested; did you mean suggested?"],
    [{tool: "hubspt"}, "unknown tool: hubspt; did you mean hubspot?"],
    [{out: "nowhere/card.md"}, "missing folder: nowhere; make it, or give another --out"],
  ])("refuses %j", async (options, message) => {
    expect(await messageOf(exportCommand({...asked, ...options}))).toBe(message);
  });
});

describe("readProject(dir)", () => {
  it("knows the tools there are profiles of", async () => {
    const yaml = (tool: string) => `title: T\nsources: {leads: {files: a.csv}}\npoints: {tool: ${tool}}\n`;
    const read = async (tool: string) => readProject(folderWith({"project.yaml": yaml(tool)}));
    expect((await read("zoho")).points.tool).toBe("zoho");
    expect(await messageOf(read("marketto"))).toContain(
      ":3: points.tool: unknown tool: marketto; did you mean marketo?",
    );
  });
});
