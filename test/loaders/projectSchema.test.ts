import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {projectJsonSchema} from "../../loaders/project/jsonSchema.ts";

describe("projectJsonSchema()", () => {
  it("is what data/project.schema.json holds; else run node --import tsx loaders/project/writeJsonSchema.ts", () => {
    expect(readFileSync("data/project.schema.json", "utf8")).toBe(projectJsonSchema());
  });

  it("describes the keys for editors and refuses unknown ones", () => {
    const schema = JSON.parse(projectJsonSchema());
    expect(schema.required).toEqual(["title", "sources"]);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.timezone.description).toMatch(/IANA/);
  });
});
