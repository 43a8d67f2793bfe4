import {mkdirSync, readdirSync, readlinkSync, symlinkSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {checkSitePlace, replaceSite, settleSite} from "../../loaders/site/replaceSite.ts";
import {folderWith, messageOf} from "../loaders/loading.ts";

const filesIn = (dir: string) => readdirSync(dir, {recursive: true}).map(String).sort();
const check = (out: string) => messageOf((async () => checkSitePlace(out))());

/** A process that has ended long ago: no system numbers one so high. */
const gone = 2 ** 30;

describe("replaceSite(built, out)", () => {
  it("puts a site in the place of another, and leaves nothing beside it", () => {
    const dir = folderWith({"new/index.html": "", "dist/index.html": "", "dist/old.html": ""});
    for (const out of ["dist", "deep/er/dist"]) replaceSite(join(dir, "new"), join(dir, out));
    expect(filesIn(dir)).toEqual([
      "deep",
      "deep/er",
      "deep/er/dist",
      "deep/er/dist/index.html",
      "dist",
      "dist/index.html",
      "new",
      "new/index.html",
    ]);
  });

  it("keeps a link, and replaces what it leads to", () => {
    const dir = folderWith({"new/index.html": "", "web/site/old.html": ""});
    symlinkSync("web/site", join(dir, "dist"));
    replaceSite(join(dir, "new"), join(dir, "dist"));
    expect(readlinkSync(join(dir, "dist"))).toBe("web/site");
    expect(filesIn(join(dir, "web"))).toEqual(["site", "site/index.html"]);
  });
});

describe("settleSite(out)", () => {
  it("puts back the site of a build that was killed as the two changed places, and removes the other", () => {
    const dir = folderWith({
      [`.dist.old.building-${gone}/index.html`]: "",
      [`.dist.new.building-${gone}/index.html`]: "",
    });
    settleSite(join(dir, "dist"));
    expect(filesIn(dir)).toEqual(["dist", "dist/index.html"]);
  });

  it("removes what is left where the site is in its place, but nothing of a process that still runs", () => {
    const running = `.dist.new.building-${process.pid}`;
    const dir = folderWith({
      "dist/index.html": "",
      [`.dist.old.building-${gone}/old.html`]: "",
      [`${running}/a.html`]: "",
    });
    settleSite(join(dir, "dist"));
    expect(filesIn(dir)).toEqual([running, `${running}/a.html`, "dist", "dist/index.html"]);
  });
});

describe("checkSitePlace(out)", () => {
  it("refuses files, other people's folders and links to nowhere, each with the remedy", async () => {
    const dir = folderWith({file: "", "mine/letter.txt": "", "dist/index.html": ""});
    symlinkSync("gone/site", join(dir, "link"));
    symlinkSync("round", join(dir, "round"));
    expect(await check(join(dir, "file"))).toMatch(/^not a folder: .*file; nothing was changed; give --out a new/);
    expect(await check(join(dir, "mine"))).toMatch(/mine holds letter\.txt; nothing was changed; give --out/);
    expect(await check(join(dir, "link"))).toMatch(/^missing folder: .*gone, into which a link leads; make it/);
    expect(await check(join(dir, "round"))).toMatch(/^links in a circle: .*; remove the link/);
    mkdirSync(join(dir, "gone"));
    for (const fine of ["dist", "link", "new/deep"]) expect(() => checkSitePlace(join(dir, fine))).not.toThrow();
  });
});
