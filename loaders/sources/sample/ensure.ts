import {existsSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Progress} from "../../progress.ts";
import type {Project} from "../../project/schema.ts";
import {type Format, tableNames} from "./files.ts";
import {generateSample} from "./generate.ts";

/** Samples of more leads than this are written as Parquet. */
const mostLeadsAsCsv = 100_000;

/**
 * Generates the files of a project with a `sample` where they are missing or older than the model, or where a number of
 * leads is asked for. Projects without a sample are left alone.
 *
 * @throws where leads are asked for and the project has no sample
 */
export async function ensureSample(
  {dir, id, sample}: Pick<Project, "dir" | "id" | "sample">,
  progress: Progress,
  options: {leads?: number} = {},
): Promise<void> {
  if (!sample) {
    if (options.leads === undefined) return;
    throw new Error(`unsupported option --leads: project ${id} is not a generated sample; leave the option out`);
  }
  if (options.leads === undefined && isFresh(dir, join(dir, sample.model))) return;
  const leads = options.leads ?? sample.leads;
  const format: Format = leads > mostLeadsAsCsv ? "parquet" : "csv";
  let done = 0;
  const generate = () => generateSample({...sample, dir, leads, format, progress: (n) => (done = n)});
  await progress.step("generate the sample", generate, {rows: () => leads, percent: () => (100 * done) / leads});
}

function isFresh(dir: string, model: string): boolean {
  const whole = (["csv", "parquet"] as const).find((format) =>
    tableNames.every((table) => existsSync(join(dir, `${table}.${format}`))),
  );
  if (!whole) return false;
  return tableNames.every((table) => statSync(join(dir, `${table}.${whole}`)).mtimeMs >= statSync(model).mtimeMs);
}
