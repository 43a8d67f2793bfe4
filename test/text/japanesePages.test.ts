import {readdirSync, readFileSync} from "node:fs";
import {resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {latinWords} from "./latin.ts";

const folder = resolve(import.meta.dirname, "../../src/ja");

/** What a page says itself: without code, what it shows in between, marks, where links lead, and what is marked as English. A formula may stand. */
const proseOf = (page: string): string =>
  readFileSync(resolve(folder, page), "utf8")
    .replace(/^---\ntitle: (.*)\n---/, "$1")
    .replace(/```[\s\S]*?```|`[^`]*`|\$\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, " ")
    .replace(/<span lang="en">.*?<\/span>|<[^>]*>|\]\([^)]*\)/g, " ");

describe("src/ja", () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith(".md")))("has no English word in %s", (page) => {
    const prose = proseOf(page);
    expect(prose).toMatch(/[ぁ-ん]/);
    expect(latinWords(prose, ["exp("])).toEqual([]);
  });
});
