import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {publishesLeads} from "../../loaders/project/publishing.ts";
import {auditLeads} from "../../loaders/site/auditLeads.ts";

const dir = mkdtempSync(join(tmpdir(), "hakari-audit-"));
beforeAll(async () => {
  const engine = await Engine.open(join(dir, "warehouse.duckdb"));
  await engine.run(
    "leads",
    "create table leads as select * from (values ('L0001'), ('佐藤-77'), ('12345'), ('Smith')) as l (lead_id)",
  );
  engine.close();
});
afterAll(() => rmSync(dir, {recursive: true}));

function siteOf(files: Record<string, string>): string {
  const site = mkdtempSync(join(dir, "site-"));
  mkdirSync(join(site, "_file/data"), {recursive: true});
  for (const [name, text] of Object.entries(files)) writeFileSync(join(site, name), text);
  return site;
}

describe("auditLeads(site, project)", () => {
  it("passes a site without leads; counts and words that are like an id are none", async () => {
    const site = siteOf({
      "index.html": "<p>12,345 leads, 12345, Smith</p>",
      "_file/data/a.json": '{"n": 12345, "id": "L00011"}',
    });
    await expect(auditLeads(site, dir)).resolves.toBeUndefined();
  });

  it.each([
    [
      "an id in page data",
      {"_file/data/a.json": '{"x": ["L0001"]}'},
      /_file\/data\/a\.json: holds the id of a lead: L0001/,
    ],
    [
      "an id that is not ASCII, in a page",
      {"index.html": "<p>佐藤-77</p>"},
      /index\.html: holds the id of a lead: 佐藤-77/,
    ],
    ["the page of leads", {"hot-leads.html": ""}, /hot-leads\.html: a page of leads/],
    ["a link to it", {"index.html": '<a href="./hot-leads">'}, /index\.html: a page of leads, or a link to it/],
  ])("refuses %s", async (_, files, fault) => {
    await expect(auditLeads(siteOf(files), dir)).rejects.toThrow(fault);
  });
});

describe("publishesLeads(dir)", () => {
  const file = join(dir, "project.yaml");
  it.each([
    ["publish: {hot_leads: true}", true],
    ["publish: {hot_leads: false}", false],
    ['publish: {hot_leads: "true"}', false],
    ["publish: {min_cell: 5}", false],
    ["publish:", false],
    ["title: $" + "{NOT_SET}\npublish: {hot_leads: true}", true],
    [": broken", false],
  ])("reads %j as %s", (text, expected) => {
    writeFileSync(file, text);
    expect(publishesLeads(dir)).toBe(expected);
  });

  it("publishes none without a project file", () => {
    rmSync(file);
    expect(publishesLeads(dir)).toBe(false);
  });
});
