import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type BuildContext, type BuildOptions, build, context} from "esbuild";
import type {Language} from "../../src/text/language.ts";
import {home} from "./root.ts";

/** How modules are made for a browser. What several of them need, or what is loaded on demand, is a file of its own. */
export const clientOptions = (language: Language): BuildOptions => ({
  absWorkingDir: home,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  define: {HAKARI_LANGUAGE: JSON.stringify(language)},
});

/**
 * What pages import from `./client`, with its libraries, as modules in the root: `hakari.js` is `src/pages/client.ts`, any other name
 * that file of `src/pages`. Framework itself cannot: it leaves imports that end in `.ts` as they are.
 */
const options = (root: string, language: Language): BuildOptions => ({
  ...clientOptions(language),
  entryPoints: {
    hakari: "src/pages/client.ts",
    "search.worker": "src/pages/search.worker.ts",
    ...Object.fromEntries(asked().map((name) => [name, `src/pages/${name}.ts`])),
  },
  outdir: join(root, "client"),
});

/** Modules that pages ask for by name. */
function asked(): string[] {
  const pages = readdirSync(join(home, "src"), {recursive: true, encoding: "utf8"}).filter(
    (file) => file.endsWith(".md") && !file.startsWith("."),
  );
  const names = pages.flatMap((file) =>
    [...readFileSync(join(home, "src", file), "utf8").matchAll(/"(?:\.{1,2}\/)+client\/(\w+)\.js"/g)].map(
      ([, name]) => name,
    ),
  );
  return [...new Set(names)].filter((name) => name !== "hakari").sort();
}

export async function bundleClient(root: string, language: Language): Promise<void> {
  await Promise.all([build(options(root, language)), bundleCsv(root)]);
}

/** Gives Framework the library with which it reads `.csv()` and `.tsv()`, which it would fetch. */
async function bundleCsv(root: string): Promise<void> {
  await build({
    ...clientOptions("en"),
    entryPoints: {_esm: "src/components/csv.ts"},
    outdir: join(root, ".observablehq", "cache", "_npm", "d3-dsv@0.0.0"),
  });
}

/** Bundles now and again after every change of a module in it. */
export async function watchClient(root: string, language: Language): Promise<BuildContext> {
  await bundleCsv(root);
  const watching = await context(options(root, language));
  await watching.rebuild();
  await watching.watch();
  return watching;
}
