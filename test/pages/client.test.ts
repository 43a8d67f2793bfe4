import {readdirSync, readFileSync} from "node:fs";
import {build} from "esbuild";
import {describe, expect, it} from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), "utf8");

/** Names of modules' exports that a page uses, as `hakari.answer`, `hakari.dataPage.sources` and `profile.persona`. */
function namesUsed(page: string): string[] {
  const text = read(page);
  const membersOf = (name: string) =>
    [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))].map(([, member]) => member);
  const imports = [...text.matchAll(/import (?:\{([^}]*)\}|\* as (\w+)) from "\.\/client\/(\w+)\.js"/g)];
  return imports.flatMap(([, named, all, module]) => {
    if (all) return membersOf(all).map((member) => `${module}.${member}`);
    const names = named.split(",").map((name) => name.trim());
    return names.flatMap((name) =>
      [name, ...membersOf(name).map((member) => `${name}.${member}`)].map((one) => `${module}.${one}`),
    );
  });
}

/** What a file under `src/pages` gives. */
async function exportsOf(path: string): Promise<string[]> {
  const {metafile} = await build({
    entryPoints: [`src/pages/${path}`],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    packages: "external",
    external: ["*?worker"],
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** The same for what pages import as `client/module.js`, with the members of the parts that it gives under a name. */
async function namesOf(module: string): Promise<string[]> {
  const path = module === "hakari" ? "client.ts" : `${module}.ts`;
  const parts = [...read(`pages/${path}`).matchAll(/export \* as (\w+) from "([^"]+)"/g)];
  const members = parts.map(async ([, part, from]) => (await exportsOf(from)).map((member) => `${part}.${member}`));
  const names = [...(await exportsOf(path)), ...(await Promise.all(members)).flat()];
  return names.map((name) => `${module}.${name}`);
}

describe("the modules of the pages", () => {
  it("export every name that a page takes from them", async () => {
    const pages = readdirSync(new URL("../../src/", import.meta.url)).filter((file) => file.endsWith(".md"));
    const used = pages.flatMap((page) => namesUsed(page).map((name) => ({page, name})));
    const modules = [...new Set(used.map(({name}) => name.split(".")[0]))];
    const exported = new Set((await Promise.all(modules.map(namesOf))).flat());
    expect(pages.length).toBeGreaterThan(5);
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter(({name}) => !exported.has(name))).toEqual([]);
  });
});
