import {existsSync, lstatSync, readdirSync, readlinkSync} from "node:fs";
import {join, relative} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {home, linkSources, makeRoot, removeRoot} from "../../loaders/site/root.ts";

describe("makeRoot()", () => {
  const roots: string[] = [];
  const make = () => {
    const root = makeRoot();
    roots.push(root);
    return root;
  };
  afterEach(() => {
    for (const root of roots.splice(0)) removeRoot(root);
  });

  it("links every page and folder of src, but no translation and nothing hidden", () => {
    const root = make();
    const linked = readdirSync(join(home, root)).filter((name) => !name.startsWith("."));
    const sources = readdirSync(join(home, "src")).filter((name) => !name.startsWith(".") && name !== "ja");
    expect(linked.sort()).toEqual(sources.sort());
    expect(lstatSync(join(home, root, "index.md")).isSymbolicLink()).toBe(true);
  });

  it("links the pages of the language asked for", () => {
    const root = makeRoot({language: "ja"});
    roots.push(root);
    const linked = readlinkSync(join(home, root, "index.md"));
    expect(relative(home, linked)).toBe(join("src", "ja", "index.md"));
  });

  it("gives each caller a cache of its own, without page data", () => {
    const [one, other] = [make(), make()];
    expect(one).not.toBe(other);
    expect(readdirSync(join(home, one, ".observablehq", "cache"))).toEqual(["_npm"]);
  });

  it("is added to, not replaced, when src is linked again", () => {
    const root = make();
    linkSources(root);
    expect(existsSync(join(home, root, "index.md"))).toBe(true);
  });

  it("leaves the sources where they are when it is removed", () => {
    removeRoot(make());
    expect(existsSync(join(home, "src", "index.md"))).toBe(true);
  });
});
