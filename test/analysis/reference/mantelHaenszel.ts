import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Engine} from "../../../loaders/engine/duckdb.ts";
import {countPatterns} from "../../../loaders/features.ts";
import {observe} from "../../../loaders/observe.ts";
import {Progress} from "../../../loaders/progress.ts";
import {readProject} from "../../../loaders/project/project.ts";
import type {Project} from "../../../loaders/project/schema.ts";
import {attributesOf} from "../../../loaders/tables/attributes.ts";
import {loadTables} from "../../../loaders/tables/tables.ts";
import {tableOf} from "../../../src/analysis/drivers/driver.ts";
import {tally} from "../../../src/analysis/rules/patterns.ts";
import {groupBy} from "../../../src/analysis/statistics/groupBy.ts";
import {mantelHaenszel} from "../../../src/analysis/statistics/mantelHaenszel.ts";
import {sampleProject} from "../../recovery/sampleProject.ts";

/**
 * Makes `mantelHaenszel.reference.json` again: counts the patterns of the sample and of bpic2012 by stage at as-of, writes every
 * seventh that can be adjusted as CSV into a temporary folder, and has R read them by `mantelHaenszel.R`.
 */
async function makeReference(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hakari-reference-"));
  const sample = await sampleProject();
  const engine = await Engine.open();
  const bpic = readProject("data/bpic2012", process.env);
  const rows = [
    ...(await strataRows("sample", sample.engine, sample.project)),
    ...(await strataRows("bpic2012", engine, bpic)),
  ];
  sample.close();
  engine.close();
  writeFileSync(join(folder, "strata.csv"), `${["set,pattern,a,n1,c,n0", ...rows].join("\n")}\n`);
  const cwd = new URL(".", import.meta.url).pathname;
  execFileSync("Rscript", ["mantelHaenszel.R", folder], {cwd, stdio: "inherit"});
  rmSync(folder, {recursive: true});
}

async function strataRows(set: string, engine: Engine, project: Project): Promise<string[]> {
  await loadTables(engine, project, Progress.quiet());
  await observe(engine, project);
  const {patterns} = await countPatterns(engine, project, await attributesOf(engine));
  const tables = patterns.map(({strata}) =>
    [...groupBy(strata, ({stage}) => stage).values()].map((some) => tableOf(tally({strata: some}))),
  );
  return tables
    .filter((strata) => mantelHaenszel(strata) !== null)
    .flatMap((strata, i) => (i % 7 === 0 ? strata.map(({a, n1, c, n0}) => [set, i, a, n1, c, n0].join(",")) : []));
}

await makeReference();
