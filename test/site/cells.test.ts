import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {auditCells} from "../../loaders/site/audit/privacy.ts";

describe("auditCells(site, rules)", () => {
  let site: string;
  beforeEach(() => {
    site = mkdtempSync(join(tmpdir(), "hakari-cells-"));
    mkdirSync(join(site, "_file", "own"), {recursive: true});
  });
  afterEach(() => rmSync(site, {recursive: true}));

  const rules = {minCell: 5, hotLeads: false};
  const write = (rows: object[]) => writeFileSync(join(site, "_file/own/sources.json"), JSON.stringify(rows));

  it("passes groups that are large enough, or empty", () => {
    write([
      {source: "Web", n: 5},
      {source: "Fair", n: 0},
    ]);
    expect(() => auditCells(site, rules)).not.toThrow();
  });

  it("names file and place of groups that are too small, once a file", () => {
    write([
      {source: "Web", n: 5},
      {source: "Fair", n: 4},
      {source: "Mail", n: 1},
    ]);
    expect(() => auditCells(site, rules)).toThrow(
      /own.sources\.json: \[1\]\.n: a group of 4, fewer than publish\.min_cell 5, and 1 more; load again/,
    );
  });
});
