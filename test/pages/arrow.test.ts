import {readdirSync} from "node:fs";
import {build} from "esbuild";
import {describe, expect, it} from "vitest";
import {clientOptions} from "../../loaders/site/bundle.ts";

/** Packages that read Arrow data, or bring one that does. */
const readers = /^(@uwdata\/flechette|apache-arrow|@apache-arrow\/.*|arquero|parquet-wasm|hyparquet|@duckdb\/.*)$/;

/** Packages of which anything gets into the modules of the pages, with its bytes. */
async function packages(): Promise<Map<string, number>> {
  const {metafile} = await build({
    ...clientOptions("en"),
    entryPoints: readdirSync("src/pages")
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `src/pages/${file}`),
    outdir: "site",
    write: false,
    metafile: true,
  });
  const bytes = new Map<string, number>();
  for (const {inputs} of Object.values(metafile.outputs))
    for (const [path, {bytesInOutput}] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (name && bytesInOutput > 0) bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  return bytes;
}

describe("the modules of the pages", () => {
  it("bring one library that reads Arrow data, and a small one", async () => {
    const found = await packages();
    const arrow = [...found].filter(([name]) => readers.test(name));
    expect(arrow.map(([name]) => name)).toEqual(["@uwdata/flechette"]);
    expect(arrow[0][1]).toBeLessThan(40_000);
    expect(found.has("vega-view")).toBe(true);
  });
});
