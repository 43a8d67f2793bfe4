import {readdirSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";

const src = resolve(import.meta.dirname, "../../src");
const pagesOf = (folder: string): string[] => readdirSync(join(src, folder)).filter((name) => name.endsWith(".md"));

/** The code of a page, in order: its cells and what it shows in between. */
const codeOf = (path: string): string[] =>
  [
    ...readFileSync(join(src, path), "utf8").matchAll(/```js[\s\S]*?```|\$\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g),
  ].map(([code]) => code);

describe("src/ja", () => {
  it("has every page of ours", () => {
    expect(pagesOf("ja")).toEqual(pagesOf("."));
  });

  it.each(pagesOf("."))("shows in %s what the English page shows, in the same order", (name) => {
    const code = codeOf(name);
    expect(code.length).toBeGreaterThan(0);
    expect(codeOf(`ja/${name}`)).toEqual(code);
  });
});
