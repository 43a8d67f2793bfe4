import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {audit} from "../../loaders/site/audit.ts";

const page = (inside: string) => `<!DOCTYPE html><html><head>${inside}</head><body></body></html>`;
const script = (source: string) => page(`<script type="module">${source}</script>`);

describe("audit(site, base)", () => {
  const sites: string[] = [];
  afterEach(() => {
    for (const site of sites.splice(0)) rmSync(site, {recursive: true});
  });

  function siteOf(files: Record<string, string>): string {
    const site = mkdtempSync(join(tmpdir(), "hakari-audit-"));
    sites.push(site);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(site, name)), {recursive: true});
      writeFileSync(join(site, name), content);
    }
    return site;
  }

  it("passes a site whose references are all its own", async () => {
    const site = siteOf({
      "index.html":
        page('<link rel="icon" href="data:,"><link rel="stylesheet" href="./_import/a.css">') +
        script('import "./b.js"; import("./b.js")'),
      "deep/page.html": script('import "../b.js"; import "/base/b.js"'),
      "_import/a.css": 'div {background: url("data:image/png;base64,")}',
      "b.js": "export const words = 'see https://example.com'",
    });
    await expect(audit(site, "/base/")).resolves.toBeUndefined();
  });

  it.each([
    [
      "a script of another host",
      {"index.html": page('<script src="https://cdn.example.com/a.js"></script>')},
      /fetched from elsewhere: https:\/\/cdn/,
    ],
    [
      "an import of another host",
      {"index.html": page(""), "a.js": 'import "https://cdn.example.com/a.js"'},
      /a\.js: fetched from elsewhere/,
    ],
    ["a font of another host", {"a.css": "@import url(//fonts.example.com/a.css)"}, /a\.css: fetched from elsewhere/],
    [
      "a package's bare name",
      {"index.html": script('import {sum} from "d3"')},
      /index\.html: a browser cannot resolve: d3/,
    ],
    ["a module that was not built", {"a.js": 'export * from "./gone.js"'}, /a\.js: missing: \.\/gone\.js/],
    ["an error box", {"index.html": page('<div class="observablehq--error">')}, /a cell of the page is broken/],
    [
      "a name Framework would fetch a library for",
      {"index.html": script('define({id: "1", inputs: ["Plot","display"], body: () => {}})')},
      /Plot needs a library/,
    ],
  ])("refuses %s", async (_, files, fault) => {
    await expect(audit(siteOf(files), "/")).rejects.toThrow(fault);
  });

  it("names every fault at once", async () => {
    const site = siteOf({"a.js": 'import "x"; import "./gone.js"'});
    await expect(audit(site, "/")).rejects.toThrow(/cannot resolve: x\n.*missing: \.\/gone\.js/s);
  });
});
