import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {sampleProject} from "../../recovery/sampleProject.ts";
import {observationRows, prepareSample} from "./sampleRows.ts";

/**
 * Makes `sample.reference.json` again: generates and loads the sample, writes its observations as CSV into a temporary
 * folder, and has R read them by `sample.R`. From the root, once the sample has changed:
 * `node --import tsx test/analysis/reference/sample.ts`, and `node --import tsx test/analysis/reference/stays.ts sample`.
 */
async function makeReference(): Promise<void> {
  const {engine, project, close} = await sampleProject();
  const folder = mkdtempSync(join(tmpdir(), "hakari-reference-"));
  const {rules} = await prepareSample(engine, project);
  writeFileSync(join(folder, "observations.csv"), csv(await observationRows(engine, rules.length)));
  close();
  execFileSync("Rscript", ["sample.R", folder], {cwd: new URL(".", import.meta.url).pathname, stdio: "inherit"});
  rmSync(folder, {recursive: true});
}

const csv = (rows: readonly object[]): string =>
  `${[Object.keys(rows[0]), ...rows.map((row) => Object.values(row))].map((row) => row.join(",")).join("\n")}\n`;

await makeReference();
