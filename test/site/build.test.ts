import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {buildSite} from "../../loaders/site/build.ts";
import {fixtureWarehouse} from "../fixtures/warehouse.ts";

describe("buildSite(options)", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "hakari-build-"));
    mkdirSync(join(dir, "dist"));
    writeFileSync(join(dir, "dist", "index.html"), "the site before");
  });
  afterEach(() => rmSync(dir, {recursive: true}));

  const options = () => ({projectDir: dir, out: join(dir, "dist"), base: "/"});

  it("refuses a base path without its slash", async () => {
    await expect(buildSite({...options(), base: "report/"})).rejects.toThrow("invalid base path: report/");
  });

  it("refuses a folder that holds anything but a site, and leaves it as it was", async () => {
    writeFileSync(join(dir, "dist", "notes.txt"), "mine");
    await expect(buildSite(options())).rejects.toThrow(
      /not a site to replace: .*dist holds notes\.txt; nothing was changed/,
    );
    await expect(buildSite({...options(), out: dir})).rejects.toThrow(/not a site to replace/);
    expect(readdirSync(join(dir, "dist")).sort()).toEqual(["index.html", "notes.txt"]);
  });

  it("names the project that is not there or not loaded, and leaves the site as it was", async () => {
    await expect(buildSite(options())).rejects.toThrow(/project\.yaml:1: missing project file/);
    writeFileSync(join(dir, "project.yaml"), "title: x\nsources: {leads: {files: leads.csv}}\n");
    await expect(buildSite(options())).rejects.toThrow(/missing warehouse: .*run hakari load/);
    expect(readFileSync(join(dir, "dist", "index.html"), "utf8")).toBe("the site before");
  });

  it("refuses own pages that ask for what is elsewhere, before anything is built", async () => {
    await fixtureWarehouse(dir);
    const own = join(dir, "own");
    mkdirSync(own);
    writeFileSync(join(own, "a.md"), "# A\n\n```sql\nselect 1\n```\n");
    await expect(buildSite({...options(), own})).rejects.toThrow(
      /^src.own.a\.md:3: a block of sql runs with a library/,
    );
    expect(readFileSync(join(dir, "dist", "index.html"), "utf8")).toBe("the site before");
  });

  it("says which page data failed, and leaves the site as it was", async () => {
    // the fixture's findings are too few for the pages
    await fixtureWarehouse(dir);
    await expect(buildSite(options())).rejects.toThrow(/the pages could not be built:[\s\S]*data\/\w+\.json/);
    expect(readdirSync(join(dir, "dist"))).toEqual(["index.html"]);
    expect(readdirSync(dir).sort()).toEqual(["dist", "warehouse.duckdb"]);
  });
});
