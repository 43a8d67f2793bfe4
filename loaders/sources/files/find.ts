import {existsSync, readdirSync, statSync} from "node:fs";
import {basename, dirname, relative} from "node:path";
import {type Engine, literal} from "../../engine/duckdb.ts";
import {didYouMean, ProjectFaults} from "../../project/faults.ts";
import {faultsIn, sourcePath} from "../../project/project.ts";
import type {Project, Source} from "../../project/schema.ts";
import type {Finding} from "../../project/yamlFile.ts";
import {LoadError} from "../loadError.ts";

export type Format = "csv" | "parquet" | "json" | "xlsx";

/** A file of a source, found. */
export interface FoundFile {
  path: string;
  /** Relative to the project folder, or the last path segment of a file elsewhere. */
  name: string;
  bytes: number;
  format: Format;
  isGzip: boolean;
}

/**
 * The files that a source names, in the order of the list and of their names within a glob.
 * @throws ProjectFaults where a path or glob matches nothing; LoadError where a format cannot be told.
 */
export async function findFiles(engine: Engine, project: Project, source: Source): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const pattern of [source.files].flat()) {
    const matches = await engine.rows<{file: string}>(
      "find files",
      `select file from glob(${literal(pattern)}) order by file`,
    );
    if (matches.length === 0) throw new ProjectFaults(faultsIn(project, [missingFile(project, source, pattern)]));
    for (const {file} of matches) found.push(describeFile(file, project, source));
  }
  return found;
}

function missingFile(project: Project, source: Source, pattern: string): Finding {
  const tables = Object.keys(project.sources) as (keyof Project["sources"])[];
  const table = tables.find((name) => project.sources[name].includes(source)) as (typeof tables)[number];
  const folder = dirname(pattern);
  const near = didYouMean(basename(pattern), existsSync(folder) ? readdirSync(folder) : []);
  return {
    path: [...sourcePath(project, table, project.sources[table].indexOf(source)), "files"],
    message: `missing file: ${pattern}${near || "; check files in the project file"}`,
  };
}

function describeFile(path: string, project: Project, source: Source): FoundFile {
  const near = relative(project.dir, path);
  return {
    path,
    name: near.startsWith("..") ? basename(path) : near,
    bytes: statSync(path).size,
    format: source.format ?? formatOf(path),
    isGzip: path.endsWith(".gz"),
  };
}

function formatOf(path: string): Format {
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (/\.(csv|tsv|txt|tab)$/.test(name)) return "csv";
  if (/\.(parquet|pq)$/.test(name)) return "parquet";
  if (/\.(json|ndjson|jsonl)$/.test(name)) return "json";
  throw new LoadError(`unknown format: ${basename(path)}; set format: csv, parquet or json on the source`);
}
