import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {publishing} from "../../loaders/project/publishing.ts";

describe("publishing(dir)", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-publishing-"));
  const file = join(dir, "project.yaml");
  afterAll(() => rmSync(dir, {recursive: true}));

  it.each([
    ["publish: {hot_leads: true}", true],
    ["publish: {hot_leads: false}", false],
    ['publish: {hot_leads: "true"}', false],
    ["publish: {min_cell: 5}", false],
    ["publish:", false],
    ["title: $" + "{NOT_SET}\npublish: {hot_leads: true}", true],
    [": broken", false],
  ])("reads %j as leads published: %s", (text, expected) => {
    writeFileSync(file, text);
    expect(publishing(dir).hotLeads).toBe(expected);
  });

  it("names the attributes that are personal, and the smallest cell", () => {
    writeFileSync(file, "attributes: {email: {personal: true}, size: {type: number}, note:}\npublish: {min_cell: 8}");
    expect(publishing(dir)).toEqual({hotLeads: false, minCell: 8, personal: ["email"]});
  });

  it("publishes none without a project file", () => {
    rmSync(file);
    expect(publishing(dir)).toEqual({hotLeads: false, minCell: 0, personal: []});
  });
});
