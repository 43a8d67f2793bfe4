import {cpSync, mkdirSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {runFramework} from "../../loaders/site/build.ts";
import {bundleClient} from "../../loaders/site/bundle.ts";
import {drawPages} from "../../loaders/site/draw/drawPages.ts";
import {environment} from "../../loaders/site/framework.ts";
import {patchPages} from "../../loaders/site/patch.ts";
import {home, makeRoot, removeRoot} from "../../loaders/site/root.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import {fixtureWarehouse} from "../fixtures/warehouse.ts";

/** Pages of the product: the site of own pages alone has none of them. */
const ours = readdirSync(join(home, "src")).filter((name) => name.endsWith(".md"));

/** Files of own pages, by their names. */
export const writeFiles = (folder: string, files: Record<string, string>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
};

/**
 * Builds a site of own pages alone, in `dir`, as `hakari build` does but for its audits; by a machine that stands in `zone`. Returns
 * the site's folder.
 */
export async function buildOwnSite(dir: string, files: Record<string, string>, zone: string): Promise<string> {
  const own = join(dir, "own");
  const site = join(dir, `site-${zone.replace("/", "-")}`);
  writeFiles(own, files);
  await fixtureWarehouse(dir);
  const run = {title: "Own", language: "en"} as Findings["run"];
  const before = process.env.TZ;
  process.env.TZ = zone;
  const root = makeRoot({own, without: ours});
  try {
    await bundleClient(root, "en");
    await runFramework(environment({projectDir: dir, run, root, isPublished: true}));
    const built = join(home, root, "dist");
    patchPages(built, "en");
    await drawPages(built, "en");
    cpSync(built, site, {recursive: true});
    return site;
  } finally {
    process.env.TZ = before;
    removeRoot(root);
    rmSync(join(dir, "warehouse.duckdb"));
  }
}
