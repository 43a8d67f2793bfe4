import {readdirSync, readFileSync} from "node:fs";
import {build} from "esbuild";
import {describe, expect, it} from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), "utf8");

/** Names that a page takes from the bundle: `{answer, html} from …`, or `h.answer` after `* as h from …`. */
function namesUsed(page: string): string[] {
  const text = read(page);
  const [, named, all] = text.match(/import (?:\{([^}]*)\}|\* as (\w+)) from "\.\/client\/hakari\.js"/) ?? [];
  if (named !== undefined) return named.split(",").map((name) => name.trim());
  return [...text.matchAll(new RegExp(`\\b${all}\\.(\\w+)`, "g"))].map(([, name]) => name);
}

describe("the bundle of the pages", () => {
  it("exports every name that a page takes from it", async () => {
    const bundle = await build({
      entryPoints: ["src/pages/client.ts"],
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      packages: "external",
      external: ["*?worker"],
    });
    const exported = Object.values(bundle.metafile.outputs).flatMap((output) => output.exports);
    const pages = readdirSync(new URL("../../src/", import.meta.url)).filter((file) => file.endsWith(".md"));
    const missing = pages.flatMap((page) =>
      namesUsed(page).flatMap((name) => (exported.includes(name) ? [] : [`${page}: ${name}`])),
    );
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.flatMap(namesUsed).length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });
});
