import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {Engine} from "../../loaders/engine/duckdb.ts";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {run} from "../../loaders/run.ts";
import type {Findings} from "../../src/analysis/findings.ts";
import {strongestDrivers} from "../../src/text/overview/headlines.ts";
import {type Export, exports} from "./exports.ts";

/** What a load of the export finds, as a newcomer would load it: nothing is said but where the columns are. */
async function findingsOf({files}: Export): Promise<Findings> {
  const dir = mkdtempSync(join(tmpdir(), "hakari-export-"));
  const engine = await Engine.open();
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    return await run(engine, readProject(dir), Progress.quiet());
  } finally {
    engine.close();
    rmSync(dir, {recursive: true});
  }
}

/** One of each shape in every run; all fifteen where `HAKARI_SEEDS=3` asks for them. */
const seeds = Array.from({length: Number(process.env.HAKARI_SEEDS ?? 1)}, (_, i) => i + 1);

describe.each(Object.keys(exports) as (keyof typeof exports)[])("an export of %s", (shape) => {
  it.each(seeds)(
    "gives the planted driver as first or second headline, a plus (seed %i)",
    async (seed) => {
      const made = exports[shape](seed);
      const {drivers} = await findingsOf(made);
      const told = strongestDrivers(drivers.drivers).slice(0, 2);
      const found = told.find(({rule: {when}}) =>
        "attribute" in when ? when.attribute === made.planted : "activity" in when && when.activity === made.planted,
      );
      expect(told.map(({text}) => text).join(" | ")).toContain(made.planted);
      expect(found?.oddsRatio.low).toBeGreaterThan(1);
    },
    60_000,
  );
});
